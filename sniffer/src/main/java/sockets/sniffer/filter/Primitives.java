package sockets.sniffer.filter;

import static sockets.sniffer.filter.Bpf.*;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.IntFunction;
import sockets.common.net.Addresses;
import sockets.libc.Instruction;
import sockets.sniffer.file.LinkType;

/** The tests that a filter is made of: hosts, nets, ports, protocols. */
final class Primitives {
    static final int TCP = 6;
    static final int UDP = 17;
    static final int SCTP = 132;
    static final int ICMP6 = 58;

    private static final int FRAGMENT = 44;
    private static final int OUTGOING = 4;

    private final LinkLayer link;

    Primitives(FrameShape shape) {
        link = new LinkLayer(shape);
    }

    LinkLayer link() {
        return link;
    }

    int payload() {
        return link.payload();
    }

    /** A protocol's name alone: {@code tcp}. */
    Condition protocol(String name) throws FilterException {
        return switch (name) {
            case "ip" -> link.carries(LinkLayer.IP);
            case "ip6" -> link.carries(LinkLayer.IP6);
            case "arp", "rarp", "atalk", "aarp", "decnet", "lat", "sca", "moprc", "mopdl" ->
                    link.carries(Names.ethernet(name));
            case "iso", "stp", "ipx", "netbeui" -> link.carries(Names.ethernet(name));
            case "icmp" -> ipCarries(1);
            case "igmp" -> ipCarries(2);
            case "igrp" -> ipCarries(9);
            case "vrrp", "carp" -> ipCarries(112);
            case "icmp6" -> ip6Carries(ICMP6);
            case "tcp" -> carries(TCP);
            case "udp" -> carries(UDP);
            case "sctp" -> carries(SCTP);
            case "pim" -> carries(103);
            case "ah" -> carries(51);
            case "esp" -> carries(50);
            default -> throw new FilterException("link layer applied in wrong context");
        };
    }

    private Condition carries(int number) {
        return ipCarries(number).or(ip6Carries(number));
    }

    private Condition ipCarries(int number) {
        return link.carries(LinkLayer.IP).and(LinkLayer.compare(payload() + 9, B, number));
    }

    /** The next header of IPv6 itself, or of a fragment header behind it. */
    private Condition ip6Carries(int number) {
        Condition next = LinkLayer.compare(payload() + 6, B, number);
        Condition fragment =
                LinkLayer.compare(payload() + 6, B, FRAGMENT)
                        .and(LinkLayer.compare(payload() + 40, B, number));
        return link.carries(LinkLayer.IP6).and(next.or(fragment));
    }

    /** {@code ip proto 47}, {@code ether proto 0x88cc}. */
    Condition number(int number, Qualifiers by) throws FilterException {
        if (!by.direction().isEmpty()) throw new FilterException("direction applied to 'proto'");
        return switch (by.protocol()) {
            case "" -> carries(number);
            case "ip" -> ipCarries(number);
            case "ip6" -> ip6Carries(number);
            case "link" -> link.carries(number);
            case "arp", "rarp" ->
                    throw new FilterException(
                            by.protocol() + " does not encapsulate another protocol");
            default -> throw new FilterException("'" + by.protocol() + " proto' is bogus");
        };
    }

    Condition protocolNamed(String name, Qualifiers by) throws FilterException {
        return switch (by.protocol()) {
            case "", "ip", "ip6" -> number(Names.protocol(name), by);
            case "link" -> number(Names.ethernet(name), by);
            default -> throw new FilterException("unknown protocol: " + name);
        };
    }

    /** Not a fragment behind the first, which has no header of the transport layer. */
    Condition firstFragment() {
        return LinkLayer.test(payload() + 6, H, JSET, 0x1fff).not();
    }

    /** Source, destination, both or either, as the user says. */
    private static Condition direction(String direction, IntFunction<Condition> test) {
        return switch (direction) {
            case "src" -> test.apply(0);
            case "dst" -> test.apply(1);
            case "and" -> test.apply(0).and(test.apply(1));
            default -> test.apply(0).or(test.apply(1));
        };
    }

    Condition ethernetHost(byte[] address, Qualifiers by) throws FilterException {
        if (!by.isHost() || !by.protocol().equals("link"))
            throw new FilterException("ethernet address used in non-ether expression");
        if (link.link() != LinkType.EN10MB)
            throw new FilterException(
                    "ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM"
                            + " LANE/Fibre Channel");
        return direction(by.direction(), end -> LinkLayer.bytes(end == 0 ? 6 : 0, address));
    }

    Condition host4(int address, int mask, Qualifiers by) throws FilterException {
        return switch (by.protocol()) {
            case "" ->
                    host4(address, mask, by.direction(), LinkLayer.IP)
                            .or(host4(address, mask, by.direction(), LinkLayer.ARP))
                            .or(host4(address, mask, by.direction(), LinkLayer.RARP));
            case "ip" -> host4(address, mask, by.direction(), LinkLayer.IP);
            case "arp" -> host4(address, mask, by.direction(), LinkLayer.ARP);
            case "rarp" -> host4(address, mask, by.direction(), LinkLayer.RARP);
            case "link" -> throw new FilterException("link-layer modifier applied to " + by.what());
            case "ip6" -> throw new FilterException("'ip6' modifier applied to ip host");
            default ->
                    throw new FilterException(
                            "'" + by.protocol() + "' modifier applied to " + by.what());
        };
    }

