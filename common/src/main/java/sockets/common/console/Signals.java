package sockets.common.console;

import java.util.concurrent.atomic.AtomicLong;
import sockets.common.text.Log;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C (SIGINT) and SIGTERM as a normal end: the first asks the program to stop, so that it
 * closes its sockets and prints its summary; the second ends it at once.
 */
final class Signals implements SignalHandler {
    /** A signal may come twice for one wish: timeout(1) sends it to the group and to the child. */
    private static final long SAME_WISH_NANOS = 300_000_000;

    private final AtomicLong stopping = new AtomicLong();
    private final Runnable stop;

    private Signals(Runnable stop) {
        this.stop = stop;
    }

    static void onStop(Runnable stop) {
        Signals handler = new Signals(stop);
        for (String name : new String[] {"INT", "TERM"}) {
            try {
                Signal.handle(new Signal(name), handler);
            } catch (IllegalArgumentException e) {
                // the JVM was started with -Xrs: it leaves signals to the system, and so do we
                Log.debug("SIG{} is not ours: {}", name, e.getMessage());
            }
        }
    }

    @Override
    public void handle(Signal signal) {
        long now = System.nanoTime();
        if (!stopping.compareAndSet(0, now)) {
            if (now - stopping.get() < SAME_WISH_NANOS) return;
            // 128 + number is what a shell reports of a program ended by a signal
            Runtime.getRuntime().halt(128 + signal.getNumber());
        }
        Log.debug("SIG{}: stopping", signal.getName());
        stop.run();
    }
}
