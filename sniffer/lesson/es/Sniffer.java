// Sniffer: muestra cada trama de una interfaz, encabezado por encabezado: paso 11 de la práctica
// (packet_sniffer.py). Linux, como root. Se ejecuta desde el fuente:
//     sudo java -cp dist/sniffer.jar sniffer/lesson/es/Sniffer.java [INTERFAZ]
// Páginas del manual: packet(7), recvfrom(2), bind(2). IEEE 802.3, RFC 791, 9293, 768, 792.
//
// Dos cosas no se ven aquí: Fd y Message, de libc, hacen las llamadas de la biblioteca de C, y los
// records de packet leen los encabezados.
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Un filtro: se muestra todo. En la interfaz por la que uno mira (ssh) cada línea produce más
//   paquetes, y líneas, sin fin. PacketSocket le da un filtro al núcleo.
// - Un anillo compartido con el núcleo: aquí hay una llamada por paquete; lo que llega más rápido
//   se pierde, y nadie lo dice. RingCapture (TPACKET_V3), que cuenta lo perdido.
// - El modo promiscuo: las tramas para otras máquinas no nos llegan. PacketSocket.
// - IPv6, ARP, VLAN, y todo lo que está sobre TCP y UDP: se nombra, no se desarma. FramePrinter.
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
            // un error es una línea, no la traza de los métodos que llevaron a él
            String way = " (ip link lists them; needs Linux, sudo)";
            System.err.println("Sniffer: " + e.getMessage() + way);
            System.exit(1);
        }
    }

    private static void capture(String name) throws IOException {
        Linux.require();
        int index = LibC.if_nametoindex(name);
        if (index == 0) throw new IOException("no interface " + name);

        // socket: SOCK_RAW, tramas con su encabezado Ethernet; protocolo 0: nada antes de bind
        Fd socket = Fd.socket(Linux.AF_PACKET, Linux.SOCK_RAW, 0);
        // bind: las tramas de todos los protocolos, solo de esta interfaz
        socket.bind(SockaddrLl.of(ETH_P_ALL, index).bytes(), name);
        System.out.println("listening on " + name);

        // una trama, y en Linux hasta 64 KiB de varias que la placa de red todavía no partió
        Message message = new Message(64 * 1024 + EthernetHeader.SIZE, 0);
        for (int number = 1; ; ) {
            // recvmsg: espera una trama; la dirección dice su interfaz y su sentido
            socket.recvmsg(message, 0);
            SockaddrLl from = SockaddrLl.read(message.name());
            // en lo cada trama llega dos veces, al salir y al entrar
            if (from.hatype() == LOOPBACK && from.pkttype() == OUTGOING) continue;
            // los encabezados van en orden de red: de un número viene primero el byte más alto
            ByteBuffer frame = message.data().order(ByteOrder.BIG_ENDIAN);
            System.out.println("#" + number++ + " " + frame.remaining() + " bytes");
            try {
                showEthernet(frame);
            } catch (TruncatedPacketException e) {
                // Una trama puede terminar donde quiera, y una longitud en ella puede mentir.
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
        // solo el primer fragmento tiene un encabezado de la capa siguiente
        if (ip.isLaterFragment()) return;
        // Ethernet completa las tramas cortas con ceros: no son del paquete
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

    /** Los datos, en ASCII: otro byte podría controlar la terminal, por eso es un punto. */
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
