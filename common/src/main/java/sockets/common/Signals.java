package sockets.common;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C (SIGINT) and SIGTERM as a normal end: the first asks the program to stop, so that it
 * closes its sockets and prints its summary; the second ends it at once.
 */
final class Signals implements SignalHandler {
    private final AtomicBoolean stopping = new AtomicBoolean();
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
        // 128 + number is what a shell reports of a program ended by a signal
        if (stopping.getAndSet(true)) Runtime.getRuntime().halt(128 + signal.getNumber());
        Log.debug("SIG{}: stopping", signal.getName());
        stop.run();
    }
}
