package sockets.udpecho.doctor;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import sockets.common.net.Addresses;

/**
 * The ICMP errors that come to this machine from now on. A refusal by ICMP and one by RST are the
 * same to connect(2), but a machine where nobody listens answers TCP with RST: ICMP is a firewall.
 */
final class IcmpErrors {
    private final boolean ipv6;
    private final long before;
    private final long sentBefore;

    IcmpErrors(InetSocketAddress server) {
        ipv6 = Addresses.family(server) == StandardProtocolFamily.INET6;
        before = Proc.unreachables(ipv6);
        sentBefore = Proc.sentUnreachables(ipv6);
    }

    /** True if one has come; null where the system does not tell. */
    Boolean came() {
        return before < 0 ? null : Proc.unreachables(ipv6) > before;
    }

    /** True if this machine itself has sent one: a rule of its own firewall rejects. */
    boolean sent() {
        return Proc.sentUnreachables(ipv6) > sentBefore;
    }
}
