package sockets.udpecho;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The one buffer of the server, used again for every datagram: {@code prefix | payload | 1 byte}.
 * The prefix stands in front, so that the answer needs no copy. The spare byte tells a datagram
 * that was longer than the buffer: recvfrom(2) drops the rest without a word, and Java has no
 * MSG_TRUNC.
 */
final class UdpDatagram {
    private final ByteBuffer buffer;
    private final int prefix;
    private final int size;
    private InetSocketAddress client;
    private boolean cut;

    /**
     * @param prefix bytes put before each answer
     * @param size longest payload received, in bytes
     */
    UdpDatagram(byte[] prefix, int size) {
        this.prefix = prefix.length;
        this.size = size;
        // a direct buffer: the kernel writes into it, Java would copy into a heap buffer
        buffer = ByteBuffer.allocateDirect(prefix.length + size + 1).put(prefix);
    }

    /** Room for the next payload. */
    ByteBuffer empty() {
        return buffer.clear().position(prefix);
    }

    /** Takes note of what receive() has put into the buffer. */
    void received(InetSocketAddress from) {
        client = from;
        cut = buffer.position() > prefix + size;
        buffer.limit(cut ? prefix + size : buffer.position());
    }

    InetSocketAddress client() {
        return client;
    }

    /** Bytes of payload that arrived and fitted. */
    int length() {
        return buffer.limit() - prefix;
    }

    boolean isCut() {
        return cut;
    }

    /** Longest payload that fits. */
    int size() {
        return size;
    }

    /** Room that recvfrom was given. */
    int room() {
        return size + 1;
    }

    ByteBuffer payload() {
        return buffer.position(prefix);
    }

    ByteBuffer answer() {
        return buffer.position(0);
    }
}
