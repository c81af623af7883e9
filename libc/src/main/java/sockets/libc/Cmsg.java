package sockets.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A control message, cmsg(3): what the kernel tells beside the data. In memory: length with header
 * (8 bytes), level (4), type (4), data; the next one begins at a multiple of 8.
 *
 * @param level as in setsockopt: SOL_SOCKET, IPPROTO_IP
 * @param type IP_TTL, IP_RECVERR, SO_TIMESTAMPNS ...
 * @param data in the order of this machine
 */
public record Cmsg(int level, int type, ByteBuffer data) {
    /** sizeof(struct cmsghdr). */
    public static final int HEADER = 16;

    /** CMSG_SPACE(length): what a message with so many bytes of data takes. */
    public static int space(int length) {
        return HEADER + align(length);
    }

    private static int align(int length) {
        return (length + 7) & ~7;
    }

    /**
     * The messages in a buffer, up to the first whose length cannot be true. CMSG_FIRSTHDR and
     * CMSG_NXTHDR in C, with every length checked.
     */
    public static List<Cmsg> read(ByteBuffer control) {
        ByteBuffer in = control.slice().order(ByteOrder.nativeOrder());
        List<Cmsg> messages = new ArrayList<>();
        int at = 0;
        while (in.limit() - at >= HEADER) {
            long length = in.getLong(at);
            if (length < HEADER || length > in.limit() - at) break;
            ByteBuffer data = in.slice(at + HEADER, (int) length - HEADER);
            messages.add(
                    new Cmsg(
                            in.getInt(at + 8),
                            in.getInt(at + 12),
                            data.order(ByteOrder.nativeOrder())));
            at += align((int) length);
        }
        return messages;
    }

    /** Writes a message behind what a buffer holds. */
    public void write(ByteBuffer control) {
        int start = control.position();
        ByteBuffer out = control.order(ByteOrder.nativeOrder());
        out.putLong(HEADER + data.remaining()).putInt(level).putInt(type).put(data.duplicate());
        out.position(start + space(data.remaining()));
    }
}
