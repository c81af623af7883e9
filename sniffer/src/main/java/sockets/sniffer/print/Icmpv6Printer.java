package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.Icmpv6Header;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv6Extensions;
import sockets.packet.Ipv6Header;
import sockets.packet.NeighborMessage;
import sockets.packet.UdpHeader;

/** ICMPv6, RFC 4443, with neighbour discovery (RFC 4861) and multicast listeners. */
final class Icmpv6Printer {
    private static final int QUOTE = Icmpv6Header.SIZE;

    private static final String[] NAMES =
            Words.byNumber(
                    "1 destination unreachable,2 packet too big,3 time exceeded in-transit,"
                            + "4 parameter problem,128 echo request,129 echo reply,"
                            + "130 multicast listener query,131 multicast listener report,"
                            + "132 multicast listener done,133 router solicitation,"
                            + "134 router advertisement,135 neighbor solicitation,"
                            + "136 neighbor advertisement,137 redirect,138 router renumbering,"
                            + "139 node information query,140 node information reply,"
                            + "141 inverse neighbor solicitation,"
                            + "142 inverse neighbor advertisement,"
                            + "143 multicast listener report v2,144 ha discovery request,"
                            + "145 ha discovery reply,146 mobile router solicitation,"
                            + "147 mobile router advertisement,155 RPL,200 mtrace response,"
                            + "201 mtrace message");

    private static final Object[] NEIGHBOR_FLAGS = {
        0x80000000, "router", 0x40000000, "solicited", 0x20000000, "override"
    };
    private static final Object[] ROUTER_FLAGS = {
        0x80, "managed", 0x40, "other stateful", 0x20, "home agent", 0x02, "ipv6 only"
    };

    // by the code
    private static final String[] UNREACHABLE = {
        "unreachable route",
        " unreachable prohibited",
        "beyond scope",
        "unreachable address",
        "unreachable port"
    };
    private static final String[] PROBLEMS = {
        ", erroneous - octet ",
        ", next header - octet ",
        ", option - octet ",
        ", incomplete header chain - octet "
    };

    private final Print p;
    private final NeighbourOptionsPrinter options;
    private final ListenerPrinter listeners;

    Icmpv6Printer(Print print) {
        p = print;
        options = new NeighbourOptionsPrinter(print);
        listeners = new ListenerPrinter(print);
    }

    void print(int at, int length, int ip, boolean fragmented) throws Cut {
        p.protocol = "icmp6";
        boolean verbose = p.verbose() > 0;
        if (length == 0) {
            p.out.text("ICMP6, length 0");
            p.invalid();
            return;
        }
        if (verbose && !fragmented && p.has(at, length)) checksum(at, length, ip);
        int type = Icmpv6Header.type(p, at);
        p.out.text("ICMP6, ");
        p.name(NAMES, type, "unknown icmp6 type (", ")");
        boolean discovery = type >= 133 && type <= 137 || type == 145 || type == 147;
        if (verbose && discovery) p.out.text(", length ").number(length);
        int code = Icmpv6Header.code(p, at);
        switch (message(at, length, type, code)) {
            case CUT -> p.cut();
            case TOLD -> {}
            default -> {
                if (!verbose) p.out.text(", length ").number(length);
            }
        }
    }

    private enum End {
        /** The length follows. */
        NORMAL,
        /** Nothing follows. */
        TOLD,
        CUT
    }

    private void checksum(int at, int length, int ip) throws Cut {
        int pseudo = Checksums.pseudo(p, ip, IpProtocol.ICMPV6, length);
        Checksums.print(p, "icmp6", Icmpv6Header.checksum(p, at), pseudo, at, length);
    }

