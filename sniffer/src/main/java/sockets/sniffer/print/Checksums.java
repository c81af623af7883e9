package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv4Option;
import sockets.packet.Ipv6Extension;
import sockets.packet.Ipv6Extensions;
import sockets.packet.Ipv6Header;

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

    /** Tells in brackets whether what a protocol with a pseudo-header carries sums up. */
    static void print(Print p, String name, int field, int pseudo, int at, int length) {
        int sum = sum(p.data, at, length, pseudo);
        if (right(sum)) {
            p.out.character('[').text(name).text(" sum ok] ");
            return;
        }
        // the kernel left the sum of the pseudo-header for the card to go on with
        p.out.text(field == pseudo ? "[offloaded " : "[bad ").text(name);
        p.out.text(" cksum 0x").hex(field, 4).text(" -> 0x").hex(expected(field, sum), 4);
        p.out.text("!] ");
    }

    /** The sum of the pseudo-header, to begin the sum of TCP, UDP and ICMPv6 with. */
    static int pseudo(Print p, int ip, int protocol, int length) throws Cut {
        boolean six = p.isSix(ip);
        long sum = protocol + (length >>> 16) + (length & 0xffff);
        int size = six ? 16 : 4;
        int source = ip + (six ? Ipv6Header.SOURCE : Ipv4Header.SOURCE);
        int destination = six ? finalDestination6(p, ip) : finalDestination4(p, ip);
        p.need(source, size);
        p.need(destination, size);
        sum = sum(p.data, source, size, sum);
        return sum(p.data, destination, size, sum);
    }

    /** With a source route the packet's own destination is only its next stop. */
    private static int finalDestination4(Print p, int ip) throws Cut {
        int end = ip + Ipv4Header.headerLength(p, ip);
        int at = ip + Ipv4Header.SIZE;
        while (at < end) {
            int option = Ipv4Option.type(p, at);
            int size = Ipv4Option.size(p, at, end);
            if (option == Ipv4Option.END || size < 0 || !p.has(at, size)) break;
            if (Ipv4Option.isSourceRoute(option) && size >= 7) return at + size - 4;
            at += size;
        }
        return ip + Ipv4Header.DESTINATION;
    }

    private static int finalDestination6(Print p, int ip) throws Cut {
        int destination = ip + Ipv6Header.DESTINATION;
        Ipv6Extensions extensions = new Ipv6Extensions(p);
        extensions.begin(Ipv6Header.nextHeader(p, ip), ip + Ipv6Header.SIZE);
        while (extensions.at() < p.end && extensions.isHere()) {
            if (extensions.type() == IpProtocol.AH) break;
            if (extensions.type() == IpProtocol.ROUTING)
                return lastSegment(p, extensions.at(), destination);
            extensions.next();
        }
        return destination;
    }

    private static int lastSegment(Print p, int at, int otherwise) throws Cut {
        if (!p.has(at, 4)) return otherwise;
        int length = Ipv6Extension.length(p, at);
        int type = Ipv6Extension.routingType(p, at);
        boolean segments = type == Ipv6Extension.SEGMENT_ROUTING;
        if (length % 2 == 1 || type != 0 && type != 2 && !segments) return otherwise;
        int size = Ipv6Extension.ADDRESS_SIZE;
        int first = at + Ipv6Extension.ADDRESSES;
        // segment routing lists the last one first
        int last = segments ? first : first + (length / 2 - 1) * size;
        if (!segments && length == 0) return otherwise;
        while (last > first && !p.has(last, size)) last -= size;
        return p.has(last, size) ? last : otherwise;
    }
}
