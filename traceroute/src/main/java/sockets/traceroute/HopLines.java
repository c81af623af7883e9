package sockets.traceroute;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import sockets.common.console.Console;

/**
 * Prints hops in a thread of its own, each as soon as it is complete and the names in it are known:
 * the trace goes on meanwhile.
 */
final class HopLines implements Runnable, AutoCloseable {
    private static final Hop END = new Hop(0, java.util.List.of());

    private final BlockingQueue<Hop> hops = new LinkedBlockingQueue<>();
    private final Console console;
    private final HopText text;
    private final Thread printer = new Thread(this, "lines");

    HopLines(Console console, HopText text) {
        this.console = console;
        this.text = text;
        printer.setDaemon(true);
        printer.start();
    }

    void print(Hop hop) {
        hops.add(hop);
    }

    /** Prints until the end. */
    @Override
    public void run() {
        try {
            for (Hop hop = hops.take(); hop != END; hop = hops.take()) console.line(text.line(hop));
        } catch (InterruptedException e) {
            // nobody interrupts it
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the lines that are still to come; then all have left. */
    @Override
    public void close() {
        hops.add(END);
        try {
            printer.join();
            console.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
