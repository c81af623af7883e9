package sockets.sniffer.check;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import sockets.common.text.Quote;
import sockets.packet.TcpHeader;
import sockets.packet.UdpHeader;
import sockets.sniffer.file.Frame;
import sockets.sniffer.flow.Endpoint;
import sockets.sniffer.flow.Segment;

/**
 * A packet of the program, kept when its frame is gone.
 *
 * @param number of it in the file, as Wireshark counts
 * @param nanos since 1970
 * @param segment its headers; of an ICMP error, those of the packet that it quotes
 * @param data what was captured of the payload; of an ICMP error, behind the quoted ports
 * @param toServer true if its destination is the server
 */
record Packet(long number, long nanos, Segment segment, IpPart ip, byte[] data, boolean toServer) {
    private static final int MOST_NAMED = 4;

    /** Of a quoted datagram: the length and the checksum stand before its payload. */
    private static final int BEHIND_PORTS = 4;

    static Packet of(long number, Frame frame, Segment segment, IpPart ip, boolean toServer) {
        ByteBuffer view = segment.data().duplicate();
        byte[] data = new byte[Math.min(view.remaining(), mostOf(segment, view))];
        view.get(data);
        TcpHeader tcp = segment.tcp() == null ? null : kept(segment.tcp());
        Segment kept =
                new Segment(
                        segment.seconds(),
                        segment.nanos(),
                        segment.source(),
                        segment.destination(),
                        tcp,
                        segment.length(),
                        ByteBuffer.allocate(0),
                        segment.error());
        long nanos = frame.seconds() * 1_000_000_000L + frame.nanos();
        return new Packet(number, nanos, kept, ip, data, toServer);
    }

    private static int mostOf(Segment segment, ByteBuffer view) {
        return segment.error() == null ? segment.length() : view.remaining();
    }

    /** Without its options, which are a view of the frame. */
    private static TcpHeader kept(TcpHeader tcp) {
        return new TcpHeader(
                tcp.sourcePort(),
                tcp.destinationPort(),
                tcp.sequence(),
                tcp.acknowledgement(),
                tcp.flags(),
                tcp.window(),
                tcp.checksum(),
                tcp.urgentPointer(),
                ByteBuffer.allocate(0));
    }

    boolean isError() {
        return segment.error() != null;
    }

    boolean isTcp() {
        return segment.isTcp();
    }

    boolean has(int flags) {
        return !isError() && isTcp() && segment.tcp().has(flags);
    }

    /** Bytes of payload on the wire. */
    int length() {
        return segment.length();
    }

    /** True if not all of its payload is in the file: cut, or the first of several fragments. */
    boolean isCut() {
        return data.length < length() || ip.more();
    }

    Endpoint client() {
        return toServer ? segment.source() : segment.destination();
    }

    Endpoint server() {
        return toServer ? segment.destination() : segment.source();
    }

    /** Of an ICMP error: does what it quotes look like this datagram? */
    boolean quotes(Packet datagram) {
        if (!segment.source().equals(datagram.segment.source())) return false;
        if (!segment.destination().equals(datagram.segment.destination())) return false;
        boolean told = ip.quotedId() > 0 && datagram.ip.id() > 0;
        if (told && ip.quotedId() != datagram.ip.id()) return false;
        if (data.length < BEHIND_PORTS) return told;
        int length = (data[0] & 0xff) << 8 | data[1] & 0xff;
        if (length != datagram.length() + UdpHeader.SIZE && !datagram.ip.more()) return false;
        int most = Math.min(data.length - BEHIND_PORTS, datagram.data.length);
        for (int i = 0; i < most; i++) if (data[i + BEHIND_PORTS] != datagram.data[i]) return false;
        return true;
    }

    /** {@code packet 3, 4 bytes "hola"}. */
    String told() {
        return this + ", " + bytes();
    }

    /** {@code 4 bytes "hola"}. */
    String bytes() {
        return length() + (length() == 1 ? " byte " : " bytes ") + Quote.text(data);
    }

    @Override
    public String toString() {
        return "packet " + number;
    }

    /** {@code packets 1, 2, 3, 4 and 10 more}. */
    static String list(List<Packet> packets) {
        String numbers =
                packets.stream()
                        .limit(MOST_NAMED)
                        .map(packet -> String.valueOf(packet.number))
                        .collect(Collectors.joining(", "));
        int rest = packets.size() - MOST_NAMED;
        String start = packets.size() == 1 ? "packet " : "packets ";
        return start + numbers + (rest > 0 ? " and " + rest + " more" : "");
    }
}
