package sockets.common.console;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Lines of the keyboard or of a pipe for a client that waits in a select meanwhile. */
public final class TypedLines {
    /** What next() gives while nothing has been typed yet. */
    public static final byte[] NOT_YET = new byte[0];

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();

    /** Lines that may be read ahead: a file is not to be swallowed whole. */
    private final Semaphore room = new Semaphore(16);

    private final Console console;
    private final Runnable wakeup;
    private final boolean terminal = Terminal.is(0);
    private boolean ended;

    private TypedLines(Console console, Runnable wakeup) {
        this.console = console;
        this.wakeup = wakeup;
    }

    /** Begins to read; each line calls wakeup, from another thread. */
    public static TypedLines start(Console console, Runnable wakeup) {
        TypedLines typed = new TypedLines(console, wakeup);
        Keyboard.lines(typed::take);
        return typed;
    }

    private void take(byte[] line) {
        room.acquireUninterruptibly();
        lines.add(line == null ? END : line);
        wakeup.run();
    }

    /** The next line with its LF, NOT_YET, or null at the end; on a terminal it prompts. */
    public byte[] next() {
        byte[] line = ended ? END : lines.poll();
        if (line == null) {
            if (terminal) console.prompt("> ");
            return NOT_YET;
        }
        room.release();
        ended = line == END;
        if (!ended) return line;
        console.overwritePrompt();
        return null;
    }
}
