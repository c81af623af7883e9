package sockets.sniffer.print;

/** Verifies the Internet checksum (RFC 1071) where it stands in a packet. */
public final class Checksums {
    private Checksums() {}

    /** The sum of 16-bit words, folded to 16 bits. */
    public static int sum(byte[] data, int at, int length, long start) {
        long sum = start;
        int end = at + length - 1;
        for (; at < end; at += 2) sum += (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
        if (at == end) sum += (data[at] & 0xff) << 8;
        return fold(sum);
    }

    private static int fold(long sum) {
        while (sum >>> 16 != 0) sum = (sum & 0xffff) + (sum >>> 16);
        return (int) sum;
    }

    /** True if the bytes, checksum included, sum up as they should. */
    public static boolean right(int sum) {
        return sum == 0xffff;
    }

    /** What should stand in the field, given the sum of everything with the field as it is. */
    static int expected(int field, int sum) {
        return fold((long) field + (~sum & 0xffff));
    }

    /** The sum of the pseudo-header, to begin the sum of TCP, UDP and ICMPv6 with. */
    static int pseudo(Print p, int ip, int protocol, int length) throws Cut {
        boolean six = (p.data[ip] & 0xf0) == 0x60;
        long sum = protocol + (length >>> 16) + (length & 0xffff);
        int size = six ? 16 : 4;
        int source = ip + (six ? 8 : 12);
        int destination = six ? finalDestination6(p, ip) : finalDestination4(p, ip);
        p.need(source, size);
        p.need(destination, size);
        sum = sum(p.data, source, size, sum);
        return sum(p.data, destination, size, sum);
    }

    /** With a source route the packet's own destination is only its next stop. */
    private static int finalDestination4(Print p, int ip) throws Cut {
        int left = (p.u8(ip) & 0xf) * 4 - 20;
        int at = ip + 20;
        while (left > 0) {
            int option = p.u8(at);
            if (option == 0) break;
            int size = option == 1 ? 1 : p.u8(at + 1);
            if (option != 1 && size < 2 || size > left || !p.has(at, size)) break;
            if ((option == 131 || option == 137) && size >= 7) return at + size - 4;
            at += size;
            left -= size;
        }
        return ip + 16;
    }

    private static int finalDestination6(Print p, int ip) throws Cut {
        int destination = ip + 24;
        int next = p.u8(ip + 6);
        int at = ip + 40;
        while (at < p.end) {
            switch (next) {
                case 0, 60, 62, 135:
                    next = p.u8(at);
                    at += (p.u8(at + 1) + 1) * 8;
                    break;
                case 44:
                    next = p.u8(at);
                    at += 8;
                    break;
                case 43:
                    return lastSegment(p, at, destination);
                default:
                    return destination;
            }
        }
        return destination;
    }

    private static int lastSegment(Print p, int at, int otherwise) throws Cut {
        if (!p.has(at, 4)) return otherwise;
        int length = p.u8(at + 1);
        int type = p.u8(at + 2);
        if (length % 2 == 1 || type != 0 && type != 2 && type != 4) return otherwise;
        // segment routing lists the last one first
        int last = type == 4 ? at + 8 : at + 8 + (length / 2 - 1) * 16;
        if (type != 4 && length == 0) return otherwise;
        while (last > at + 8 && !p.has(last, 16)) last -= 16;
        return p.has(last, 16) ? last : otherwise;
    }
}
