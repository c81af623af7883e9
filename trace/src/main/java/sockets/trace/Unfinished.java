package sockets.trace;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells of calls that have not come back after 0.2 s, as strace does: the last line says where a
 * program waits.
 */
public final class Unfinished {
    private static final long PATIENCE_MILLIS = 200;

    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "unfinished calls");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** A call begins; it is told if it is not over in time. */
    public Call begin(Runnable tell) {
        return new Call(tell);
    }

    /** A call that may wait: told in time, or not at all. */
    public final class Call {
        private final Runnable tell;
        private final ScheduledFuture<?> task;
        private boolean over;

        private Call(Runnable tell) {
            this.tell = tell;
            task = watch.schedule(this::tell, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }

        private synchronized void tell() {
            if (!over) tell.run();
        }

        /** It has come back: what is told from now on is told later. */
        public void end() {
            synchronized (this) {
                over = true;
            }
            task.cancel(false);
        }
    }
}
