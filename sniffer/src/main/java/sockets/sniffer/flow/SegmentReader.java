package sockets.sniffer.flow;

import java.nio.ByteBuffer;
import sockets.common.net.Addresses;
import sockets.packet.CookedHeader;
import sockets.packet.EthernetHeader;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Extension;
import sockets.packet.Ipv6Header;
import sockets.packet.LogicalLinkHeader;
import sockets.packet.LoopbackHeader;
import sockets.packet.TcpHeader;
import sockets.packet.TcpOption;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;
import sockets.packet.VlanTag;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/**
 * Finds the TCP segment or UDP datagram in a frame, header by header. It reads the fields that a
 * conversation needs where they stand, so that nothing has to be made for a packet.
 */
public final class SegmentReader {
    private static final int MOST_TAGS = 4;

    /** Packets in packets: IP in IP, RFC 2003, and IPv6 in IPv4, RFC 4213. */
    private static final int DEEPEST = 8;

    private static final int IP_IN_IP = 4;

    /** The ports: all of a transport header that an error must quote. */
    private static final int PORTS = 4;

    private byte[] data;
    private int at;
    private int end;

    /** Where the packet ended on the wire, which may be behind what was captured. */
    private long wireEnd;

    /** The segment; null if there is none, or not enough of it. */
    public static Segment read(Frame frame) {
        Sighting sighting = new Sighting();
        SegmentReader reader = new SegmentReader();
        if (!reader.read(frame, sighting) || sighting.fragmentOffset > 0) return null;
        if (sighting.moreFragments && !reader.readFirst(sighting)) return null;
        return sighting.segment();
    }

    /** Steps over the header of the link layer; the Ethernet type of what follows. */
    public static int link(Frame frame, ByteBuffer in) throws TruncatedPacketException {
        switch (frame.link()) {
            case EN10MB:
                int type = EthernetHeader.read(in).type();
                for (int i = 0; VlanTag.follows(type) && i < MOST_TAGS; i++)
                    type = VlanTag.read(in).type();
                if (type > EthernetHeader.LONGEST_LENGTH) return type;
                LogicalLinkHeader link = LogicalLinkHeader.read(in);
                return link.organisation() == 0 ? link.type() : 0;
            case LINUX_SLL:
                return CookedHeader.read(in).protocol();
            case LINUX_SLL2:
                return CookedHeader.read2(in).protocol();
            case NULL, LOOP:
                LoopbackHeader family = LoopbackHeader.read(in);
                if (family.isIpv4()) return EthernetHeader.IPV4;
                return family.isIpv6() ? EthernetHeader.IPV6 : 0;
            default:
                if (Ipv4Header.startsAt(in)) return EthernetHeader.IPV4;
                return Ipv6Header.startsAt(in) ? EthernetHeader.IPV6 : 0;
        }
    }

    /** Reads a frame. False if nothing in it, or not enough, belongs to a conversation. */
    boolean read(Frame frame, Sighting out) {
        out.clear();
        out.seconds = frame.seconds();
        out.nanos = frame.nanos();
        open(frame.data(), frame.start(), frame.captured());
        long length = frame.length() & 0xffffffffL;
        boolean believable = length >= frame.captured() && length <= LinkType.SNAPSHOT_LENGTH;
        wireEnd = at + (believable ? length : frame.captured());
        int type;
        if (frame.link() == LinkType.EN10MB
                && end - at >= EthernetHeader.SIZE
                && u16(at + 12) == EthernetHeader.IPV4) {
            // most frames
            type = EthernetHeader.IPV4;
            at += EthernetHeader.SIZE;
        } else {
            ByteBuffer in = ByteBuffer.wrap(data, at, end - at);
            try {
                type = link(frame, in);
            } catch (TruncatedPacketException e) {
                return false;
            }
            at = in.position();
        }
        return packet(type == EthernetHeader.IPV4, type == EthernetHeader.IPV6, out, 0);
    }

    private void open(byte[] bytes, int from, int captured) {
        data = bytes;
        at = from;
        end = from + captured;
    }

