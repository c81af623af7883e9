package sockets.traceroute;

import java.net.InetAddress;
import java.util.List;
import sockets.packet.IcmpExtensions;
import sockets.packet.IcmpObject;

/**
 * What came back, as the network saw it; to which probe it belongs is for {@link Trace} to find
 * out.
 *
 * @param kind what it means for a trace
 * @param from who sent it; null for this machine's kernel, which refused to send
 * @param type of the ICMP message
 * @param code of the ICMP message
 * @param mtu what fits, if the probe was too big; else 0
 * @param flow of the probe it answers; -1 if the method has only one flow
 * @param number of the probe it answers; -1 if the router quoted too little to tell
 * @param extensions what the router added
 * @param receivedAt when it came, by {@link Network#now}
 */
record Answer(
        Kind kind,
        InetAddress from,
        int type,
        int code,
        int mtu,
        int flow,
        int number,
        List<IcmpObject> extensions,
        long receivedAt) {

    enum Kind {
        /** A router on the way: the time to live was over. */
        ROUTER,
        /** Any other ICMP error: the probe goes no further. */
        ERROR,
        /** The destination: an echo reply, SYN and ACK, RST, a datagram. */
        DESTINATION
    }

    /** An ICMP error of any kind. */
    static Answer error(Icmp icmp, InetAddress from, int flow, int number, long receivedAt) {
        return new Answer(
                icmp.isExpiry() ? Kind.ROUTER : Kind.ERROR,
                from,
                icmp.type(),
                icmp.code(),
                icmp.isTooBig() ? icmp.info() : 0,
                flow,
                number,
                icmp.extensions().objects(),
                receivedAt);
    }

    /** A reply of the destination itself. */
    static Answer reply(InetAddress from, int flow, int number, long receivedAt) {
        return new Answer(
                Kind.DESTINATION,
                from,
                0,
                0,
                0,
                flow,
                number,
                IcmpExtensions.NONE.objects(),
                receivedAt);
    }

    /** This machine's own interface is too narrow: the probe did not leave. */
    static Answer refused(Probe probe, int mtu, long at) {
        return new Answer(
                Kind.ERROR,
                null,
                0,
                0,
                mtu,
                probe.flow(),
                probe.number(),
                IcmpExtensions.NONE.objects(),
                at);
    }
}
