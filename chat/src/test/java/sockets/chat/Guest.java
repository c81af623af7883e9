package sockets.chat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of the tests: what it sends is bytes, what it gets are lines. */
final class Guest implements AutoCloseable {
    /** A guard against waiting for ever, not a bound on how slow a machine may be. */
    private static final int PATIENCE_MILLIS = 100_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    Guest(String port) throws IOException {
        this(port, 0);
    }

    /**
     * Connects.
     *
     * @param window SO_RCVBUF in bytes, 0 to leave it
     */
    Guest(String port, int window) throws IOException {
        if (window > 0) socket.setReceiveBufferSize(window);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)));
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** One that has a name, and has read all that this brought. */
    static Guest named(String port, String name) throws IOException {
        Guest guest = new Guest(port);
        guest.say("/nick " + name);
        while (!guest.next().endsWith(" is now known as " + name)) {}
        return guest;
    }

    /** One that has a name, which all who came before it have read. */
    static Guest named(String port, String name, Guest... before) throws IOException {
        Guest guest = named(port, name);
        for (Guest other : before)
            other.until("* guest" + (before.length + 1) + " is now known as " + name);
        return guest;
    }

    Guest say(String line) throws IOException {
        return send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Guest send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next line, without its LF; null at the end of file. */
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int value = in.read();
            if (value < 0) return line.size() == 0 ? null : line + "(no end)";
            if (value == '\n') return line.toString(StandardCharsets.UTF_8);
            line.write(value);
        }
    }

    /** Reads lines until this one. */
    Guest until(String line) throws IOException {
        for (String next = next(); !line.equals(next); next = next())
            if (next == null) throw new AssertionError("the end instead of " + line);
        return this;
    }

    byte[] raw(int length) throws IOException {
        return in.readNBytes(length);
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
