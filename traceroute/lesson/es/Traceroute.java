// Traceroute: sondas UDP, y un socket raw que oye las respuestas ICMP, de a una: paso 11 de la
// práctica (pytraceroute.py). Linux, como root. Se ejecuta desde el fuente:
//     sudo java -cp dist/traceroute.jar traceroute/lesson/es/Traceroute.java [HOST]
// Páginas del manual: traceroute(8), ip(7) (IP_TTL), icmp(7), raw(7), socket(7) (SO_RCVTIMEO).
// RFC 792.
//
// Dos cosas no se ven aquí: Fd, de libc, hace una llamada de la biblioteca de C por método, y los
// records de packet leen los encabezados.
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Varias sondas a la vez: cada salto que no contesta cuesta tres segundos. Trace.
// - Usuarios que no son root: la cola de errores del socket de la sonda no necesita uno raw.
//   UdpMethod.
// - Un flujo constante: los routers que reparten la carga por puertos pueden mostrar varios caminos
//   mezclados. UdpMethod.
// - Los tiempos del núcleo: los nuestros incluyen lo que el programa espera un procesador.
//   StampClock.
// - Nombres, IPv6, marcas como !H. Names, Mark.
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.packet.IcmpHeader;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;

public class Traceroute {
    private static final int MAX_HOPS = 30;
    private static final int PROBES = 3;
    private static final int FIRST_PORT = 33434;
    private static final long WAIT_NANOS = 1_000_000_000;

    private final InetAddress host;
    private final Fd icmp;
    private final Fd udp;

    /** El puerto de la última sonda: ojalá nadie escuche ahí, y vuelva un error. */
    private int port = FIRST_PORT - 1;

    /** Quién respondió, y ¿es el final del camino? */
    private record Answer(InetAddress router, boolean end) {}

    public static void main(String[] args) {
        String name = args.length > 0 ? args[0] : "127.0.0.1";
        try {
            Linux.require();
            // getaddrinfo: la dirección de un nombre
            InetAddress host = InetAddress.getByName(name);
            if (!(host instanceof Inet4Address)) throw new IOException(name + " is not IPv4");
            new Traceroute(host).run();
        } catch (IOException e) {
            // un error es una línea, no la traza de los métodos que llevaron a él
            String way = " (is there such a host? needs Linux, sudo)";
            System.err.println("Traceroute: " + e.getMessage() + way);
            System.exit(1);
        }
    }

    private Traceroute(InetAddress host) throws IOException {
        this.host = host;
        // socket: uno raw recibe una copia de cada paquete ICMP que llega, no solo de los nuestros
        icmp = Fd.socket(Linux.AF_INET, Linux.SOCK_RAW, Linux.IPPROTO_ICMP);
        // setsockopt: recibir espera un segundo a lo sumo (struct timeval: segundos, microsegundos)
        ByteBuffer second = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        icmp.setsockopt(Linux.SOL_SOCKET, Linux.SO_RCVTIMEO, second.putLong(0, 1).array());
        // socket: para las sondas; con bind, su puerto las distingue de las de otros programas
        udp = Fd.socket(Linux.AF_INET, Linux.SOCK_DGRAM, 0);
        udp.bind(new InetSocketAddress("0.0.0.0", 0));
    }

    private void run() throws IOException {
        System.out.println("traceroute to " + host.getHostAddress());
        boolean end = false;
        for (int ttl = 1; ttl <= MAX_HOPS && !end; ttl++) {
            // setsockopt: cada router resta uno; el que lo deja en 0 descarta el paquete y avisa,
            // con su propia dirección
            udp.setsockopt(Linux.IPPROTO_IP, Linux.IP_TTL, ttl);
            System.out.print(ttl);
            InetAddress last = null;
            for (int i = 0; i < PROBES; i++) {
                long start = System.nanoTime();
                port++;
                // sendto: alcanza con un datagrama vacío
                udp.sendto(new byte[0], 0, new InetSocketAddress(host, port));
                Answer answer = receive(start + WAIT_NANOS);
                double millis = (System.nanoTime() - start) / 1e6;
                if (answer == null) {
                    System.out.print("  *");
                    continue;
                }
                end |= answer.end;
                if (!answer.router.equals(last))
                    System.out.print("  " + answer.router.getHostAddress());
                last = answer.router;
                System.out.printf("  %.3f ms", millis);
            }
            System.out.println();
        }
    }

    /** La respuesta a la última sonda, o null si no llega hasta entonces. */
    private Answer receive(long deadline) throws IOException {
        while (System.nanoTime() < deadline) {
            try {
                // recvfrom: el paquete entero, con su encabezado IP
                byte[] packet = icmp.recv(1500, 0);
                Answer answer = answer(ByteBuffer.wrap(packet));
                if (answer != null) return answer;
            } catch (TruncatedPacketException e) {
                // Cortado o mal formado: no responde a una sonda nuestra.
                continue;
            } catch (LibcException e) {
                // EAGAIN: pasó SO_RCVTIMEO
                if (!e.is(Errno.EAGAIN)) throw e;
            }
        }
        return null;
    }

    /** Qué dice un paquete ICMP de la última sonda; null si se trata de otra cosa. */
    private Answer answer(ByteBuffer in) throws IOException, TruncatedPacketException {
        Ipv4Header outer = Ipv4Header.read(in);
        IcmpHeader header = IcmpHeader.read(in);
        boolean onTheWay = header.type() == IcmpHeader.TIME_EXCEEDED;
        if (!onTheWay && header.type() != IcmpHeader.UNREACHABLE) return null;
        // detrás está el comienzo del paquete del que se trata: ¿es uno nuestro?
        Ipv4Header quoted = Ipv4Header.read(in);
        if (quoted.protocol() != IpProtocol.UDP || !quoted.destination().equals(host)) return null;
        UdpHeader probe = UdpHeader.read(in);
        if (probe.sourcePort() != udp.getsockname().getPort()) return null;
        // una respuesta tardía a una sonda anterior
        if (probe.destinationPort() != port) return null;
        return new Answer(outer.source(), !onTheWay);
    }
}
