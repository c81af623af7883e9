package sockets.sniffer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sockets.common.console.Console;
import sockets.sniffer.file.Frame;
import sockets.sniffer.print.FramePrinter;
import sockets.sniffer.print.Line;
import sockets.sniffer.print.LineJoiner;
import sockets.sniffer.print.Style;

/**
 * Lines made by several threads, for the many packets of a file: frames are handed out in batches,
 * and their texts joined in the order of the file.
 */
final class BatchDisplay implements Display {
    private final Console console;
    private final Style style;
    private final boolean coloured;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final LineJoiner joiner = new LineJoiner();
    private final Queue<CompletableFuture<Batch>> handedOut = new ArrayDeque<>();
    private final Deque<Batch> free = new ArrayDeque<>();
    private ExecutorService pool;
    private Batch filling;

    BatchDisplay(Console console, Style style, boolean coloured) {
        this.console = console;
        this.style = style;
        this.coloured = coloured;
        filling = batch();
    }

    private Batch batch() {
        return free.isEmpty() ? new Batch(new FramePrinter(style, coloured)) : free.pop();
    }

    @Override
    public void show(Frame frame) {
        if (!filling.hasRoom(frame)) handOut();
        filling.add(frame);
    }

    private void handOut() {
        if (pool == null) pool = Executors.newFixedThreadPool(threads, BatchDisplay::thread);
        handedOut.add(CompletableFuture.supplyAsync(filling, pool));
        // one for each thread to do next, so that none waits for the reader
        if (handedOut.size() >= 2 * threads) print(handedOut.remove().join());
        filling = batch();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "printer");
        thread.setDaemon(true);
        return thread;
    }

    private void print(Batch done) {
        Line lines = joiner.join(done.printer());
        console.lines(lines.bytes(), lines.length());
        done.clear();
        free.push(done);
    }

    @Override
    public void flush() {
        while (!handedOut.isEmpty()) print(handedOut.remove().join());
        if (!filling.isEmpty()) {
            print(filling.get());
            filling = batch();
        }
        console.flush();
    }

    @Override
    public void end() {
        flush();
        if (pool != null) pool.shutdown();
    }
}
