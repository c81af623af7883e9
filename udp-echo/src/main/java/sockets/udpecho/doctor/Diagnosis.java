package sockets.udpecho.doctor;

import java.net.InetSocketAddress;
import sockets.common.text.Reason;
import sockets.common.text.Texts;

/**
 * Why a server cannot be reached, over TCP and UDP: what was seen of it, and the most probable
 * cause.
 */
record Diagnosis(Place place, Seen tcp, Cause tcpCause, Seen udp, Cause udpCause) {
    /** Longer than ARP looks for a neighbour, and than a SYN waits to be sent again. */
    private static final int CONNECT_MILLIS = 5000;

    private static final int OTHER_MILLIS = 2000;
    private static final int DATAGRAMS = 3;
    private static final int OTHER_DATAGRAMS = 2;

    /** Puts the questions, one after the other: some twelve seconds at most. */
    static Diagnosis of(Place place, Texts texts) {
        InetSocketAddress server = place.server();
        if (server.getAddress().isMulticastAddress())
            return nothing(place, Reason.EINVAL, "a multicast address", new Cause("route.EACCES"));
        if (place.noRoute() != null) {
            Reason reason = place.noRoute();
            return nothing(
                    place, reason, "connect: " + reason.text(), Causes.noRoute(reason, texts));
        }
        boolean here = place.distance() == Place.Distance.HERE;
        Seen tcp = new TcpProbe(server).run(CONNECT_MILLIS);
        Seen udp = new UdpProbe(server).run(DATAGRAMS);
        // another port tells a firewall that drops everything from a server that keeps silent
        InetSocketAddress other = other(server);
        boolean tcpOther =
                !here
                        && tcp.reason() == Reason.ETIMEDOUT
                        && new TcpProbe(other).run(OTHER_MILLIS).isAnswered();
        boolean udpOther =
                !here
                        && udp.reason() == Reason.NO_ANSWER
                        && new UdpProbe(other).run(OTHER_DATAGRAMS).isAnswered();
        InetSocketAddress elsewhere =
                udp.reason() == Reason.NO_ANSWER ? new UdpProbe(server).whoAnswers() : null;
        Causes causes = new Causes(place);
        Cause tcpCause = causes.tcp(tcp, udp, tcpOther);
        Cause udpCause = causes.udp(udp, tcp, tcpCause, udpOther, elsewhere);
        return new Diagnosis(place, tcp, tcpCause, udp, udpCause);
    }

    private static Diagnosis nothing(Place place, Reason reason, String words, Cause cause) {
        Seen none =
                new Seen(Seen.Answer.NONE, reason, 0, null, false, words + ", nothing was sent");
        return new Diagnosis(place, none, cause, none, cause);
    }

    /** A port where probably nobody is, which a machine without a firewall refuses. */
    private static InetSocketAddress other(InetSocketAddress server) {
        int port = server.getPort();
        return new InetSocketAddress(server.getAddress(), port < 65535 ? port + 1 : port - 1);
    }

    /** True if a client can reach it over one of the two. */
    boolean works() {
        return tcp.works() || udp.works();
    }
}
