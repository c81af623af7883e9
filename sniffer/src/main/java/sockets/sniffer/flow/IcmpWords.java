package sockets.sniffer.flow;

import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;

/** What an ICMP error says of the packet that it quotes. */
final class IcmpWords {
    private IcmpWords() {}

    static String text(boolean six, int type, int code) {
        return "ICMP " + (six ? six(type, code) : four(type, code));
    }

    /** RFC 1122, 4.2.3.9, codes 2 and 3 (4 is about the length since RFC 1191). */
    static boolean isHard(boolean six, int type, int code) {
        if (six) return type == Icmpv6Header.UNREACHABLE && code == Icmpv6Header.PORT_UNREACHABLE;
        return type == IcmpHeader.UNREACHABLE
                && (code == IcmpHeader.PROTOCOL_UNREACHABLE || code == IcmpHeader.PORT_UNREACHABLE);
    }

    private static String four(int type, int code) {
        return switch (type) {
            case IcmpHeader.UNREACHABLE ->
                    switch (code) {
                        case IcmpHeader.NET_UNREACHABLE -> "net unreachable";
                        case IcmpHeader.HOST_UNREACHABLE -> "host unreachable";
                        case IcmpHeader.PROTOCOL_UNREACHABLE -> "protocol unreachable";
                        case IcmpHeader.PORT_UNREACHABLE -> "port unreachable";
                        case IcmpHeader.FRAGMENTATION_NEEDED -> "fragmentation needed";
                        default -> "unreachable, code " + code;
                    };
            case IcmpHeader.TIME_EXCEEDED -> "time exceeded";
            case IcmpHeader.REDIRECT -> "redirect";
            default -> "type " + type;
        };
    }

    private static String six(int type, int code) {
        return switch (type) {
            case Icmpv6Header.UNREACHABLE ->
                    switch (code) {
                        case Icmpv6Header.NO_ROUTE -> "no route";
                        case Icmpv6Header.ADDRESS_UNREACHABLE -> "address unreachable";
                        case Icmpv6Header.PORT_UNREACHABLE -> "port unreachable";
                        default -> "unreachable, code " + code;
                    };
            case Icmpv6Header.PACKET_TOO_BIG -> "packet too big";
            case Icmpv6Header.TIME_EXCEEDED -> "time exceeded";
            default -> "type " + type;
        };
    }
}
