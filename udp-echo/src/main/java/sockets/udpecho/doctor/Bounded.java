package sockets.udpecho.doctor;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sockets.common.Pressure;

/** A call that takes no time limit of its own, as a look-up of a name, with one. */
final class Bounded {
    /** A machine that gives less than a tenth of a processor is not waited for. */
    private static final int MOST = 10;

    private static final long MOMENT_NANOS = 10_000_000;

    private Bounded() {}

    /**
     * Its result; null if it has none in time, which does not count while somebody on this machine
     * waits for a processor. It may go on in the background.
     */
    static <T> T call(int seconds, Callable<T> body) throws IOException {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = new Thread(task, "bounded");
        thread.setDaemon(true);
        thread.start();
        try {
            return await(task, seconds * 1_000_000_000L);
        } catch (TimeoutException | InterruptedException e) {
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) throw io;
            if (e.getCause() instanceof RuntimeException defect) throw defect;
            throw new IllegalStateException(e.getCause());
        }
    }

    private static <T> T await(FutureTask<T> task, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        long latest = System.nanoTime() + MOST * nanos;
        long left = nanos;
        while (true) {
            long pressed = Pressure.nanos();
            try {
                return task.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                left = Math.min(left, Pressure.nanos() - pressed);
                left = Math.min(left, latest - System.nanoTime());
                // less than a moment: the machine was not to blame
                if (left < MOMENT_NANOS) throw e;
            }
        }
    }
}
