package sockets.sniffer.flow;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Header;
import sockets.packet.TcpHeader;
import sockets.packet.UdpHeader;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/**
 * Packets between a client (10.0.0.1:4000) and a server (10.0.0.2:3500), a millisecond apart, and
 * what a tracker makes of them.
 */
final class Wire {
    static final int SYN = TcpHeader.SYN;
    static final int ACK = TcpHeader.ACK;
    static final int FIN = TcpHeader.FIN;
    static final int RST = TcpHeader.RST;
    static final int SYN_ACK = SYN | ACK;
    static final int FIN_ACK = FIN | ACK;

    /** The first numbers of both; the client's wraps around soon. */
    static final long C = 0xfffffff0L;

    static final long S = 77;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    Tracker tracker;

    /** Takes the frames: the tracker, if it is not somebody else. */
    Consumer<Frame> sink = frame -> tracker.add(frame);

    int clientPort = 4000;
    int serverPort = 3500;
    int serverHost = 2;
    int window = 1000;
    byte[] options = {};
    long micros;
    int identification = 1;

    Wire() {
        this(0);
    }

    Wire(int followed) {
        tracker = new Tracker(followed, null);
    }

    static Inet4Address address(int last) {
        try {
            return (Inet4Address) InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static Inet6Address six(int last) {
        byte[] bytes = new byte[16];
        bytes[0] = (byte) 0xfd;
        bytes[15] = (byte) last;
        try {
            return (Inet6Address) InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hands bytes over as a frame. */
    Wire frame(ByteBuffer bytes, LinkType link, int captured) {
        Frame frame = new Frame();
        frame.set(bytes.array(), 0, captured, bytes.remaining());
        micros += 1000;
        frame.time(5 + micros / 1_000_000, (int) (micros % 1_000_000) * 1000);
        frame.link(link, false);
        sink.accept(frame);
        return this;
    }

    private Ipv4Header header(
            boolean toServer, int protocol, int total, int id, int flags, int offset) {
        Inet4Address from = address(toServer ? 1 : serverHost);
        Inet4Address to = address(toServer ? serverHost : 1);
        return new Ipv4Header(0, total, id, flags, offset, 64, protocol, 0, from, to, NONE);
    }

    Wire ip(boolean toServer, int protocol, ByteBuffer payload) {
        ByteBuffer out = ByteBuffer.allocate(70_000);
        header(toServer, protocol, 20 + payload.remaining(), identification++, 0, 0).write(out);
        out.put(payload.duplicate()).flip();
        return frame(out, LinkType.RAW, out.remaining());
    }

    ByteBuffer segment(
            boolean toServer, int flags, long sequence, long acknowledgement, byte[] data) {
        ByteBuffer out = ByteBuffer.allocate(data.length + 60);
        new TcpHeader(
                        toServer ? clientPort : serverPort,
                        toServer ? serverPort : clientPort,
                        sequence & 0xffffffffL,
                        acknowledgement & 0xffffffffL,
                        flags,
                        window,
                        0,
                        0,
                        ByteBuffer.wrap(options))
                .write(out);
        return out.put(data).flip();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Wire tcp(
            boolean toServer, int flags, long sequence, long acknowledgement, String data) {
        ByteBuffer segment = segment(toServer, flags, sequence, acknowledgement, bytes(data));
        return ip(toServer, IpProtocol.TCP, segment);
    }

    /** The client sends; numbers are relative to the first ones of both. */
    Wire client(int flags, long sequence, long acknowledgement, String data) {
        return tcp(true, flags, C + sequence, S + acknowledgement, data);
    }

    Wire client(int flags, long sequence, long acknowledgement) {
        return client(flags, sequence, acknowledgement, "");
    }

    /** The server sends. */
    Wire server(int flags, long sequence, long acknowledgement, String data) {
        return tcp(false, flags, S + sequence, C + acknowledgement, data);
    }

    Wire server(int flags, long sequence, long acknowledgement) {
        return server(flags, sequence, acknowledgement, "");
    }

    Wire handshake() {
        return client(SYN, 0, -S).server(SYN_ACK, 0, 1).client(ACK, 1, 1);
    }

    static ByteBuffer datagram(int source, int destination, byte[] data) {
        ByteBuffer out = ByteBuffer.allocate(data.length + 8);
        new UdpHeader(source, destination, data.length + 8, 0).write(out);
        return out.put(data).flip();
    }

    Wire udp(boolean toServer, String data) {
        int from = toServer ? clientPort : serverPort;
        int to = toServer ? serverPort : clientPort;
        return ip(toServer, IpProtocol.UDP, datagram(from, to, bytes(data)));
    }

    /** A fragment of a packet: its bytes from one place to another. */
    Wire fragment(int protocol, int id, ByteBuffer whole, int from, int to) {
        ByteBuffer part = whole.duplicate().position(from).limit(to).slice();
        int flags = to < whole.limit() ? 1 : 0;
        ByteBuffer out = ByteBuffer.allocate(70_000);
        header(true, protocol, 20 + part.remaining(), id, flags, from).write(out);
        out.put(part).flip();
        return frame(out, LinkType.RAW, out.remaining());
    }

    /** The same in IPv6. */
    Wire fragment6(int protocol, int id, ByteBuffer whole, int from, int to) {
        ByteBuffer part = whole.duplicate().position(from).limit(to).slice();
        ByteBuffer out = ByteBuffer.allocate(70_000);
        new Ipv6Header(0, 0, 8 + part.remaining(), 44, 64, six(1), six(2)).write(out);
        out.put((byte) protocol).put((byte) 0);
        out.putShort((short) (from | (to < whole.limit() ? 1 : 0))).putInt(id);
        out.put(part).flip();
        return frame(out, LinkType.RAW, out.remaining());
    }

    /** An ICMP error from an address about the client's packet that begins so. */
    Wire icmp(int from, int type, int code, int protocol, ByteBuffer quoted) {
        ByteBuffer message = ByteBuffer.allocate(200);
        message.put(new byte[] {(byte) type, (byte) code, 0, 0, 0, 0, 0, 0});
        header(true, protocol, 20 + quoted.remaining(), 1, 0, 0).write(message);
        message.put(quoted.duplicate().limit(Math.min(8, quoted.limit()))).flip();
        ByteBuffer out = ByteBuffer.allocate(300);
        new Ipv4Header(
                        0,
                        20 + message.remaining(),
                        9,
                        0,
                        0,
                        64,
                        IpProtocol.ICMP,
                        0,
                        address(from),
                        address(1),
                        NONE)
                .write(out);
        out.put(message).flip();
        return frame(out, LinkType.RAW, out.remaining());
    }

    Conversation conversation(int number) {
        return tracker.conversations().get(number - 1);
    }

    /** The states of both ends behind each packet. */
    String states(int number) {
        List<String> states = new ArrayList<>();
        conversation(number)
                .forEach(
                        row ->
                                states.add(
                                        LadderText.name(row.left)
                                                + "/"
                                                + LadderText.name(row.right)));
        return String.join(" ", states);
    }

    String states() {
        return states(1);
    }

    /** The states behind the last packet. */
    String last() {
        return states().substring(states().lastIndexOf(' ') + 1);
    }

    /** What is remarkable about each packet. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        conversation(1).forEach(row -> remarks.add(row.remark()));
        return remarks;
    }

    /** About the last packet. */
    String remark() {
        List<String> remarks = remarks();
        return remarks.get(remarks.size() - 1);
    }

    List<String> what() {
        List<String> what = new ArrayList<>();
        conversation(1).forEach(row -> what.add(row.what()));
        return what;
    }

    /** The bytes of the conversation that is followed. */
    List<String> followed() {
        tracker.end();
        List<String> lines = tracker.followed();
        return lines.subList(1, lines.size());
    }
}
