package sockets.packet;

import java.nio.ByteBuffer;

/**
 * A header that is not all there: the packet was cut when it was captured or quoted, or a length in
 * it lies.
 */
public final class TruncatedPacketException extends Exception {
    private final String protocol;
    private final int needed;
    private final int got;

    public TruncatedPacketException(String protocol, int needed, int got) {
        // a sniffer may meet many of these: no stack trace, which is what makes exceptions slow
        super(protocol + ": needed " + needed + " bytes, got " + got, null, false, false);
        this.protocol = protocol;
        this.needed = needed;
        this.got = got;
    }

    /** Throws unless the buffer still holds so many bytes. */
    static void check(String protocol, ByteBuffer in, int needed) throws TruncatedPacketException {
        if (in.remaining() < needed)
            throw new TruncatedPacketException(protocol, needed, in.remaining());
    }

    public String protocol() {
        return protocol;
    }

    public int needed() {
        return needed;
    }

    public int got() {
        return got;
    }
}
