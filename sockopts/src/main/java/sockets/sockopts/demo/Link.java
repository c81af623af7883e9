package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Fd;

/** A TCP connection of this machine with itself, both ends in one process: what many demos need. */
record Link(Fd listener, Fd client, Fd server) implements AutoCloseable {
    static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    static Link tcp() throws IOException {
        Fd listener = listening();
        Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0);
        client.connect(listener.getsockname());
        return new Link(listener, client, listener.accept4(0));
    }

    /** A listening socket on a free port of 127.0.0.1. */
    static Fd listening() throws IOException {
        Fd listener = Fd.socket(AF_INET, SOCK_STREAM, 0);
        listener.bind(ANY_PORT);
        listener.listen(16);
        return listener;
    }

    /** A UDP socket on a free port of 127.0.0.1. */
    static Fd udp() throws IOException {
        Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0);
        fd.bind(ANY_PORT);
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

    @Override
    public void close() {
        server.close();
        client.close();
        listener.close();
    }
}
