// Traceroute: UDP probes, and a raw socket that hears the ICMP answers, one at a time: step 11
// of the practical (pytraceroute.py). Linux, as root. Start it from the source:
//     sudo java -cp dist/traceroute.jar traceroute/lesson/en/Traceroute.java [HOST]
// Manual pages: traceroute(8), ip(7) (IP_TTL), icmp(7), raw(7), socket(7) (SO_RCVTIMEO). RFC 792.
//
// Two things are not seen here: libc's Fd makes one call of the C library in each method, and
// packet's records read the headers.
//
// What is left out, at what price, and which class does it:
// - Several probes at once: each silent hop costs three seconds. Trace.
// - Users who are not root: the error queue of the probe's own socket needs no raw one. UdpMethod.
// - A constant flow: routers that share the load by ports may show several paths mixed. UdpMethod.
// - The kernel's own times: ours include the time this program waits for a processor. StampClock.
// - Names, IPv6, marks like !H. Names, Mark.
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

    /** The port of the last probe: where nobody listens, we hope, so that an error comes back. */
    private int port = FIRST_PORT - 1;

    /** Who answered, and is it the end of the path? */
    private record Answer(InetAddress router, boolean end) {}

    public static void main(String[] args) {
        String name = args.length > 0 ? args[0] : "127.0.0.1";
        try {
            Linux.require();
            // getaddrinfo: the address of a name
            InetAddress host = InetAddress.getByName(name);
            if (!(host instanceof Inet4Address)) throw new IOException(name + " is not IPv4");
            new Traceroute(host).run();
        } catch (IOException e) {
            // an error is one line, not the trace of all methods that led to it
            String way = " (is there such a host? needs Linux, sudo)";
            System.err.println("Traceroute: " + e.getMessage() + way);
            System.exit(1);
        }
    }

    private Traceroute(InetAddress host) throws IOException {
        this.host = host;
        // socket: a raw one gets a copy of each ICMP packet that comes, not of ours only
        icmp = Fd.socket(Linux.AF_INET, Linux.SOCK_RAW, Linux.IPPROTO_ICMP);
        // setsockopt: a receive waits a second at most (struct timeval: seconds, microseconds)
        ByteBuffer second = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        icmp.setsockopt(Linux.SOL_SOCKET, Linux.SO_RCVTIMEO, second.putLong(0, 1).array());
        // socket: for the probes; bound, so that its port tells our probes from other programs'
        udp = Fd.socket(Linux.AF_INET, Linux.SOCK_DGRAM, 0);
        udp.bind(new InetSocketAddress("0.0.0.0", 0));
    }

    private void run() throws IOException {
        System.out.println("traceroute to " + host.getHostAddress());
        boolean end = false;
        for (int ttl = 1; ttl <= MAX_HOPS && !end; ttl++) {
            // setsockopt: each router takes one off; the one that makes it 0 drops the packet and
            // tells us, with its own address
            udp.setsockopt(Linux.IPPROTO_IP, Linux.IP_TTL, ttl);
            System.out.print(ttl);
            InetAddress last = null;
            for (int i = 0; i < PROBES; i++) {
                long start = System.nanoTime();
                port++;
                // sendto: an empty datagram is enough
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

    /** The answer to the last probe, or null if none comes until then. */
    private Answer receive(long deadline) throws IOException {
        while (System.nanoTime() < deadline) {
            try {
                // recvfrom: the whole packet, with its IP header
                byte[] packet = icmp.recv(1500, 0);
                Answer answer = answer(ByteBuffer.wrap(packet));
                if (answer != null) return answer;
            } catch (TruncatedPacketException e) {
                // Cut or wrong: not an answer to a probe of ours.
                continue;
            } catch (LibcException e) {
                // EAGAIN: SO_RCVTIMEO has passed
                if (!e.is(Errno.EAGAIN)) throw e;
            }
        }
        return null;
    }

    /** What an ICMP packet says of the last probe; null if it is about something else. */
    private Answer answer(ByteBuffer in) throws IOException, TruncatedPacketException {
        Ipv4Header outer = Ipv4Header.read(in);
        IcmpHeader header = IcmpHeader.read(in);
        boolean onTheWay = header.type() == IcmpHeader.TIME_EXCEEDED;
        if (!onTheWay && header.type() != IcmpHeader.UNREACHABLE) return null;
        // behind it stands the beginning of the packet that it is about: is that one ours?
        Ipv4Header quoted = Ipv4Header.read(in);
        if (quoted.protocol() != IpProtocol.UDP || !quoted.destination().equals(host)) return null;
        UdpHeader probe = UdpHeader.read(in);
        if (probe.sourcePort() != udp.getsockname().getPort()) return null;
        // a late answer to an earlier probe
        if (probe.destinationPort() != port) return null;
        return new Answer(outer.source(), !onTheWay);
    }
}
