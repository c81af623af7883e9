package sockets.sniffer.check;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import sockets.packet.EtherType;
import sockets.packet.EthernetHeader;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Header;
import sockets.packet.TcpHeader;
import sockets.packet.UdpHeader;
import sockets.sniffer.file.CaptureWriter;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/** A capture that a student hands in, made packet by packet; by default of two machines. */
final class Handed implements AutoCloseable {
    static final int CLIENT_PORT = 40001;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    final Path file;
    String client = "10.0.0.2";
    String server = "10.0.0.1";

    /** Who sends ICMP errors, if not the server. */
    String router;

    int port = 3500;

    /** The next packet's id of IPv4, and its time. */
    int id = 100;

    long micros = 1_000_000;

    /** How many bytes of a frame are kept. */
    int snap = LinkType.SNAPSHOT_LENGTH;

    private final CaptureWriter writer;
    private ByteBuffer last = NONE;

    Handed(Path file) throws IOException {
        this.file = file;
        writer =
                CaptureWriter.open(
                        Files.newOutputStream(file),
                        file.toString(),
                        LinkType.EN10MB,
                        LinkType.SNAPSHOT_LENGTH,
                        true);
    }

    private boolean isIpv6() {
        return client.contains(":");
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }

    /** A frame of any kind. */
    Handed frame(int etherType, ByteBuffer packet) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(EthernetHeader.SIZE + packet.remaining());
        byte[] to = {2, 0, 0, 0, 0, 1};
        out.put(to).put(to).putShort((short) etherType);
        last = out.put(packet.duplicate()).flip();
        return again();
    }

    /** The last frame once more, 100 microseconds later. */
    Handed again() throws IOException {
        Frame frame = new Frame();
        int captured = Math.min(snap, last.remaining());
        frame.set(last.array(), 0, captured, last.remaining());
        micros += 100;
        frame.time(micros / 1_000_000, (int) (micros % 1_000_000) * 1000);
        frame.link(LinkType.EN10MB, false);
        writer.write(frame);
        return this;
    }

    private ByteBuffer ip(boolean toServer, int protocol, ByteBuffer payload) throws IOException {
        boolean icmp = protocol == IpProtocol.ICMP || protocol == IpProtocol.ICMPV6;
        InetAddress from = address(toServer ? client : icmp && router != null ? router : server);
        InetAddress to = address(toServer ? server : client);
        ByteBuffer out = ByteBuffer.allocate(2000);
        int length = payload.remaining();
        if (isIpv6())
            new Ipv6Header(0, 77, length, protocol, 64, (Inet6Address) from, (Inet6Address) to)
                    .write(out);
        else
            new Ipv4Header(
                            0,
                            20 + length,
                            id++,
                            0,
                            0,
                            64,
                            protocol,
                            0,
                            (Inet4Address) from,
                            (Inet4Address) to,
                            NONE)
                    .write(out);
        return out.put(payload.duplicate()).flip();
    }

    private Handed sent(ByteBuffer ip) throws IOException {
        return frame(isIpv6() ? EtherType.IPV6 : EtherType.IPV4, ip);
    }

    private ByteBuffer datagram(boolean toServer, int from, String text) throws IOException {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(1500);
        int to = toServer ? port : CLIENT_PORT;
        new UdpHeader(from, to, UdpHeader.SIZE + data.length, 0).write(out);
        return ip(toServer, IpProtocol.UDP, out.put(data).flip());
    }

    Handed ask(String text) throws IOException {
        return sent(datagram(true, CLIENT_PORT, text));
    }

    Handed answer(String text) throws IOException {
        return answerFrom(port, text);
    }

    Handed answerFrom(int source, String text) throws IOException {
        return sent(datagram(false, source, text));
    }

    /** A datagram, and the ICMP error that quotes it. */
    Handed refused(String text, int type, int code) throws IOException {
        ByteBuffer quoted = datagram(true, CLIENT_PORT, text);
        sent(quoted);
        return error(quoted, type, code);
    }

    /** An ICMP error about a datagram to the server that is not in the file. */
    Handed strangeError(String text) throws IOException {
        return error(datagram(true, CLIENT_PORT, text), 3, 3);
    }

    private Handed error(ByteBuffer quoted, int type, int code) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(1500);
        out.put((byte) type).put((byte) code).putShort((short) 0).putInt(0).put(quoted.duplicate());
        return sent(ip(false, isIpv6() ? IpProtocol.ICMPV6 : IpProtocol.ICMP, out.flip()));
    }

    /** A message of ICMPv6 that is about nothing. */
    Handed icmp6(int type) throws IOException {
        return sent(ip(true, IpProtocol.ICMPV6, ByteBuffer.allocate(24).put(0, (byte) type)));
    }

    Handed arp() throws IOException {
        return frame(EtherType.ARP, ByteBuffer.allocate(28));
    }

    /** A segment; its numbers are relative to 5000 at the client and 9000 at the server. */
    Handed tcp(boolean toServer, int flags, int sequence, int acknowledged, String text)
            throws IOException {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(1500);
        boolean acknowledges = (flags & TcpHeader.ACK) != 0;
        new TcpHeader(
                        toServer ? CLIENT_PORT : port,
                        toServer ? port : CLIENT_PORT,
                        (toServer ? 5000 : 9000) + sequence,
                        acknowledges ? (toServer ? 9000 : 5000) + acknowledged : 0,
                        flags,
                        1000,
                        0,
                        0,
                        NONE)
                .write(out);
        return sent(ip(toServer, IpProtocol.TCP, out.put(data).flip()));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
