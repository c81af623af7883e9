package sockets.udpecho.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import sockets.common.net.Addresses;
import sockets.common.net.SocketTable;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.common.text.Texts;

/** Tells the rows of step 6 apart by what was seen. */
final class Causes {
    private final Place place;

    Causes(Place place) {
        this.place = place;
    }

    /** Nothing can be sent at all. */
    static Cause noRoute(Reason reason, Texts texts) {
        String key = "route." + reason.name();
        return texts.has("doctor." + key + ".cause") ? new Cause(key) : new Cause("route");
    }

    /**
     * The cause for TCP.
     *
     * @param other true if another port of that host has answered TCP
     */
    Cause tcp(Seen tcp, Seen udp, boolean other) {
        if (tcp.works()) return works(tcp, "tcp");
        Cause own = ownFirewall(tcp, udp);
        if (own != null) return own;
        return switch (tcp.reason()) {
            case ECONNREFUSED -> {
                if (isHere()) yield here("tcp", false);
                yield new Cause(tcp.hasIcmp() ? "rejected.port" : "refused.tcp");
            }
            case ETIMEDOUT -> {
                if (isHere()) yield here("tcp", true);
                if (udp.reason() == Reason.EPERM) yield new Cause("output");
                if (other) yield new Cause("port.tcp");
                // whoever refuses UDP is there
                boolean there = place.isThere() || udp.works();
                yield new Cause(there || udp.reason() == Reason.ECONNREFUSED ? "drops" : "silent");
            }
            case EHOSTUNREACH, EHOSTDOWN -> {
                if (isAbsent(tcp)) yield new Cause(isFar() ? "absent.far" : "absent");
                boolean heard = udp.reason() == Reason.EHOSTUNREACH;
                yield new Cause(heard ? "rejected.prohibited" : "rejected.host");
            }
            default -> rejected(tcp);
        };
    }

    /**
     * The cause for UDP.
     *
     * @param other true if another port of that host has answered UDP
     * @param elsewhere from where the answers come, if not from where was asked; else null
     */
    Cause udp(Seen udp, Seen tcp, Cause tcpCause, boolean other, InetSocketAddress elsewhere) {
        if (udp.works()) return works(udp, "udp");
        if (elsewhere != null) {
            InetAddress asked = place.server().getAddress();
            String kind = elsewhere.getAddress().equals(asked) ? "port" : "address";
            return new Cause("elsewhere." + kind, Addresses.text(elsewhere));
        }
        if (tcpCause.key().startsWith("absent")) return tcpCause;
        Cause own = ownFirewall(udp, tcp);
        if (own != null) return own;
        return switch (udp.reason()) {
            case ECONNREFUSED -> {
                if (isHere()) yield here("udp", false);
                boolean firewall = tcpCause.key().equals("rejected.port");
                yield new Cause(firewall ? "rejected.port" : "refused.udp");
            }
            case NO_ANSWER -> {
                if (isHere()) yield here("udp", true);
                if (udp.hasIcmp()) yield new Cause("rejected.unheard");
                if (other) yield new Cause("port.udp");
                yield new Cause(place.isThere() || tcp.isAnswered() ? "drops" : "silent");
            }
            // of those that mean "no route to host", UDP is told of "prohibited" alone
            case EHOSTUNREACH -> new Cause("rejected.prohibited");
            default -> rejected(udp);
        };
    }

    /**
     * The firewall of this machine, if it rejects: it tells so by ICMP errors of its own, but to
     * senders of datagrams by EPERM. Null if it does not.
     */
    private Cause ownFirewall(Seen seen, Seen other) {
        boolean here = place.distance() == Place.Distance.HERE;
        boolean silent = seen.reason() == Reason.ETIMEDOUT || seen.reason() == Reason.NO_ANSWER;
        // a server on this machine: its kernel itself says that a port is closed
        if (here) return silent || isRefused(seen) ? null : new Cause("here.firewall");
        if (seen.reason() == Reason.EPERM) return new Cause("output");
        // of an absent neighbour this kernel itself says that it is unreachable
        boolean hostless =
                seen.reason() == Reason.EHOSTUNREACH || seen.reason() == Reason.EHOSTDOWN;
        if (hostless && isAbsent(seen)) return null;
        if (!silent) {
            boolean rejected = seen.own() || other.reason() == Reason.EPERM;
            return rejected && seen.hasIcmp() ? new Cause("output") : null;
        }
        return seen.own() && !seen.hasIcmp() ? new Cause("input") : null;
    }

    private static boolean isRefused(Seen seen) {
        return seen.reason() == Reason.ECONNREFUSED;
    }

    private static Cause works(Seen seen, String protocol) {
        return switch (seen.answer()) {
            case OTHER_BYTES -> new Cause("other-bytes");
            case CLOSED -> new Cause("closed");
            case CONNECTED -> new Cause("busy");
            default -> new Cause("works." + protocol);
        };
    }

    private Cause rejected(Seen seen) {
        boolean ipv6 = place.server().getAddress() instanceof Inet6Address;
        return switch (seen.reason()) {
            case ENETUNREACH -> new Cause("rejected.net");
            case ENOPROTOOPT -> new Cause("rejected.protocol");
            case EPERM -> new Cause("output");
            // ICMPv6 "administratively prohibited"; over IPv4 it would be a route of ours
            case EACCES -> new Cause(ipv6 ? "rejected.prohibited" : "output");
            default -> new Cause("other");
        };
    }

    /** True if the table of sockets of this machine can tell. */
    private boolean isHere() {
        return place.distance() == Place.Distance.HERE && SocketTable.exists();
    }

    private boolean isFar() {
        return place.distance() == Place.Distance.FAR;
    }

    /** The neighbour table knows; where there is none, time does. */
    private boolean isAbsent(Seen tcp) {
        Boolean answers = isFar() ? null : place.answersArp();
        return answers == null ? tcp.nanos() > Failure.ARP_NANOS : !answers;
    }

    private Cause here(String protocol, boolean silent) {
        List<SocketTable.Row> rows = SocketTable.servers(protocol, place.server().getPort());
        for (SocketTable.Row row : rows) {
            if (!row.takes(place.server().getAddress())) continue;
            if (!silent) return new Cause("here.firewall");
            if (protocol.equals("udp")) return new Cause("here.silent");
            String waiting = String.valueOf(row.waiting());
            return row.waiting() > 0
                    ? new Cause("here.queue", waiting)
                    : new Cause("here.firewall");
        }
        if (silent) return new Cause("here.firewall");
        if (rows.isEmpty()) return new Cause("here.nobody." + protocol);
        List<String> bound = rows.stream().map(row -> Addresses.text(row.local())).toList();
        return new Cause("here.elsewhere", String.join(", ", bound));
    }
}
