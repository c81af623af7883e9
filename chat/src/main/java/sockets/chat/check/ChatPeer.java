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
import sockets.chat.profile.Framing;
import sockets.chat.profile.Profile;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.harness.check.Deadline;

/** A client of the checks: every wait of it has an end, whatever the server does. */
final class ChatPeer implements Closeable {
    private static final double CONNECT_SECONDS = 3;

    /** Bytes after which a server that sends without end is not listened to any more. */
    private static final int MOST = 8 << 20;

    /**
     * A message of the server.
     *
     * @param bytes as it came, without what ends it
     * @param text as it is compared
     * @param crLf true if CR LF ended it
     */
    record Line(byte[] bytes, String text, boolean crLf) {
        boolean has(String part) {
            return text.contains(part);
        }
    }

    private final InetSocketAddress server;
    private final Profile profile;
    private final SocketChannel socket;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<Line> lines = new ArrayList<>();
    private final List<byte[]> sent = new ArrayList<>();
    private boolean spoken;
    private int received;
    private boolean ended;

    /** The name it has asked for. */
    final String name;

    /**
     * Connects.
     *
     * @param profile how the server speaks
     * @param window SO_RCVBUF in bytes, so that the kernel takes little for one that does not read;
     *     0 to leave it to the kernel
     * @param limit when to give up at the latest
     */
    ChatPeer(InetSocketAddress server, Profile profile, String name, int window, Deadline limit)
            throws IOException {
        this.server = server;
        this.profile = profile;
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
        spoken = true;
        write(bytes, deadline);
    }

    /** The same with words that introduce it, and say nothing else. */
    void introduce(byte[] bytes, Deadline deadline) throws IOException {
        write(bytes, deadline);
    }

    private void write(byte[] bytes, Deadline deadline) throws IOException {
        sent.add(bytes);
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining() && !ended && !deadline.passed()) {
            if (socket.write(out) > 0) continue;
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            select(deadline);
            receive();
        }
    }

    /** Receives until a line is there that is wanted; false if time is over or it ended before. */
    boolean await(Predicate<Line> wanted, Deadline deadline) throws IOException {
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) if (wanted.test(lines.get(seen))) return true;
            if (!receives(deadline)) return false;
        }
    }

    /** The same for what has come without an end. */
    boolean awaitUnfinished(Predicate<String> wanted, Deadline deadline) throws IOException {
        while (!wanted.test(profile.plain(unfinished()))) if (!receives(deadline)) return false;
        return true;
    }

    private boolean receives(Deadline deadline) throws IOException {
        if (ended || deadline.passed() || received > MOST) return false;
        key.interestOps(SelectionKey.OP_READ);
        select(deadline);
        receive();
        return true;
    }

    private void receive() throws IOException {
        int length = socket.read(buffer.clear());
        if (length < 0) ended = true;
        else received += length;
        if (profile.framing() == Framing.LENGTH32) takeCounted(Math.max(0, length));
        else takeLines(length);
    }

    private void takeLines(int length) {
        int begin = 0;
        for (int i = 0; i < length; i++) {
            if (buffer.get(i) != '\n') continue;
            line.write(buffer.array(), begin, i - begin);
            byte[] all = line.toByteArray();
            boolean crLf = all.length > 0 && all[all.length - 1] == '\r';
            add(all, 0, crLf ? all.length - 1 : all.length, crLf);
            line.reset();
            begin = i + 1;
        }
        if (begin < length) line.write(buffer.array(), begin, length - begin);
    }

    /** A length that is never reached leaves all that follows unfinished. */
    private void takeCounted(int length) {
        line.write(buffer.array(), 0, length);
        ByteBuffer all = ByteBuffer.wrap(line.toByteArray());
        while (all.remaining() >= Framing.HEADER) {
            int size = all.getInt(all.position());
            if (size < 0 || size > all.remaining() - Framing.HEADER) break;
            int begin = all.position() + Framing.HEADER;
            add(all.array(), begin, begin + size, false);
            all.position(begin + size);
        }
        line.reset();
        line.write(all.array(), all.position(), all.remaining());
    }

    private void add(byte[] from, int begin, int end, boolean crLf) {
        byte[] bytes = Arrays.copyOfRange(from, begin, end);
        lines.add(new Line(bytes, profile.plain(bytes), crLf));
    }

    /** The lines that have come. */
    List<Line> lines() {
        return lines;
    }

    /** What came without an end, so far. */
    byte[] unfinished() {
        return line.toByteArray();
    }

    /** What it has sent. */
    List<byte[]> sent() {
        return sent;
    }

    /** False if it has sent nothing but its name. */
    boolean hasSpoken() {
        return spoken;
    }

    /** Forgets what was sent and has come: what comes now is the answer to what is sent now. */
    void forget() {
        lines.clear();
        sent.clear();
        spoken = false;
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
