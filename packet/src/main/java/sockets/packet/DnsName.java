package sockets.packet;

import java.nio.ByteBuffer;

/**
 * Domain names in a message, RFC 1035, 4.1.4: labels, and pointers to what stood before. A pointer
 * must lead back, and a name has at most 255 bytes, so that every name has an end.
 */
final class DnsName {
    private static final int LONGEST = 255;
    private static final int POINTER = 0xc0;

    private DnsName() {}

    /**
     * Reads a name and leaves the buffer behind it.
     *
     * @param in the message from its first byte, at the position of the name
     * @return with points between the labels, as in "example.org"; empty for the root. Bytes that
     *     are not letters of ASCII stand as {@code \DDD}.
     */
    static String read(ByteBuffer in) throws TruncatedPacketException {
        StringBuilder name = new StringBuilder();
        int behind = -1;
        int furthest = in.position();
        int length = 0;
        while (true) {
            TruncatedPacketException.check("DNS name", in, 1);
            int label = Bytes.u8(in);
            if (label == 0) break;
            if ((label & POINTER) == POINTER) {
                TruncatedPacketException.check("DNS name", in, 1);
                int target = (label & 0x3f) << 8 | Bytes.u8(in);
                if (behind < 0) behind = in.position();
                if (target >= furthest)
                    throw new TruncatedPacketException("DNS name", target + 1, furthest);
                furthest = target;
                in.position(target);
                continue;
            }
            length += label + 1;
            if ((label & POINTER) != 0 || length > LONGEST)
                throw new TruncatedPacketException("DNS name", length + LONGEST, LONGEST);
            TruncatedPacketException.check("DNS name", in, label);
            if (name.length() > 0) name.append('.');
            for (int i = 0; i < label; i++) append(name, Bytes.u8(in));
        }
        if (behind >= 0) in.position(behind);
        return name.toString();
    }

    private static void append(StringBuilder name, int value) {
        if (value > 0x20 && value < 0x7f && value != '\\' && value != '.')
            name.append((char) value);
        else name.append('\\').append(String.valueOf(1000 + value).substring(1));
    }
}
