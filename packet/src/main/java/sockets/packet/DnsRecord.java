package sockets.packet;

import java.nio.ByteBuffer;

/**
 * A resource record of a DNS message, RFC 1035, 4.1.3.
 *
 * @param family the class: 1 for the Internet
 * @param timeToLive seconds for which it may be kept
 * @param data a view of the packet
 * @param target the name in the data of those types that are a name, else null
 */
public record DnsRecord(
        String name, int type, int family, long timeToLive, ByteBuffer data, String target) {
    public static final int A = 1;
    public static final int NS = 2;
    public static final int CNAME = 5;
    public static final int SOA = 6;
    public static final int PTR = 12;
    public static final int MX = 15;
    public static final int TXT = 16;
    public static final int AAAA = 28;
    public static final int SRV = 33;
    public static final int OPT = 41;

    static DnsRecord read(ByteBuffer in) throws TruncatedPacketException {
        String name = DnsName.read(in);
        TruncatedPacketException.check("DNS record", in, 10);
        int type = Bytes.u16(in);
        int family = Bytes.u16(in);
        long timeToLive = Bytes.u32(in);
        int length = Bytes.u16(in);
        TruncatedPacketException.check("DNS record", in, length);
        int start = in.position();
        String target = target(type, length, in.duplicate());
        in.position(start);
        return new DnsRecord(name, type, family, timeToLive, Bytes.view(in, length), target);
    }

    private static String target(int type, int length, ByteBuffer in)
            throws TruncatedPacketException {
        int before =
                switch (type) {
                    case NS, CNAME, PTR, SOA -> 0;
                    case MX -> 2;
                    case SRV -> 6;
                    default -> -1;
                };
        if (before < 0 || length <= before) return null;
        in.position(in.position() + before);
        return DnsName.read(in);
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }
}
