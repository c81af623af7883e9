package sockets.trace;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/**
 * A client of a demo whose server is drawn on a {@link TimeLine}: one that asks and reads, or one
 * that sends and does not read.
 */
public final class DemoClient implements Closeable {
    private static final int BLOCK = 64 * 1024;
    private static final int SMALL_WINDOW = 16 * 1024;
    private static final int MOST = 64 << 20;

    /** It is stuck if nothing has moved for so many looks while the server waits. */
    private static final int LOOKS = 10;

    private static final long PAUSE_NANOS = 4_000_000;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final InetSocketAddress server;
    private final SocketChannel socket;

    /**
     * Connects.
     *
     * @param slow true for one whose kernel shall not take much on its behalf
     */
    public DemoClient(InetSocketAddress server, boolean slow) throws IOException {
        this.server = server;
        socket = SocketChannel.open(Addresses.family(server));
        if (slow) socket.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
        socket.connect(server);
    }

    /** Sends a text and waits for all of it; the time that took in nanoseconds. */
    public long ask(String text) throws IOException {
        ByteBuffer answer = StandardCharsets.UTF_8.encode(text);
        long begin = System.nanoTime();
        socket.write(answer.duplicate());
        read(answer.remaining());
        return System.nanoTime() - begin;
    }

    /**
     * Sends and does not read, until nothing moves any more; how many bytes that are.
     *
     * @param waits whether the server waits: one that only lacks a processor will move again
     */
    public long flood(BooleanSupplier waits) throws IOException {
        socket.configureBlocking(false);
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long sent = 0;
        long end = System.nanoTime() + LONGEST_NANOS;
        for (int still = 0; sent < MOST && still < LOOKS; still++) {
            if (System.nanoTime() - end > 0) break;
            int taken = socket.write(block.clear());
            sent += taken;
            if (taken > 0 || !waits.getAsBoolean()) still = 0;
            // the server's turn
            if (taken == 0) LockSupport.parkNanos(PAUSE_NANOS);
        }
        socket.configureBlocking(true);
        return sent;
    }

    /** Reads so many bytes. */
    public void read(long bytes) throws IOException {
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
