package sockets.common.console;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import sockets.common.text.Log;

/**
 * Lines from standard input, as bytes: those of a file or pipe unchanged, whatever they hold; those
 * typed in UTF-8, also on a terminal of another charset, such as a Windows console.
 */
public final class Keyboard {
    /** A longer line comes in pieces of this size, so that a file without lines is no burden. */
    public static final int LONGEST = 64 * 1024;

    private static final long LOOK_MILLIS = 200;

    private final InputStream in;
    private final Charset charset;
    private boolean ended;

    /** The keyboard, or what stands in for it. */
    public Keyboard() {
        this(Terminal.input(), Terminal.is(0) ? Terminal.typedCharset() : StandardCharsets.UTF_8);
    }

    /** Lines of a stream in this charset; in UTF-8 they are not decoded. */
    Keyboard(InputStream in, Charset charset) {
        this.in = new BufferedInputStream(in);
        this.charset = charset;
    }

    /** The next line with its LF, or what stands before the end of file; null at the end. */
    public byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (!ended && line.size() < LONGEST) {
            int value = in.read();
            // on a terminal the end is told once: whoever reads on would wait for more
            if (value < 0) ended = true;
            if (value < 0) break;
            line.write(value);
            if (value == '\n') break;
        }
        if (ended && line.size() == 0) return null;
        if (charset.equals(StandardCharsets.UTF_8)) return line.toByteArray();
        return line.toString(charset).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Hands each line to a client as it comes, null at the end of file. The reader is a thread of
     * its own, since Java cannot select on the keyboard as it can on a socket.
     */
    public static void lines(Consumer<byte[]> taker) {
        Thread thread = new Thread(() -> new Keyboard().feed(taker), "keyboard");
        thread.setDaemon(true);
        thread.start();
    }

    private void feed(Consumer<byte[]> taker) {
        byte[] line;
        do {
            try {
                line = line();
            } catch (IOException e) {
                Log.debug("standard input: {}", e.toString());
                line = null;
            }
            taker.accept(line);
        } while (line != null);
    }

    /**
     * Hands each typed line, without its end, to a server's command. The end of file is nothing to
     * a server, and a server in the background does not touch the terminal, which would stop it
     * (SIGTTIN); brought back with fg it listens again.
     */
    public static void commands(Consumer<String> command) {
        Thread thread = new Thread(() -> new Keyboard().obey(command), "keyboard");
        thread.setDaemon(true);
        thread.start();
    }

    private void obey(Consumer<String> command) {
        boolean terminal = Terminal.is(0);
        try {
            while (true) {
                // a terminal has whole lines or nothing; ask, since a read could stop the process
                while (terminal && !(Terminal.isForeground() && in.available() > 0))
                    Thread.sleep(LOOK_MILLIS);
                byte[] line = line();
                if (line == null && !terminal) return;
                ended = false;
                if (line != null) command.accept(new String(line, StandardCharsets.UTF_8).strip());
            }
        } catch (IOException | InterruptedException e) {
            Log.debug("standard input: {}", e.toString());
        }
    }
}
