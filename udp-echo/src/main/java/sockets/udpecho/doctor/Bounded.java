package sockets.udpecho.doctor;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call that takes no time limit of its own, as a look-up of a name, with one. */
final class Bounded {
    private Bounded() {}

    /** Its result; null if it has none in time. It may go on in the background. */
    static <T> T call(int seconds, Callable<T> body) throws IOException {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = new Thread(task, "bounded");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException e) {
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) throw io;
            if (e.getCause() instanceof RuntimeException defect) throw defect;
            throw new IllegalStateException(e.getCause());
        }
    }
}
