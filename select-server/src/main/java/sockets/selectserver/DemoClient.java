package sockets.selectserver;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import sockets.common.Addresses;
import sockets.common.Failure;
import sockets.common.Reason;

/** A client of the demo: one that asks and reads, or one that sends and does not read. */
final class DemoClient implements Closeable {
    private static final int BLOCK = 64 * 1024;
    private static final int SMALL_WINDOW = 16 * 1024;
    private static final int MOST = 64 << 20;
    private static final int STUCK_MILLIS = 100;

    private final InetSocketAddress server;
    private final SocketChannel socket;

    /**
     * Connects.
     *
     * @param slow true for one whose kernel shall not take much on its behalf
     */
    DemoClient(InetSocketAddress server, boolean slow) throws IOException {
        this.server = server;
        socket = SocketChannel.open(Addresses.family(server));
        if (slow) socket.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
        socket.connect(server);
    }

    /** Sends a text and waits for all of it; the time that took in nanoseconds. */
    long ask(String text) throws IOException {
        ByteBuffer answer = StandardCharsets.UTF_8.encode(text);
        long begin = System.nanoTime();
        socket.write(answer.duplicate());
        read(answer.remaining());
        return System.nanoTime() - begin;
    }

    /** Sends and does not read, until nothing moves any more; how many bytes that are. */
    long flood() throws IOException {
        socket.configureBlocking(false);
        long sent = 0;
        long lastMove = System.nanoTime();
        while (sent < MOST && System.nanoTime() - lastMove < STUCK_MILLIS * 1_000_000L) {
            int taken = socket.write(ByteBuffer.allocate(BLOCK));
            sent += taken;
            if (taken > 0) lastMove = System.nanoTime();
            else Thread.onSpinWait();
        }
        socket.configureBlocking(true);
        return sent;
    }

    /** Reads so many bytes. */
    void read(long bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
        for (long left = bytes; left > 0; ) {
            int length = socket.read(buffer.clear().limit((int) Math.min(left, BLOCK)));
            if (length < 0) throw new Failure("read", server, Reason.EOF, "");
            left -= length;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
