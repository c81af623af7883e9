package sockets.common.console;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import sockets.common.text.Log;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C (SIGINT) and SIGTERM as a normal end: the first asks the program to stop, so that it
 * closes its sockets and prints its summary; the second ends it at once. And Ctrl-Z and others, for
 * a program that changes its terminal's modes.
 */
public final class Signals implements SignalHandler {
    /** A signal may come twice for one wish: timeout(1) sends it to the group and to the child. */
    private static final long SAME_WISH_NANOS = 300_000_000;

    private final AtomicLong stopping = new AtomicLong();
    private final Runnable stop;

    private Signals(Runnable stop) {
        this.stop = stop;
    }

    static void onStop(Runnable stop) {
        Signals handler = new Signals(stop);
        for (String name : new String[] {"INT", "TERM"}) take(name, handler);
    }

    private static boolean take(String name, SignalHandler handler) {
        try {
            Signal.handle(new Signal(name), handler);
            return true;
        } catch (IllegalArgumentException e) {
            // no such signal, or the JVM was started with -Xrs: it leaves signals to the system
            Log.debug("SIG{} is not ours: {}", name, e.getMessage());
            return false;
        }
    }

    /**
     * Runs an action, in a thread of its own, each time a signal comes.
     *
     * @return false if this system has no such signal
     */
    public static boolean on(String name, Runnable action) {
        return take(name, signal -> action.run());
    }

    /**
     * Stops the process as SIGTSTP does where nobody catches it; returns when it goes on (SIGCONT).
     * Where no shell could continue it, the kernel stops nothing.
     */
    public static void stopProcess() {
        Signal signal = new Signal("TSTP");
        SignalHandler ours = Signal.handle(signal, SignalHandler.SIG_DFL);
        try {
            // Java raises no signal that it does not catch. This one stops the process group, and
            // the shell that sends it as well: it ends when all go on.
            new ProcessBuilder("/bin/sh", "-c", "kill -TSTP 0").start().waitFor();
        } catch (IOException e) {
            Log.debug("no shell to stop with", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Signal.handle(signal, ours);
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