    /** Reads the transport header of a first fragment, of which the others are not there. */
    private boolean readFirst(Sighting out) {
        return joined(out, out.data, out.start, out.captured, out.length);
    }

    /** Reads what was put together of fragments. */
    boolean joined(Sighting out, byte[] bytes, int from, int captured, int length) {
        open(bytes, from, captured);
        wireEnd = (long) from + length;
        return upper(out.protocol, length, out, 0);
    }

    private int u8(int where) {
        return data[where] & 0xff;
    }

    private int u16(int where) {
        return u8(where) << 8 | u8(where + 1);
    }

    private long u32(int where) {
        return (long) u16(where) << 16 | u16(where + 2);
    }

    private long u64(int where) {
        return u32(where) << 32 | u32(where + 4);
    }

    private boolean packet(boolean four, boolean six, Sighting out, int depth) {
        if (end <= at || depth > DEEPEST) return false;
        int version = u8(at) >> 4;
        if (four && version == 4) return four(out, depth);
        return six && version == 6 && six(out, depth);
    }

    /** RFC 791, 3.1. */
    private boolean four(Sighting out, int depth) {
        if (end - at < Ipv4Header.SIZE) return false;
        int header = (u8(at) & 0x0f) * 4;
        if (header < Ipv4Header.SIZE || end - at < header) return false;
        int total = u16(at + 2);
        // 0 where the card was to cut it into segments (TSO): then it goes as far as the frame
        long length = (total == 0 ? wireEnd - at : total) - header;
        if (length < 0) return false;
        int fragment = u16(at + 6);
        out.six = false;
        out.identification = u16(at + 4);
        out.moreFragments = (fragment & 0x2000) != 0;
        out.fragmentOffset = (fragment & 0x1fff) * 8;
        int protocol = u8(at + 9);
        out.sourceHigh = 0;
        out.destinationHigh = 0;
        out.sourceLow = u32(at + 12);
        out.destinationLow = u32(at + 16);
        at += header;
        return payload(protocol, length, out, depth);
    }

    /** RFC 8200, 3. */
    private boolean six(Sighting out, int depth) {
        if (end - at < Ipv6Header.SIZE) return false;
        int claimed = u16(at + 4);
        int protocol = u8(at + 6);
        out.six = true;
        out.identification = 0;
        out.moreFragments = false;
        out.fragmentOffset = 0;
        out.sourceHigh = u64(at + 8);
        out.sourceLow = u64(at + 16);
        out.destinationHigh = u64(at + 24);
        out.destinationLow = u64(at + 32);
        at += Ipv6Header.SIZE;
        return payload(protocol, claimed == 0 ? wireEnd - at : claimed, out, depth);
    }

    private boolean payload(int protocol, long length, Sighting out, int depth) {
        if (length < 0 || length > LinkType.SNAPSHOT_LENGTH) return false;
        // behind it there may be the padding of a short frame
        end = (int) Math.min(end, at + length);
        wireEnd = at + length;
        if (out.isFragment()) return fragment(protocol, out);
        return upper(protocol, (int) length, out, depth);
    }

    private boolean fragment(int protocol, Sighting out) {
        out.protocol = protocol;
        out.data = data;
        out.start = at;
        out.captured = end - at;
        out.length = (int) (wireEnd - at);
        return true;
    }

    /** What follows an IP header: extension headers, another packet, or a transport header. */
    private boolean upper(int first, int payloadLength, Sighting out, int depth) {
        int protocol = first;
        int length = payloadLength;
        boolean extension = protocol == IpProtocol.AH || out.six && Ipv6Extension.is(protocol);
        while (extension) {
            if (end - at < Ipv6Extension.SIZE) return false;
            int next = u8(at);
            int size = extensionSize(protocol, u8(at + 1));
            boolean part = protocol == IpProtocol.FRAGMENT;
            if (part) {
                int fragment = u16(at + 2);
                out.identification = u32(at + 4);
                out.fragmentOffset = fragment & 0xfff8;
                out.moreFragments = (fragment & 1) != 0;
            }
            if (end - at < size) return false;
            at += size;
            length -= size;
            protocol = next;
            if (part && out.isFragment()) return fragment(protocol, out);
            extension = protocol == IpProtocol.AH || out.six && Ipv6Extension.is(protocol);
        }
        if (length < 0) return false;
        return switch (protocol) {
            case IpProtocol.TCP -> tcp(length, out);
            case IpProtocol.UDP -> udp(length, out);
            case IpProtocol.ICMP -> !out.six && error(out, false);
            case IpProtocol.ICMPV6 -> out.six && error(out, true);
            case IP_IN_IP -> packet(true, false, out, depth + 1);
            case IpProtocol.IPV6 -> packet(false, true, out, depth + 1);
            default -> false;
        };
    }

