package sockets.common.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Reason;

/**
 * Standard output, line by line. Each line leaves at once while there are few; when they come fast
 * and no terminal waits for them, they leave in blocks, some milliseconds late. A reader that goes
 * away (a pipe that ends) is no error: the program is asked to stop.
 */
public final class Output {
    private static final int BLOCK = 32 * 1024;
    private static final long DELAY_MILLIS = 20;

    private final OutputStream stream;
    private final boolean atOnce;
    private final Charset charset;
    private byte[] pending = new byte[BLOCK];
    private int length;
    private long lastFlush = System.nanoTime() - DELAY_MILLIS * 1_000_000;
    private Thread flusher;
    private boolean idle;
    private boolean closed;
    private Failure failure;
    private Runnable whenClosed;

    /**
     * @param atOnce true for a terminal: never hold a line back
     */
    public Output(OutputStream stream, boolean atOnce, Charset charset) {
        this.stream = stream;
        this.atOnce = atOnce;
        this.charset = charset;
    }

    /** What to do when the reader of the output has gone. */
    synchronized void whenClosed(Runnable action) {
        whenClosed = action;
        if (closed) tellClosed();
    }

    /** Why lines were lost; null if none were, or if nobody wanted them any more. */
    synchronized Failure failure() {
        return failure;
    }

    /** Prints a line. */
    public synchronized void line(String line) {
        if (closed) return;
        byte[] bytes = line.getBytes(charset);
        if (length + bytes.length + 1 > pending.length) flush();
        if (bytes.length + 1 > pending.length) pending = new byte[bytes.length + BLOCK];
        System.arraycopy(bytes, 0, pending, length, bytes.length);
        length += bytes.length;
        pending[length++] = '\n';
        boolean calm = System.nanoTime() - lastFlush > DELAY_MILLIS * 1_000_000;
        if (atOnce || calm) flush();
        else flushSoon();
    }

    /** Prints whole lines that are bytes already: ASCII, with their ends. */
    synchronized void lines(byte[] bytes, int count) {
        if (closed) return;
        if (length + count > pending.length) flush();
        if (count > pending.length) pending = new byte[count + BLOCK];
        System.arraycopy(bytes, 0, pending, length, count);
        length += count;
        boolean calm = System.nanoTime() - lastFlush > DELAY_MILLIS * 1_000_000;
        if (atOnce || calm) flush();
        else flushSoon();
    }

    /** Hands all lines to the operating system. */
    public synchronized void flush() {
        int ready = length;
        length = 0;
        lastFlush = System.nanoTime();
        if (closed || ready == 0) return;
        try {
            stream.write(pending, 0, ready);
            stream.flush();
        } catch (IOException e) {
            Log.debug("standard output is closed: {}", Reason.of(e).text());
            closed = true;
            // a reader that has gone is no error; a full disk is
            Reason reason = Reason.of(e);
            if (reason == Reason.ENOSPC || reason == Reason.EFBIG)
                failure = new Failure("write", "stdout", e);
            if (whenClosed != null) tellClosed();
        }
    }

    /** In a thread of its own: what the action waits for may be about to print, and wait for us. */
    private void tellClosed() {
        start(new Thread(whenClosed, "output closed"));
    }

    private void flushSoon() {
        if (flusher == null) {
            flusher = new Flusher();
            if (!start(flusher)) {
                flusher = null;
                flush();
            }
        }
        // while it waits for its time, more lines shall not wake it
        if (idle) notifyAll();
    }

    /** A class of its own: the first lambda of a program takes longer than all its output. */
    private final class Flusher extends Thread {
        Flusher() {
            super("output");
            setDaemon(true);
        }

        @Override
        public void run() {
            flushNowAndThen();
        }
    }

    /** False if the system gives no more threads. */
    private static boolean start(Thread thread) {
        try {
            thread.start();
            return true;
        } catch (OutOfMemoryError e) {
            Log.debug("no thread {}", thread.getName(), e);
            return false;
        }
    }

    private synchronized void flushNowAndThen() {
        try {
            while (!closed) {
                long left = DELAY_MILLIS - (System.nanoTime() - lastFlush) / 1_000_000;
                idle = length == 0;
                if (idle) wait();
                else if (left > 0) wait(left);
                else flush();
            }
        } catch (InterruptedException e) {
            // nobody interrupts it; were it so, the lines leave at the end of the program
            flush();
        }
    }
}
