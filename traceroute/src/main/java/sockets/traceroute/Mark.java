package sockets.traceroute;

import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;

/** What traceroute(8) prints behind the time when a probe went no further. */
final class Mark {
    private Mark() {}

    /** The mark of an answer; empty for routers, for the destination and its closed port. */
    static String of(Answer answer) {
        if (answer.kind() != Answer.Kind.ERROR) return "";
        if (answer.from() == null) return "!F-" + answer.mtu();
        return answer.from() instanceof java.net.Inet6Address
                ? six(answer.type(), answer.code(), answer.mtu())
                : four(answer.type(), answer.code(), answer.mtu());
    }

    private static String four(int type, int code, int mtu) {
        if (type != IcmpHeader.UNREACHABLE) return other(type, code);
        return switch (code) {
            case IcmpHeader.PORT_UNREACHABLE -> "";
            case IcmpHeader.NET_UNREACHABLE,
                    IcmpHeader.NET_UNKNOWN,
                    IcmpHeader.SOURCE_ISOLATED,
                    IcmpHeader.NET_UNREACHABLE_FOR_TOS ->
                    "!N";
            case IcmpHeader.HOST_UNREACHABLE,
                    IcmpHeader.HOST_UNKNOWN,
                    IcmpHeader.HOST_UNREACHABLE_FOR_TOS ->
                    "!H";
            case IcmpHeader.PROTOCOL_UNREACHABLE -> "!P";
            case IcmpHeader.FRAGMENTATION_NEEDED -> "!F-" + mtu;
            case IcmpHeader.SOURCE_ROUTE_FAILED -> "!S";
            case IcmpHeader.NET_PROHIBITED,
                    IcmpHeader.HOST_PROHIBITED,
                    IcmpHeader.ADMINISTRATIVELY_PROHIBITED ->
                    "!X";
            case IcmpHeader.PRECEDENCE_VIOLATION -> "!V";
            case IcmpHeader.PRECEDENCE_CUTOFF -> "!C";
            default -> "!<" + code + ">";
        };
    }

    private static String six(int type, int code, int mtu) {
        if (type == Icmpv6Header.PACKET_TOO_BIG) return "!F-" + mtu;
        if (type != Icmpv6Header.UNREACHABLE) return other(type, code);
        return switch (code) {
            case Icmpv6Header.PORT_UNREACHABLE -> "";
            case Icmpv6Header.NO_ROUTE -> "!N";
            case Icmpv6Header.ADDRESS_UNREACHABLE, Icmpv6Header.BEYOND_SCOPE -> "!H";
            case Icmpv6Header.ADMINISTRATIVELY_PROHIBITED -> "!X";
            default -> "!<" + code + ">";
        };
    }

    private static String other(int type, int code) {
        return "!<" + type + "-" + code + ">";
    }
}
