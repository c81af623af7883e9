package sockets.sockopts.demo;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/** A call that waits, in a thread of its own, so that one can look on. */
final class Waiting<T> {
    private static final int PATIENCE_SECONDS = 60;

    /** A busy machine may come back late; without the option nothing would come back. */
    private static final int GRACE_MILLIS = 20_000;

    private final String name;
    private final FutureTask<T> call;

    /** Makes the call, which an error line calls by this name. */
    Waiting(String name, Callable<T> call) {
        this.name = name;
        this.call = new FutureTask<>(call);
        Thread thread = new Thread(this.call, "waiting");
        thread.setDaemon(true);
        thread.start();
    }

    /** True if the call has not returned when so much time has passed. */
    boolean stillAfter(int millis) throws IOException, InterruptedException {
        try {
            get(millis);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }

    /**
     * Makes a call that an option should end: what came of it, or "-" where it still waits long
     * after, for the option did nothing.
     *
     * @param millis how long the option lets it wait
     */
    static String limited(String name, Callable<String> call, int millis)
            throws IOException, InterruptedException {
        Waiting<String> waiting = new Waiting<>(name, call);
        return waiting.stillAfter(millis + GRACE_MILLIS) ? "-" : waiting.result();
    }

    /** What the call returned: by now something has happened that ends it. */
    T result() throws IOException, InterruptedException {
        try {
            return get(PATIENCE_SECONDS * 1000);
        } catch (TimeoutException e) {
            String detail = " in " + PATIENCE_SECONDS + " s";
            throw new Failure(name, "in a thread", Reason.NO_ANSWER, detail);
        }
    }

    private T get(int millis) throws IOException, InterruptedException, TimeoutException {
        try {
            return call.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }
}
