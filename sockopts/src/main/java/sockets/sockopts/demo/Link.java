package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Poll;
import sockets.trace.Tracer;

/** A TCP connection of this machine with itself, both ends in one process: what many demos need. */
record Link(Fd listener, Fd client, Fd server) implements AutoCloseable {
    // <linux/in.h>
    private static final int IP_MINTTL = 21;
    static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    static Link tcp() throws IOException {
        return to(listening());
    }

    /**
     * One whose first wait is the kernel's own. From the connections of an address it remembers how
     * long its answers took (ip tcp_metrics), those of slow programs at 127.0.0.1 too: this is an
     * address of 127.0.0.0/8 that hardly anybody has used.
     */
    static Link unknown() throws IOException {
        Random random = new Random();
        byte[] address = new byte[4];
        random.nextBytes(address);
        address[0] = 127;
        // 127.0.0.0 and 127.255.255.255 are for broadcast
        address[3] = (byte) (1 + random.nextInt(254));
        return to(listening(new InetSocketAddress(InetAddress.getByAddress(address), 0)));
    }

    private static Link to(Fd listener) throws IOException {
        Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0);
        client.connect(listener.getsockname());
        return new Link(listener, client, listener.accept4(0));
    }

    /** A listening socket on a free port of 127.0.0.1. */
    static Fd listening() throws IOException {
        return listening(ANY_PORT);
    }

    private static Fd listening(InetSocketAddress address) throws IOException {
        Fd listener = Fd.socket(AF_INET, SOCK_STREAM, 0);
        listener.bind(address);
        listener.listen(16);
        return listener;
    }

    /** A UDP socket on a free port of 127.0.0.1. */
    static Fd udp() throws IOException {
        Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0);
        fd.bind(ANY_PORT);
        return fd;
    }

    /**
     * A UDP socket whose port is closed to all others, and nobody else can open it: connected to
     * itself, it takes nothing that comes from elsewhere.
     */
    static Fd closedUdp() throws IOException {
        Fd fd = udp();
        fd.connect(fd.getsockname());
        return fd;
    }

    /** Two ints in memory, as struct linger has them. */
    static byte[] ints(int first, int second) {
        ByteBuffer out = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        return out.putInt(first).putInt(second).array();
    }

    /** A struct timeval: two longs, seconds and microseconds. */
    static byte[] timeval(long micros) {
        ByteBuffer out = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        return out.putLong(micros / 1_000_000).putLong(micros % 1_000_000).array();
    }

    /** A call of which the result matters. */
    interface Call {
        void make() throws LibcException;
    }

    /** What C has of a call: {@code 0}, or {@code -1 EADDRINUSE}. */
    static String result(Call call) {
        try {
            call.make();
            return "0";
        } catch (LibcException e) {
            return "-1 " + e.name();
        }
    }

    /** Waits with patience; false if in vain. Not for the story: {@link Poll#once} is told. */
    static boolean ready(Fd fd, int events, int millis) throws LibcException {
        Poll poll = new Poll();
        poll.add(fd, events);
        return poll.await(millis) != 0;
    }

    /** Reads SO_ERROR, which tells an error once: {@code ECONNREFUSED}; 0 for none. */
    static String error(Fd fd) throws LibcException {
        return error(fd.getsockopt(SOL_SOCKET, SO_ERROR, 4, value -> "[" + error(value) + "]"));
    }

    private static String error(byte[] value) {
        int number = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
        return number == 0 ? "0" : String.valueOf(Errno.of(number));
    }

    /** Sends until no more is taken, for want of a peer that reads: how many bytes were. */
    static int fill(Fd fd) throws LibcException {
        byte[] block = new byte[65536];
        int sent = 0;
        while (true) {
            try {
                sent += fd.send(block, MSG_DONTWAIT);
            } catch (LibcException e) {
                if (e.is(Errno.EAGAIN)) return sent;
                throw e;
            }
        }
    }

    /**
     * From now on this end takes no segment and answers none: its peer cannot tell it from a
     * machine without power. IP_MINTTL throws away what comes with a smaller TTL, and needs no
     * privilege; a filter (SO_ATTACH_FILTER) on a TCP socket asks for CAP_NET_ADMIN since 2026.
     */
    static void vanish(Fd end, Fd peer) throws LibcException {
        peer.setsockopt(IPPROTO_IP, IP_TTL, 64);
        end.setsockopt(IPPROTO_IP, IP_MINTTL, 255);
        // closing it sends RST: nothing is left that sends again and again
        end.setsockopt(SOL_SOCKET, SO_LINGER, ints(1, 0));
    }

    /** What both ends do from now on is shown. */
    void tell(Stage stage) {
        stage.tell("client", client);
        stage.tell("server", server);
    }

    /** What it does from now on is not shown. */
    void hush() {
        client.tell(Tracer.SILENT, "");
        server.tell(Tracer.SILENT, "");
    }

    @Override
    public void close() {
        server.close();
        client.close();
        listener.close();
    }
}