    /** RFC 8200, 4.2; AH counts otherwise, RFC 4302, 2.2. */
    private static int extensionSize(int type, int length) {
        return switch (type) {
            case IpProtocol.FRAGMENT -> Ipv6Extension.SIZE;
            case IpProtocol.AH -> Math.max(Ipv6Extension.SIZE, (length + 2) * 4);
            default -> (length + 1) * 8;
        };
    }

    /** RFC 9293, 3.1. */
    private boolean tcp(int length, Sighting out) {
        if (end - at < TcpHeader.SIZE) return false;
        int header = (u8(at + 12) >> 4) * 4;
        if (header < TcpHeader.SIZE) return false;
        out.tcp = true;
        out.sourcePort = u16(at);
        out.destinationPort = u16(at + 2);
        out.sequence = u32(at + 4);
        out.acknowledgement = u32(at + 8);
        out.flags = u16(at + 12) & 0xfff;
        out.window = u16(at + 14);
        out.checksum = u16(at + 16);
        out.urgentPointer = u16(at + 18);
        out.optionsStart = at + TcpHeader.SIZE;
        out.optionsLength = Math.min(header, end - at) - TcpHeader.SIZE;
        if (out.isSyn()) out.scale = scale(out.optionsStart, out.optionsLength);
        data(out, Math.min(header, end - at), Math.max(0, length - header));
        return true;
    }

    /** The window scale option, RFC 7323, 2.2; -1 if there is none. */
    private int scale(int from, int length) {
        int behind = from + length;
        for (int i = from; i < behind; ) {
            int kind = u8(i);
            if (kind == TcpOption.END) return -1;
            if (kind == TcpOption.NO_OPERATION) {
                i++;
                continue;
            }
            if (i + 1 >= behind || u8(i + 1) < 2) return -1;
            if (kind == TcpOption.WINDOW_SCALE) return i + 2 < behind ? u8(i + 2) : -1;
            i += u8(i + 1);
        }
        return -1;
    }

    /** RFC 768. */
    private boolean udp(int length, Sighting out) {
        if (end - at < UdpHeader.SIZE) return false;
        out.tcp = false;
        out.sourcePort = u16(at);
        out.destinationPort = u16(at + 2);
        int claimed = u16(at + 4);
        int whole = claimed == 0 ? length : Math.min(length, claimed);
        out.claimed = Math.max(0, claimed - UdpHeader.SIZE);
        data(out, UdpHeader.SIZE, Math.max(0, whole - UdpHeader.SIZE));
        return true;
    }

    private void data(Sighting out, int header, int length) {
        out.data = data;
        out.start = at + header;
        out.captured = Math.min(end - out.start, length);
        out.length = length;
    }

    private boolean error(Sighting out, boolean six) {
        if (end - at < IcmpHeader.SIZE) return false;
        int type = u8(at);
        int code = u8(at + 1);
        boolean error =
                six
                        ? new Icmpv6Header(type, code, 0, 0).isError()
                        : new IcmpHeader(type, code, 0, 0).isError();
        if (!error) return false;
        at += IcmpHeader.SIZE;
        long fromHigh = out.sourceHigh;
        long fromLow = out.sourceLow;
        int protocol = six ? quotedSix(out) : quotedFour(out);
        boolean tcp = protocol == IpProtocol.TCP;
        if (!tcp && protocol != IpProtocol.UDP || end - at < PORTS) return false;
        out.tcp = tcp;
        out.sourcePort = u16(at);
        out.destinationPort = u16(at + 2);
        out.quotesSequence = tcp && end - at >= PORTS + 4;
        if (out.quotesSequence) out.sequence = u32(at + PORTS);
        out.fromDestination = fromHigh == out.destinationHigh && fromLow == out.destinationLow;
        String by =
                out.fromDestination
                        ? ""
                        : " from " + Addresses.text(Sighting.address(six, fromHigh, fromLow));
        out.error = "ICMP " + (six ? words6(type, code) : words4(type, code)) + by;
        out.hardError = six ? isHard6(type, code) : isHard4(type, code);
        out.data = data;
        out.start = at + PORTS;
        out.captured = end - out.start;
        out.length = 0;
        return true;
    }

