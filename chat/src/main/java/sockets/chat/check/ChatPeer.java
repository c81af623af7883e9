package sockets.chat.check;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.harness.check.Deadline;

/** A client of the checks: every wait of it has an end, whatever the server does. */
final class ChatPeer implements Closeable {
    private static final double CONNECT_SECONDS = 3;

    /** Bytes after which a server that sends without end is not listened to any more. */
    private static final int MOST = 8 << 20;

    private final InetSocketAddress server;
    private final SocketChannel socket;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<byte[]> lines = new ArrayList<>();
    private Boolean endsInCrLf;
    private int received;
    private boolean ended;

    /** The name it has asked for. */
    final String name;

    /**
     * Connects.
     *
     * @param window SO_RCVBUF in bytes, so that the kernel takes little for one that does not read;
     *     0 to leave it to the kernel
     * @param limit when to give up at the latest
     */
    ChatPeer(InetSocketAddress server, String name, int window, Deadline limit) throws IOException {
        this.server = server;
        this.name = name;
        socket = SocketChannel.open(Addresses.family(server));
        selector = Selector.open();
        try {
            socket.configureBlocking(false);
            key = socket.register(selector, SelectionKey.OP_CONNECT);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (window > 0) socket.setOption(StandardSocketOptions.SO_RCVBUF, window);
            socket.connect(server);
            Deadline deadline = limit.orIn(CONNECT_SECONDS);
            while (!socket.finishConnect()) {
                if (deadline.passed()) throw new Failure("connect", at(), Reason.ETIMEDOUT, "");
                select(deadline);
            }
        } catch (IOException e) {
            close();
            throw e instanceof Failure ? e : new Failure("connect", at(), e);
        }
    }

    private String at() {
        return Addresses.text(server);
    }

    private void select(Deadline deadline) throws IOException {
        // 0 would be for ever
        selector.select(Math.max(1, deadline.millis()));
        selector.selectedKeys().clear();
    }

    /** Sends bytes; what comes meanwhile is kept. */
    void send(byte[] bytes, Deadline deadline) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining() && !ended && !deadline.passed()) {
            if (socket.write(out) > 0) continue;
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            select(deadline);
            receive();
        }
    }

    /** Receives until a line is there that is wanted; false if time is over or it ended before. */
    boolean await(Predicate<byte[]> wanted, Deadline deadline) throws IOException {
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) if (wanted.test(lines.get(seen))) return true;
            if (ended || deadline.passed() || received > MOST) return false;
            key.interestOps(SelectionKey.OP_READ);
            select(deadline);
            receive();
        }
    }

    private void receive() throws IOException {
        int length = socket.read(buffer.clear());
        if (length < 0) ended = true;
        else received += length;
        int begin = 0;
        for (int i = 0; i < length; i++) {
            if (buffer.get(i) != '\n') continue;
            line.write(buffer.array(), begin, i - begin);
            lines.add(withoutCr(line.toByteArray()));
            line.reset();
            begin = i + 1;
        }
        if (begin < length) line.write(buffer.array(), begin, length - begin);
    }

    /** CR LF is a line end if the server's first line ends in it; else a CR is text. */
    private byte[] withoutCr(byte[] bytes) {
        boolean cr = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        if (endsInCrLf == null) endsInCrLf = cr;
        return cr && endsInCrLf ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    /** The lines that have come, without their ends. */
    List<byte[]> lines() {
        return lines;
    }

    /** What came after the last LF. */
    byte[] unfinished() {
        return line.toByteArray();
    }

    /** Forgets what has come: what comes now is the answer to what is sent now. */
    void forget() {
        lines.clear();
        received = 0;
    }

    boolean isEnded() {
        return ended;
    }

    /** Closes with RST instead of FIN, as a crashing program would. */
    void reset() throws IOException {
        if (socket.isOpen()) socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        socket.close();
    }
}
