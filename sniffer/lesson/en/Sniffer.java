// Sniffer: shows each frame of an interface, header by header: step 11 of the practical
// (packet_sniffer.py). Linux, as root. Start it from the source:
//     sudo java -cp dist/sniffer.jar sniffer/lesson/en/Sniffer.java [INTERFACE]
// Manual pages: packet(7), recvfrom(2), bind(2). IEEE 802.3, RFC 791, 9293, 768, 792.
//
// Two things are not seen here: libc's Fd and Message make the calls of the C library, and packet's
// records read the headers.
//
// What is left out, at what price, and which class does it:
// - A filter: all is shown. On an interface through which you watch (ssh) each line makes more
//   packets, and lines, without end. PacketSocket gives the kernel a filter.
// - A ring shared with the kernel: one recvfrom a packet; what comes faster is lost, and nobody
//   says so. RingCapture (TPACKET_V3), which counts the lost ones.
// - Promiscuous mode: frames for other machines do not reach us. PacketSocket.
// - IPv6, ARP, VLAN, and everything above TCP and UDP: named, not taken apart. FramePrinter.
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Fd;
import sockets.libc.LibC;
import sockets.libc.Linux;
import sockets.libc.Message;
import sockets.libc.SockaddrLl;
import sockets.packet.EtherType;
import sockets.packet.EthernetHeader;
import sockets.packet.IcmpHeader;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TcpHeader;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;

public class Sniffer {
    private static final int ETH_P_ALL = 3;
    private static final int LOOPBACK = 772;
    private static final int OUTGOING = 4;

    public static void main(String[] args) {
        String name = args.length > 0 ? args[0] : "lo";
        try {
            capture(name);
        } catch (IOException e) {
            // an error is one line, not the trace of all methods that led to it
            String way = " (ip link lists them; needs Linux, sudo)";
            System.err.println("Sniffer: " + e.getMessage() + way);
            System.exit(1);
        }
    }

    private static void capture(String name) throws IOException {
        Linux.require();
        int index = LibC.if_nametoindex(name);
        if (index == 0) throw new IOException("no interface " + name);

        // socket: SOCK_RAW, frames with their Ethernet header; protocol 0: none before bind
        Fd socket = Fd.socket(Linux.AF_PACKET, Linux.SOCK_RAW, 0);
        // bind: the frames of all protocols, of this interface only
        socket.bind(SockaddrLl.of(ETH_P_ALL, index).bytes(), name);
        System.out.println("listening on " + name);

        // a frame, and on Linux up to 64 KiB of several that the network card has not split yet
        Message message = new Message(64 * 1024 + EthernetHeader.SIZE, 0);
        for (int number = 1; ; ) {
            // recvmsg: waits for a frame; the address tells its interface and its direction
            socket.recvmsg(message, 0);
            SockaddrLl from = SockaddrLl.read(message.name());
            // on lo each frame comes twice, as it goes out and as it comes in
            if (from.hatype() == LOOPBACK && from.pkttype() == OUTGOING) continue;
            // headers are in network order: of a number the highest byte comes first
            ByteBuffer frame = message.data().order(ByteOrder.BIG_ENDIAN);
            System.out.println("#" + number++ + " " + frame.remaining() + " bytes");
            try {
                showEthernet(frame);
            } catch (TruncatedPacketException e) {
                // A frame may end where it likes, and a length in it may lie.
                System.out.println("  cut: " + e.getMessage());
            }
        }
    }

    private static void showEthernet(ByteBuffer in) throws TruncatedPacketException {
        EthernetHeader ethernet = EthernetHeader.read(in);
        System.out.printf(
                "  Ethernet %s > %s type 0x%04x%n",
                mac(ethernet.source()), mac(ethernet.destination()), ethernet.type());
        if (ethernet.type() == EtherType.IPV4) showIpv4(in);
    }

    private static void showIpv4(ByteBuffer in) throws TruncatedPacketException {
        int start = in.position();
        Ipv4Header ip = Ipv4Header.read(in);
        System.out.printf(
                "  IPv4 %s > %s ttl %d id %d length %d protocol %d%n",
                text(ip.source()),
                text(ip.destination()),
                ip.timeToLive(),
                ip.identification(),
                ip.totalLength(),
                ip.protocol());
        // only the first fragment has a header of the next layer
        if (ip.isLaterFragment()) return;
        // Ethernet fills short frames up with zeros: they are not the packet's
        int end = start + ip.totalLength();
        if (end >= in.position() && end < in.limit()) in.limit(end);
        switch (ip.protocol()) {
            case IpProtocol.TCP -> showTcp(in);
            case IpProtocol.UDP -> showUdp(in);
            case IpProtocol.ICMP -> showIcmp(in);
            default -> showData(in);
        }
    }

    private static void showTcp(ByteBuffer in) throws TruncatedPacketException {
        TcpHeader tcp = TcpHeader.read(in);
        StringBuilder flags = new StringBuilder();
        if (tcp.has(TcpHeader.SYN)) flags.append(" SYN");
        if (tcp.has(TcpHeader.FIN)) flags.append(" FIN");
        if (tcp.has(TcpHeader.RST)) flags.append(" RST");
        if (tcp.has(TcpHeader.PSH)) flags.append(" PSH");
        if (tcp.has(TcpHeader.ACK)) flags.append(" ACK");
        System.out.printf(
                "  TCP %d > %d%s seq %d ack %d window %d%n",
                tcp.sourcePort(),
                tcp.destinationPort(),
                flags,
                tcp.sequence(),
                tcp.acknowledgement(),
                tcp.window());
        showData(in);
    }

    private static void showUdp(ByteBuffer in) throws TruncatedPacketException {
        UdpHeader udp = UdpHeader.read(in);
        System.out.printf(
                "  UDP %d > %d length %d%n", udp.sourcePort(), udp.destinationPort(), udp.length());
        showData(in);
    }

    private static void showIcmp(ByteBuffer in) throws TruncatedPacketException {
        IcmpHeader icmp = IcmpHeader.read(in);
        System.out.printf("  ICMP type %d code %d%n", icmp.type(), icmp.code());
        showData(in);
    }

    /** The data, as ASCII: another byte could control the terminal, so it is a point. */
    private static void showData(ByteBuffer in) {
        StringBuilder text = new StringBuilder();
        while (in.hasRemaining() && text.length() < 60) {
            byte value = in.get();
            text.append(value >= ' ' && value < 127 ? (char) value : '.');
        }
        if (text.length() > 0) System.out.println("  data " + text);
    }

    private static String mac(ByteBuffer address) {
        StringBuilder text = new StringBuilder();
        while (address.hasRemaining()) {
            if (text.length() > 0) text.append(':');
            text.append(String.format("%02x", address.get()));
        }
        return text.toString();
    }

    private static String text(Inet4Address address) {
        return address.getHostAddress();
    }
}