    private End message(int at, int length, int type, int code) throws Cut {
        boolean verbose = p.verbose() > 0;
        switch (type) {
            case Icmpv6Header.UNREACHABLE:
                return unreachable(at, length, code);
            case Icmpv6Header.PACKET_TOO_BIG:
                number(", mtu ", Icmpv6Header.mtu(p, at));
                return End.NORMAL;
            case Icmpv6Header.TIME_EXCEEDED:
                timeExceeded(at, code);
                return End.NORMAL;
            case Icmpv6Header.PARAMETER_PROBLEM:
                if (!p.has(at + QUOTE + 24, 16)) return End.CUT;
                parameterProblem(at, code);
                return End.NORMAL;
            case Icmpv6Header.ECHO_REQUEST, Icmpv6Header.ECHO_REPLY:
                int id = Icmpv6Header.identifier(p, at);
                int sequence = Icmpv6Header.sequence(p, at);
                p.out.text(", id ").number(id).text(", seq ").number(sequence);
                return End.NORMAL;
            case Icmpv6Header.LISTENER_QUERY:
                listeners.query(at, length);
                return End.NORMAL;
            case Icmpv6Header.LISTENER_REPORT, Icmpv6Header.LISTENER_DONE:
                listeners.one(at);
                return End.NORMAL;
            case Icmpv6Header.LISTENER_REPORT_2:
                listeners.report(at, length);
                return End.NORMAL;
            case Icmpv6Header.ROUTER_SOLICITATION:
                return !verbose
                        ? End.NORMAL
                        : options(at, length, NeighborMessage.SOLICITATION_SIZE);
            case Icmpv6Header.ROUTER_ADVERTISEMENT:
                if (!verbose) return End.NORMAL;
                advertisement(at);
                return options(at, length, NeighborMessage.ROUTER_SIZE);
            case Icmpv6Header.NEIGHBOR_SOLICITATION:
                address(", who has ", at + NeighborMessage.TARGET);
                return !verbose ? End.NORMAL : options(at, length, NeighborMessage.NEIGHBOR_SIZE);
            case Icmpv6Header.NEIGHBOR_ADVERTISEMENT:
                address(", tgt is ", at + NeighborMessage.TARGET);
                if (!verbose) return End.NORMAL;
                int flags = NeighborMessage.neighborFlags(p, at);
                p.out.text(", Flags [");
                Words.bits(p.out, flags, ", ", NEIGHBOR_FLAGS);
                p.out.character(']');
                return options(at, length, NeighborMessage.NEIGHBOR_SIZE);
            case Icmpv6Header.REDIRECT:
                address(", ", at + NeighborMessage.DESTINATION);
                address(" to ", at + NeighborMessage.TARGET);
                return !verbose ? End.NORMAL : options(at, length, NeighborMessage.REDIRECT_SIZE);
            case 138, 139, 140, 141, 142, 155:
                return End.NORMAL;
            case Icmpv6Header.AGENT_REQUEST, Icmpv6Header.MOBILE_SOLICITATION:
                int identifier = Icmpv6Header.identifier(p, at);
                p.out.text(", id 0x").hex(identifier, 4);
                return End.NORMAL;
            case Icmpv6Header.AGENT_REPLY, Icmpv6Header.MOBILE_ADVERTISEMENT:
                return !verbose || mobile(at, length, type) ? End.NORMAL : End.CUT;
            default:
                p.out.text(", length ").number(length);
                if (p.verbose() <= 1) HexDump.unknown(p, "\n\t", at, length);
                return End.TOLD;
        }
    }

    private End options(int at, int length, int header) throws Cut {
        return options.print(at + header, length - header) ? End.NORMAL : End.CUT;
    }

    private void number(String text, int value) {
        p.out.text(text).number(value);
    }

    private void address(String text, int at) throws Cut {
        p.need(at, 16);
        p.out.text(text);
        p.ipv6(at);
    }