    private Condition host4(int address, int mask, String direction, int protocol) {
        int source = payload() + (protocol == LinkLayer.IP ? 12 : 14);
        int destination = payload() + (protocol == LinkLayer.IP ? 16 : 24);
        return direction(
                direction,
                end -> {
                    int offset = end == 0 ? source : destination;
                    return link.carries(protocol).and(LinkLayer.compare(offset, W, address, mask));
                });
    }

    Condition host6(byte[] address, int prefix, Qualifiers by) throws FilterException {
        if (!by.protocol().isEmpty() && !by.protocol().equals("ip6"))
            throw new FilterException(
                    by.protocol().equals("link")
                            ? "link-layer modifier applied to ip6 " + by.what()
                            : "'" + by.protocol() + "' modifier applied to ip6 " + by.what());
        return direction(
                by.direction(),
                end -> {
                    Condition all = null;
                    for (int word = 3; word >= 0; word--) {
                        int bits = Math.max(0, Math.min(32, prefix - 32 * word));
                        int mask = bits == 0 ? 0 : -1 << 32 - bits;
                        int value = 0;
                        for (int i = 0; i < 4; i++)
                            value = value << 8 | address[4 * word + i] & 0xff;
                        int offset = payload() + (end == 0 ? 8 : 24) + 4 * word;
                        Condition one = LinkLayer.compare(offset, W, value, mask);
                        all = all == null ? one : one.and(all);
                    }
                    return link.carries(LinkLayer.IP6).and(all);
                });
    }

    /** As a whole address: the table does not tell how much of it is the network. */
    Condition networkNamed(String name, Qualifiers by) throws FilterException {
        if (by.protocol().equals("link")) throw new FilterException("illegal link layer address");
        return host4(Names.network(name), -1, by);
    }

    Condition hostNamed(String name, Qualifiers by) throws FilterException {
        InetAddress[] addresses;
        try {
            addresses = Addresses.lookUp(name);
        } catch (UnknownHostException e) {
            throw new FilterException("unknown host '" + name + "'");
        }
        Condition any = null;
        for (InetAddress one : addresses) {
            boolean four = one instanceof Inet4Address;
            if (by.protocol().equals(four ? "ip6" : "ip")) continue;
            Condition next =
                    four ? host4(word(one.getAddress()), -1, by) : host6(one.getAddress(), 128, by);
            any = any == null ? next : any.or(next);
        }
        if (any == null)
            throw new FilterException("unknown host '" + name + "' for specified address family");
        return any;
    }

    private static int word(byte[] address) {
        int word = 0;
        for (byte one : address) word = word << 8 | one & 0xff;
        return word;
    }

    /**
     * Ports of TCP, UDP and SCTP.
     *
     * @param known a protocol that the port's name belongs to; 0 for any
     */
    Condition ports(int first, int last, int known, Qualifiers by) throws FilterException {
        for (int port : new int[] {first, last})
            if (port < 0 || port > 65535)
                throw new FilterException(
                        "illegal port number " + Integer.toUnsignedString(port) + " > 65535");
        int only =
                switch (by.protocol()) {
                    case "" -> known;
                    case "tcp" -> TCP;
                    case "udp" -> UDP;
                    case "sctp" -> SCTP;
                    default ->
                            throw new FilterException("illegal qualifier of '" + by.type() + "'");
                };
        boolean range = by.type().equals("portrange");
        int low = Math.min(first, last);
        int high = Math.max(first, last);
        Condition four =
                link.carries(LinkLayer.IP)
                        .and(
                                transports(
                                        only,
                                        number ->
                                                LinkLayer.compare(payload() + 9, B, number)
                                                        .and(firstFragment())
                                                        .and(
                                                                direction(
                                                                        by.direction(),
                                                                        end ->
                                                                                port4(
                                                                                        2 * end,
                                                                                        low, high,
                                                                                        range)))));
        Condition six =
                link.carries(LinkLayer.IP6)
                        .and(
                                transports(
                                        only,
                                        number ->
                                                LinkLayer.compare(payload() + 6, B, number)
                                                        .and(
                                                                direction(
                                                                        by.direction(),
                                                                        end ->
                                                                                port6(
                                                                                        2 * end,
                                                                                        low, high,
                                                                                        range)))));
        return six.or(four);
    }

    private static Condition transports(int only, IntFunction<Condition> test) {
        if (only != 0) return test.apply(only);
        return test.apply(SCTP).or(test.apply(TCP).or(test.apply(UDP)));
    }

    /** The port behind an IPv4 header, whose length the program reads from it. */
    private Condition port4(int offset, int low, int high, boolean range) {
        List<Instruction> load =
                List.of(
                        new Instruction(LDX | MSH | B, payload()),
                        new Instruction(LD | IND | H, payload() + offset));
        return port(load, low, high, range);
    }

