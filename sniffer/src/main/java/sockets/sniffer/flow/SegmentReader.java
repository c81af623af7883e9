package sockets.sniffer.flow;

import sockets.common.net.Addresses;
import sockets.packet.Cut;
import sockets.packet.IcmpHeader;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Extension;
import sockets.packet.Ipv6Header;
import sockets.packet.Layer;
import sockets.packet.Layers;
import sockets.packet.Octets;
import sockets.packet.TcpHeader;
import sockets.packet.TcpOption;
import sockets.packet.UdpHeader;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/**
 * Finds the TCP segment or UDP datagram in a frame. In a tunnel it is the one within; that of the
 * tunnel itself counts where there is none. It reads the fields that a conversation needs where
 * they stand, so that nothing has to be made for a packet.
 */
public final class SegmentReader {
    /** The ports: all of a transport header that an error must quote. */
    private static final int PORTS = 4;

    private final Octets in = new Octets();
    private final Layers layers = new Layers(in);

    /** Where the fragment header of the IPv6 packet is in which the walk is; -1 for none. */
    private int part;

    // where an ICMP error is, and its IP header
    private Layer errorLayer;
    private int error;
    private int errorIp;

    /** The segment; null if there is none, or not enough of it. */
    public static Segment read(Frame frame) {
        Sighting sighting = new Sighting();
        SegmentReader reader = new SegmentReader();
        if (!reader.read(frame, sighting) || sighting.fragmentOffset > 0) return null;
        if (sighting.moreFragments && !reader.readFirst(sighting)) return null;
        return sighting.segment();
    }

    /** Reads a frame. False if nothing in it, or not enough, belongs to a conversation. */
    boolean read(Frame frame, Sighting out) {
        out.seconds = frame.seconds();
        out.nanos = frame.nanos();
        try {
            begin(frame, in, layers);
        } catch (Cut e) {
            return false;
        }
        return walk(out);
    }

    /** Begins the walk through a frame. */
    public static void begin(Frame frame, Octets in, Layers layers) throws Cut {
        in.data = frame.data();
        in.end = frame.start() + frame.captured();
        int length = frame.length();
        boolean believable = length >= frame.captured() && length <= LinkType.SNAPSHOT_LENGTH;
        layers.begin(frame.link().number(), frame.start(), believable ? length : frame.captured());
    }

    /** Reads the transport header of a first fragment, of which the others are not there. */
    private boolean readFirst(Sighting out) {
        return joined(out, out.data, out.start, out.captured, out.length);
    }

    /** Reads what was put together of fragments. */
    boolean joined(Sighting out, byte[] bytes, int from, int captured, int length) {
        in.data = bytes;
        in.end = from + captured;
        layers.beginBehindIp(out.protocol, from, length);
        return walk(out) && !out.isFragment();
    }

    private boolean walk(Sighting out) {
        boolean found = false;
        part = -1;
        try {
            while (layers.next()) {
                if (layers.isFragmented() && !layers.isQuoted()) {
                    fragment(out);
                    return true;
                }
                if (look(out)) found = true;
            }
        } catch (Cut e) {
            // what there is has been found
        }
        return found;
    }

    private boolean look(Sighting out) throws Cut {
        switch (layers.layer()) {
            case IPV4, IPV6 -> part = -1;
            case FRAGMENT -> part = layers.at();
            case ICMP, ICMPV6 -> {
                errorLayer = layers.layer();
                error = layers.at();
                errorIp = layers.ip();
            }
            case TCP -> {
                return layers.isQuoted() ? quoted(true, out) : tcp(out);
            }
            case UDP -> {
                return layers.isQuoted() ? quoted(false, out) : udp(out);
            }
            default -> {}
        }
        return false;
    }

    /** What the IP header tells. What was put together has none: it is what its parts have told. */
    private void ip(Sighting out) throws Cut {
        int at = layers.ip();
        long before = out.identification;
        out.clear();
        if (at < 0) {
            out.identification = before;
            return;
        }
        addresses(at, out);
        if (part >= 0) {
            out.identification = Ipv6Extension.identification(in, part) & 0xffffffffL;
            out.fragmentOffset = Ipv6Extension.fragmentOffset(in, part);
            out.moreFragments = Ipv6Extension.moreFragments(in, part);
        } else if (!out.six) {
            out.identification = Ipv4Header.identification(in, at);
            out.fragmentOffset = Ipv4Header.fragmentOffset(in, at);
            out.moreFragments = Ipv4Header.moreFragments(in, at);
        }
    }