    /** RFC 1122, 4.2.3.9, codes 2 and 3 (4 is about the length since RFC 1191). */
    private static boolean isHard4(int type, int code) {
        return type == IcmpHeader.UNREACHABLE
                && (code == IcmpHeader.PROTOCOL_UNREACHABLE || code == IcmpHeader.PORT_UNREACHABLE);
    }

    private static boolean isHard6(int type, int code) {
        return type == Icmpv6Header.UNREACHABLE && code == Icmpv6Header.PORT_UNREACHABLE;
    }

    /** Steps over the IP header that an error quotes; its protocol, or -1. */
    private int quotedFour(Sighting out) {
        if (end - at < Ipv4Header.SIZE || u8(at) >> 4 != 4) return -1;
        int header = (u8(at) & 0x0f) * 4;
        if (header < Ipv4Header.SIZE || end - at < header) return -1;
        if ((u16(at + 6) & 0x1fff) > 0) return -1;
        int protocol = u8(at + 9);
        out.sourceLow = u32(at + 12);
        out.destinationLow = u32(at + 16);
        at += header;
        return protocol;
    }

    private int quotedSix(Sighting out) {
        if (end - at < Ipv6Header.SIZE || u8(at) >> 4 != 6) return -1;
        int protocol = u8(at + 6);
        out.sourceHigh = u64(at + 8);
        out.sourceLow = u64(at + 16);
        out.destinationHigh = u64(at + 24);
        out.destinationLow = u64(at + 32);
        at += Ipv6Header.SIZE;
        while (Ipv6Extension.is(protocol)) {
            if (end - at < Ipv6Extension.SIZE) return -1;
            if (protocol == IpProtocol.FRAGMENT && (u16(at + 2) & 0xfff8) > 0) return -1;
            int size = extensionSize(protocol, u8(at + 1));
            protocol = u8(at);
            if (end - at < size) return -1;
            at += size;
        }
        return protocol;
    }

    private static String words4(int type, int code) {
        return switch (type) {
            case IcmpHeader.UNREACHABLE ->
                    switch (code) {
                        case IcmpHeader.NET_UNREACHABLE -> "net unreachable";
                        case IcmpHeader.HOST_UNREACHABLE -> "host unreachable";
                        case IcmpHeader.PROTOCOL_UNREACHABLE -> "protocol unreachable";
                        case IcmpHeader.PORT_UNREACHABLE -> "port unreachable";
                        case IcmpHeader.FRAGMENTATION_NEEDED -> "fragmentation needed";
                        default -> "unreachable, code " + code;
                    };
            case IcmpHeader.TIME_EXCEEDED -> "time exceeded";
            case IcmpHeader.REDIRECT -> "redirect";
            default -> "type " + type;
        };
    }

    private static String words6(int type, int code) {
        return switch (type) {
            case Icmpv6Header.UNREACHABLE ->
                    switch (code) {
                        case Icmpv6Header.NO_ROUTE -> "no route";
                        case Icmpv6Header.ADDRESS_UNREACHABLE -> "address unreachable";
                        case Icmpv6Header.PORT_UNREACHABLE -> "port unreachable";
                        default -> "unreachable, code " + code;
                    };
            case Icmpv6Header.PACKET_TOO_BIG -> "packet too big";
            case Icmpv6Header.TIME_EXCEEDED -> "time exceeded";
            default -> "type " + type;
        };
    }
}
