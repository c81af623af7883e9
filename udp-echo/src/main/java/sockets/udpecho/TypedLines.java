package sockets.udpecho;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import sockets.common.Console;
import sockets.common.Keyboard;
import sockets.common.Terminal;

/** Lines of the keyboard or of a pipe, each a message without its line end. */
final class TypedLines implements UdpClientSession.Source {
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
    /** Lines that may be read ahead: a file is not to be swallowed whole. */
    private final Semaphore room = new Semaphore(16);

    private final Console console;
    private final boolean terminal = Terminal.is(0);
    private boolean ended;

    private TypedLines(Console console) {
        this.console = console;
    }

    static TypedLines start(UdpEchoClient client, Console console) {
        TypedLines typed = new TypedLines(console);
        Keyboard.lines(line -> typed.take(line, client));
        return typed;
    }

    private void take(byte[] line, UdpEchoClient client) {
        room.acquireUninterruptibly();
        lines.add(line == null ? END : withoutEnd(line));
        client.wakeup();
    }

    private static byte[] withoutEnd(byte[] line) {
        int length = line.length;
        if (length > 0 && line[length - 1] == '\n') length--;
        if (length > 0 && length < line.length && line[length - 1] == '\r') length--;
        return Arrays.copyOf(line, length);
    }

    @Override
    public byte[] next() {
        byte[] line = ended ? END : lines.poll();
        if (line == null) {
            if (terminal) console.prompt("> ");
            return NOT_YET;
        }
        room.release();
        ended = line == END;
        return ended ? null : line;
    }

    @Override
    public boolean isGenerated() {
        return false;
    }
}