    private void addresses(int at, Sighting out) throws Cut {
        out.six = Ipv4Header.version(in, at) == 6;
        if (out.six) {
            out.sourceHigh = in.u64(at + Ipv6Header.SOURCE);
            out.sourceLow = in.u64(at + Ipv6Header.SOURCE + 8);
            out.destinationHigh = in.u64(at + Ipv6Header.DESTINATION);
            out.destinationLow = in.u64(at + Ipv6Header.DESTINATION + 8);
        } else {
            out.sourceHigh = 0;
            out.destinationHigh = 0;
            out.sourceLow = in.u32(at + Ipv4Header.SOURCE) & 0xffffffffL;
            out.destinationLow = in.u32(at + Ipv4Header.DESTINATION) & 0xffffffffL;
        }
    }

    private void fragment(Sighting out) throws Cut {
        ip(out);
        out.protocol = layers.number();
        data(out, layers.at(), layers.length());
    }

    /** What is carried, and how much of it on the wire. */
    private void data(Sighting out, int start, int length) {
        out.data = in.data;
        out.start = start;
        out.captured = Math.min(in.end - start, length);
        out.length = length;
    }

    /** RFC 9293, 3.1. */
    private boolean tcp(Sighting out) throws Cut {
        int at = layers.at();
        if (!in.has(at, TcpHeader.SIZE)) return false;
        int header = TcpHeader.headerLength(in, at);
        if (header < TcpHeader.SIZE) return false;
        ip(out);
        out.tcp = true;
        out.sourcePort = TcpHeader.sourcePort(in, at);
        out.destinationPort = TcpHeader.destinationPort(in, at);
        out.sequence = TcpHeader.sequence(in, at) & 0xffffffffL;
        out.acknowledgement = TcpHeader.acknowledgement(in, at) & 0xffffffffL;
        out.flags = TcpHeader.flags(in, at);
        out.window = TcpHeader.window(in, at);
        out.checksum = TcpHeader.checksum(in, at);
        out.urgentPointer = TcpHeader.urgentPointer(in, at);
        int behind = Math.min(at + header, in.end);
        out.optionsStart = at + TcpHeader.SIZE;
        out.optionsLength = behind - out.optionsStart;
        if (out.isSyn()) out.scale = scale(out.optionsStart, behind);
        data(out, behind, Math.max(0, layers.length() - header));
        return true;
    }

    /** The window scale option, RFC 7323, 2.2; -1 if there is none. */
    private int scale(int from, int end) throws Cut {
        int size;
        for (int at = from; at < end; at += size) {
            int kind = TcpOption.kind(in, at);
            size = TcpOption.size(in, at, end);
            if (kind == TcpOption.END || size < 0) return -1;
            if (kind == TcpOption.WINDOW_SCALE && size > TcpOption.VALUE)
                return in.u8(at + TcpOption.VALUE);
        }
        return -1;
    }

    /** RFC 768. */
    private boolean udp(Sighting out) throws Cut {
        int at = layers.at();
        if (!in.has(at, UdpHeader.SIZE)) return false;
        ip(out);
        out.sourcePort = UdpHeader.sourcePort(in, at);
        out.destinationPort = UdpHeader.destinationPort(in, at);
        int claimed = UdpHeader.length(in, at);
        int length = layers.length();
        int whole = claimed == 0 ? length : Math.min(length, claimed);
        out.claimed = Math.max(0, claimed - UdpHeader.SIZE);
        data(out, at + UdpHeader.SIZE, Math.max(0, whole - UdpHeader.SIZE));
        return true;
    }

    /** The start of a transport header in what an ICMP error quotes. */
    private boolean quoted(boolean tcp, Sighting out) throws Cut {
        int at = layers.at();
        if (!in.has(at, PORTS)) return false;
        out.clear();
        if (errorIp >= 0) addresses(errorIp, out);
        boolean six = out.six;
        long high = out.sourceHigh;
        long low = out.sourceLow;
        addresses(layers.ip(), out);
        out.tcp = tcp;
        out.sourcePort = TcpHeader.sourcePort(in, at);
        out.destinationPort = TcpHeader.destinationPort(in, at);
        out.quotesSequence = tcp && in.has(at, PORTS + 4);
        if (out.quotesSequence) out.sequence = TcpHeader.sequence(in, at) & 0xffffffffL;
        out.fromDestination = high == out.destinationHigh && low == out.destinationLow;
        boolean ofSix = errorLayer == Layer.ICMPV6;
        int type = IcmpHeader.type(in, error);
        int code = IcmpHeader.code(in, error);
        String by = " from " + Addresses.text(Sighting.address(six, high, low));
        out.error = IcmpWords.text(ofSix, type, code) + (out.fromDestination ? "" : by);
        out.hardError = IcmpWords.isHard(ofSix, type, code);
        data(out, at + PORTS, in.end - at - PORTS);
        out.length = 0;
        return true;
    }
}
