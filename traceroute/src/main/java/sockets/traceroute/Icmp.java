package sockets.traceroute;

import sockets.packet.IcmpExtensions;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;

/**
 * What an ICMP or ICMPv6 error says, whichever way it was received.
 *
 * @param six true for ICMPv6, whose numbers differ
 * @param info the MTU of "too big"; else of no meaning
 */
record Icmp(boolean six, int type, int code, int info, IcmpExtensions extensions) {
    /** Time to live exceeded: what routers on the way say. */
    boolean isExpiry() {
        return code == 0 && type == (six ? Icmpv6Header.TIME_EXCEEDED : IcmpHeader.TIME_EXCEEDED);
    }

    /** Fragmentation needed, packet too big. */
    boolean isTooBig() {
        if (six) return type == Icmpv6Header.PACKET_TOO_BIG;
        return type == IcmpHeader.UNREACHABLE && code == IcmpHeader.FRAGMENTATION_NEEDED;
    }

    /** True for the kinds of errors that end a probe; redirects, for one, do not. */
    boolean matters() {
        return switch (type) {
            case Icmpv6Header.UNREACHABLE,
                    Icmpv6Header.PACKET_TOO_BIG,
                    Icmpv6Header.PARAMETER_PROBLEM ->
                    six;
            // also ICMPv6's number of "time exceeded"
            case IcmpHeader.UNREACHABLE -> true;
            case IcmpHeader.TIME_EXCEEDED, IcmpHeader.PARAMETER_PROBLEM -> !six;
            default -> false;
        };
    }
}
