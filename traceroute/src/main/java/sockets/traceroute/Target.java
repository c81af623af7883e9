package sockets.traceroute;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import sockets.libc.Linux;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Header;

/**
 * Whom the probes go to and how: the options that the sockets know of.
 *
 * @param port destination port; of ICMP the first sequence number
 * @param constantPort true if all UDP probes go to that port, and flows differ in the port they
 *     leave from; else flows go to the next ports
 * @param source address to send from; null for the system's choice
 * @param device interface to send by; null for the system's choice
 * @param dontFragment true if no router may cut a probe in pieces
 * @param raw true to receive ICMP on a raw socket instead of the error queue
 */
record Target(
        InetAddress destination,
        int port,
        boolean constantPort,
        InetAddress source,
        String device,
        boolean dontFragment,
        boolean raw) {

    boolean six() {
        return destination instanceof Inet6Address;
    }

    /** AF_INET or AF_INET6. */
    int family() {
        return six() ? Linux.AF_INET6 : Linux.AF_INET;
    }

    /** Size of an IP header without options. */
    int ipHeader() {
        return six() ? Ipv6Header.SIZE : Ipv4Header.SIZE;
    }

    /** The local end to bind: the source, or any address. */
    InetSocketAddress local(int localPort) {
        try {
            byte[] any = new byte[six() ? 16 : 4];
            InetAddress address =
                    source != null
                            ? source
                            : six()
                                    ? Inet6Address.getByAddress(null, any, -1)
                                    : InetAddress.getByAddress(any);
            return new InetSocketAddress(address, localPort);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the length is right", e);
        }
    }
}