    private End unreachable(int at, int length, int code) throws Cut {
        p.out.text(", ");
        p.name(UNREACHABLE, code, "unknown unreach code (", ")");
        int destination = at + QUOTE + Ipv6Header.DESTINATION;
        switch (code) {
            case Icmpv6Header.NO_ROUTE,
            Icmpv6Header.ADMINISTRATIVELY_PROHIBITED,
            Icmpv6Header.ADDRESS_UNREACHABLE:
                address(" ", destination);
                return End.NORMAL;
            case Icmpv6Header.BEYOND_SCOPE:
                p.need(destination, 16);
                address(" ", destination);
                address(", source address ", at + QUOTE + Ipv6Header.SOURCE);
                return End.NORMAL;
            case Icmpv6Header.PORT_UNREACHABLE:
                return port(at + QUOTE) ? End.NORMAL : End.CUT;
            default:
                if (p.verbose() > 1) return End.NORMAL;
                HexDump.unknown(p, "\n\t", at, length);
                return End.TOLD;
        }
    }

    /** Looks for the ports behind the extension headers of the quoted packet. */
    private boolean port(int quote) throws Cut {
        if (!p.has(quote + 6, 1)) return false;
        Ipv6Extensions extensions = new Ipv6Extensions(p);
        extensions.begin(Ipv6Header.nextHeader(p, quote), quote + Ipv6Header.SIZE);
        while (extensions.isHere() && extensions.type() != IpProtocol.MOBILITY) {
            int looked = extensions.type() == IpProtocol.FRAGMENT ? 4 : 2;
            if (!p.has(extensions.at(), looked) || extensions.isLaterFragment()) return false;
            extensions.next();
        }
        int next = extensions.type();
        int at = extensions.at();
        if (next != IpProtocol.TCP && next != IpProtocol.UDP || !p.has(at + 2, 2)) return false;
        boolean tcp = next == IpProtocol.TCP;
        address(", ", quote + Ipv6Header.DESTINATION);
        p.out.text(tcp ? " tcp port " : " udp port ");
        // TCP has its ports at the same place
        p.port(UdpHeader.destinationPort(p, at), tcp ? "tcp" : "udp");
        return true;
    }

    private void timeExceeded(int at, int code) throws Cut {
        if (code == Icmpv6Header.HOP_LIMIT_EXCEEDED)
            address(" for ", at + QUOTE + Ipv6Header.DESTINATION);
        else if (code == Icmpv6Header.REASSEMBLY_EXCEEDED) p.out.text(" (reassembly)");
        else p.out.text(", unknown code (").number(code).character(')');
    }

    private void parameterProblem(int at, int code) throws Cut {
        String what = Words.of(PROBLEMS, code);
        if (what != null) number(what, Icmpv6Header.pointer(p, at));
        else p.out.text(", code-#").number(code);
    }

    private void advertisement(int at) throws Cut {
        p.need(at, NeighborMessage.ROUTER_SIZE);
        int flags = NeighborMessage.routerFlags(p, at);
        p.out.text("\n\thop limit ").number(NeighborMessage.hopLimit(p, at)).text(", Flags [");
        Words.bits(p.out, flags, ", ", ROUTER_FLAGS);
        p.out.text("], pref ").text(NeighbourOptionsPrinter.preference(flags));
        p.out.text(", router lifetime ")
                .number(NeighborMessage.routerLifetime(p, at))
                .text("s, reachable time ");
        p.out.number(NeighborMessage.reachableTime(p, at)).text("ms, retrans timer ");
        p.out.number(NeighborMessage.retransmitTimer(p, at)).text("ms");
    }

    private boolean mobile(int at, int length, int type) throws Cut {
        int id = Icmpv6Header.identifier(p, at);
        p.out.text(", id 0x").hex(id, 4);
        if (type == Icmpv6Header.AGENT_REPLY) {
            int end = Math.min(at + length, p.end);
            for (int agent = at + Icmpv6Header.SIZE; agent < end; agent += 16) address(", ", agent);
            return true;
        }
        int flags = Icmpv6Header.mobileFlags(p, at);
        if ((flags & 0xc000) != 0) p.out.character(' ');
        if ((flags & 0x8000) != 0) p.out.character('M');
        if ((flags & 0x4000) != 0) p.out.character('O');
        return options.print(at + Icmpv6Header.SIZE, length - Icmpv6Header.SIZE);
    }
}