    private Condition port6(int offset, int low, int high, boolean range) {
        return port(List.of(LinkLayer.load(payload() + 40 + offset, H)), low, high, range);
    }

    private static Condition port(List<Instruction> load, int low, int high, boolean range) {
        if (!range) return new Condition.Test(load, JMP | JEQ, low);
        return new Condition.Test(load, JMP | JGE, low)
                .and(new Condition.Test(load, JMP | JGT, high).not());
    }

    Condition portNamed(String name, Qualifiers by) throws FilterException {
        return namedPorts(service(name, "unknown port '"), null, name, "port '", by);
    }

    Condition portRangeNamed(String text, Qualifiers by) throws FilterException {
        int dash = text.indexOf('-');
        if (text.matches("[0-9]{1,9}-[0-9]{1,9}"))
            return ports(
                    Integer.parseInt(text.substring(0, dash)),
                    Integer.parseInt(text.substring(dash + 1)),
                    0,
                    by);
        String unknown = "unknown port in range '";
        if (dash < 0) throw new FilterException(unknown + text + "'");
        Names.Service first = service(text.substring(0, dash), unknown);
        Names.Service last = service(text.substring(dash + 1), unknown);
        return namedPorts(first, last, text, "port in range '", by);
    }

    private static Names.Service service(String name, String unknown) throws FilterException {
        if (name.matches("[0-9]{1,9}")) return new Names.Service(Integer.parseInt(name), 0);
        Names.Service service = Names.service(name);
        if (service == null) throw new FilterException(unknown + name + "'");
        return service;
    }

    private Condition namedPorts(
            Names.Service first, Names.Service last, String name, String what, Qualifiers by)
            throws FilterException {
        if (last == null) last = first;
        int known = first.protocol() == last.protocol() ? first.protocol() : 0;
        String other = known == TCP ? "tcp" : "udp";
        if (known != 0 && !by.protocol().isEmpty() && !by.protocol().equals(other))
            throw new FilterException(what + name + "' is " + other);
        return ports(first.port(), last.port(), known, by);
    }

    Condition broadcast(String protocol) throws FilterException {
        if (protocol.isEmpty() || protocol.equals("link")) {
            if (link.link() != LinkType.EN10MB) throw new FilterException("not a broadcast link");
            return LinkLayer.bytes(0, new byte[] {-1, -1, -1, -1, -1, -1});
        }
        if (!protocol.equals("ip"))
            throw new FilterException("only link-layer/IP broadcast filters supported");
        int host = ~link.netmask();
        return link.carries(LinkLayer.IP)
                .and(
                        LinkLayer.compare(payload() + 16, W, 0, host)
                                .or(LinkLayer.compare(payload() + 16, W, host, host)));
    }

    Condition multicast(String protocol) throws FilterException {
        if (protocol.equals("ip"))
            return link.carries(LinkLayer.IP).and(LinkLayer.test(payload() + 16, B, JGE, 224));
        if (protocol.equals("ip6"))
            return link.carries(LinkLayer.IP6).and(LinkLayer.compare(payload() + 24, B, 255));
        boolean own = protocol.isEmpty() || protocol.equals("link");
        if (!own || link.link() != LinkType.EN10MB)
            throw new FilterException(
                    "link-layer multicast filters supported only on ethernet/FDDI/token"
                            + " ring/ARCNET/802.11/ATM LANE/Fibre Channel");
        return LinkLayer.test(0, B, JSET, 1);
    }

    /** Packets that this machine sends, or that it gets. */
    Condition outgoing(boolean outgoing) throws FilterException {
        Condition sent;
        if (link.link() == LinkType.LINUX_SLL) sent = LinkLayer.compare(0, H, OUTGOING);
        else if (link.link() == LinkType.LINUX_SLL2) sent = LinkLayer.compare(10, B, OUTGOING);
        else if (link.live()) sent = LinkLayer.compare(KERNEL_TYPE, H, OUTGOING);
        else
            throw new FilterException(
                    "inbound/outbound not supported on "
                            + link.link().description()
                            + " when reading savefiles");
        return outgoing ? sent : sent.not();
    }

    Condition interfaceIndex(int index) throws FilterException {
        if (link.link() == LinkType.LINUX_SLL2) return LinkLayer.compare(4, W, index);
        if (link.live()) return LinkLayer.compare(KERNEL_INTERFACE, W, index);
        throw new FilterException(
                "ifindex not supported on "
                        + link.link().description()
                        + " when reading savefiles");
    }

    /** The length of the packet on the wire. */
    static Condition length(int jump, int length) {
        return new Condition.Test(List.of(new Instruction(LD | LEN, 0)), JMP | jump, length);
    }

    /** {@code byte 0 = 5}. */
    static Condition octet(int index, String operator, int value) throws FilterException {
        return switch (operator) {
            case "=" -> LinkLayer.compare(index, B, value);
            case ">" -> LinkLayer.test(index, B, JGT, value);
            case "<" -> LinkLayer.test(index, B, JGE, value).not();
            default -> throw new FilterException("syntax error");
        };
    }
}
