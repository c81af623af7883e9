package sockets.packet;

/**
 * Walks through a frame from header to header, also into packets inside of packets and those that
 * errors quote. The only place that knows what follows what:
 *
 * <pre>
 * layers.begin(linkType, start, length);
 * while (layers.next()) if (layers.layer() == Layer.TCP) ... TcpHeader.flags(octets, layers.at())
 * </pre>
 *
 * <p>A header is presented before it is known to be whole, so that its fields can be read as far as
 * they are there; the step to the next one fails with {@link Cut} where it is not.
 */
public final class Layers {
    /** Packets inside of packets: deeper ones are no longer taken apart. */
    public static final int DEEPEST = 64;

    // link types by their number in a file, tcpdump.org/linktypes.html
    private static final int NULL = 0;
    private static final int EN10MB = 1;
    private static final int RAW = 101;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int RAW_IPV4 = 228;
    private static final int RAW_IPV6 = 229;
    private static final int LINUX_SLL2 = 276;

    private final Octets in;
    private final Ipv6Extensions extensions;

    /** Where the bytes of the current packet ended on the wire, before any were cut away. */
    private int sent;

    private Layer layer;
    private int at;
    private int number;

    /** What the next step leads to; null at the end. */
    private Layer following;

    private int followingAt;
    private int ip;
    private int depth;
    private boolean quoted;
    private boolean fragmented;

    public Layers(Octets in) {
        this.in = in;
        extensions = new Ipv6Extensions(in);
    }

    /**
     * A new frame, whose octets are set.
     *
     * @param linkType by its number in a file
     * @param length on the wire
     */
    public void begin(int linkType, int start, int length) throws Cut {
        clear(start, length);
        switch (linkType) {
            case EN10MB -> follow(Layer.ETHERNET, start);
            case LINUX_SLL -> follow(Layer.COOKED, start);
            case LINUX_SLL2 -> follow(Layer.COOKED_2, start);
            case NULL, LOOP -> follow(Layer.LOOPBACK, start);
            case RAW, RAW_IPV4, RAW_IPV6 -> version(start);
            default -> {}
        }
    }

    /**
     * What a packet carried that came in fragments, put together again: there is no IP header.
     *
     * @param length on the wire
     */
    public void beginBehindIp(int protocol, int start, int length) {
        clear(start, length);
        protocol(protocol, start);
    }

    private void clear(int start, int length) {
        sent = start + length;
        layer = null;
        following = null;
        ip = -1;
        depth = 0;
        quoted = false;
        fragmented = false;
        number = 0;
    }

    /** Steps to the next header; false if there is none. */
    public boolean next() throws Cut {
        if (layer != null) step();
        layer = following;
        at = followingAt;
        following = null;
        return layer != null;
    }

    /** Which header it is. */
    public Layer layer() {
        return layer;
    }

    /** Where it begins. */
    public int at() {
        return at;
    }

    /** Its type by which the header before named it: an Ethernet type or an IP protocol. */
    public int number() {
        return number;
    }

    /** The bytes from its first on, as they were on the wire: with all that it carries. */
    public int length() {
        return sent - at;
    }

    /** Where the header of IP begins in which it is; -1 outside. */
    public int ip() {
        return ip;
    }

    /** True in a packet that an error message quotes. */
    public boolean isQuoted() {
        return quoted;
    }

    /** True in a packet within another. */
    public boolean isWithin() {
        return depth > 0;
    }

    /** True behind the header that tells of a fragment: not all of what it carries is there. */
    public boolean isFragmented() {
        return fragmented;
    }

    private void follow(Layer next, int place) {
        following = next;
        followingAt = place;
    }

    private void version(int place) throws Cut {
        switch (Ipv4Header.version(in, place)) {
            case 4 -> follow(Layer.IPV4, place);
            case 6 -> follow(Layer.IPV6, place);
            default -> {}
        }
    }

    private void step() throws Cut {
        switch (layer) {
            case ETHERNET -> ethernet();
            case COOKED -> etherType(CookedHeader.protocol(in, at), at + CookedHeader.SIZE);
            case COOKED_2 -> etherType(CookedHeader.protocol2(in, at), at + CookedHeader.SIZE_2);
            case LOOPBACK -> {
                int family = LoopbackHeader.family(in, at);
                etherType(LoopbackHeader.etherType(family), at + LoopbackHeader.SIZE);
            }
            case VLAN -> etherType(VlanTag.type(in, at), at + VlanTag.SIZE);
            case MPLS -> mpls();
            case LLC -> {
                int behind = at + LogicalLinkHeader.SIZE;
                if (LogicalLinkHeader.isSubnetwork(in, at)) follow(Layer.SNAP, behind);
                else if (StpMessage.isAddressed(in, at)) follow(Layer.STP, behind);
            }
            case SNAP -> {
                int organisation = LogicalLinkHeader.organisation(in, at);
                int type = LogicalLinkHeader.subnetworkType(in, at);
                int behind = at + LogicalLinkHeader.SNAP_SIZE;
                if (organisation == 0) etherType(type, behind);
                else if (StpMessage.isPerVlan(organisation, type)) follow(Layer.STP, behind);
            }
            case IPV4 -> four();
            case IPV6 -> six();
            case HOP_BY_HOP, DESTINATION_OPTIONS, ROUTING, FRAGMENT, AUTHENTICATION -> extension();
            case UDP -> {
                boolean tunnel =
                        VxlanHeader.isPort(UdpHeader.sourcePort(in, at))
                                || VxlanHeader.isPort(UdpHeader.destinationPort(in, at));
                if (tunnel && !quoted) follow(Layer.VXLAN, at + UdpHeader.SIZE);
            }
            case VXLAN -> {
                in.need(at, VxlanHeader.SIZE);
                inner(Layer.ETHERNET, at + VxlanHeader.SIZE);
            }
            case GRE -> gre();
            case PPP -> ppp();
            case ICMP -> {
                if (IcmpHeader.isError(IcmpHeader.type(in, at))) quote(Layer.IPV4, IcmpHeader.SIZE);
            }
            case ICMPV6 -> {
                int type = Icmpv6Header.type(in, at);
                if (type >= Icmpv6Header.UNREACHABLE && type <= Icmpv6Header.PARAMETER_PROBLEM)
                    quote(Layer.IPV6, Icmpv6Header.SIZE);
            }
            default -> {}
        }
    }

    private void ethernet() throws Cut {
        int type = EthernetHeader.type(in, at);
        // a length; 0 is none
        if (type > 0 && type <= EtherType.LONGEST_LENGTH) limit(at + EthernetHeader.SIZE + type);
        if (type != 0) etherType(type, at + EthernetHeader.SIZE);
    }

    /** What an Ethernet type names, or what follows a length in its place. */
    private void etherType(int type, int place) {
        number = type;
        switch (type) {
            case EtherType.IPV4 -> follow(Layer.IPV4, place);
            case EtherType.IPV6 -> follow(Layer.IPV6, place);
            case EtherType.ARP, EtherType.RARP -> follow(Layer.ARP, place);
            case EtherType.MPLS, EtherType.MPLS_MULTICAST -> follow(Layer.MPLS, place);
            case EtherType.LLDP -> follow(Layer.LLDP, place);
            default -> {
                if (EtherType.isVlan(type)) follow(Layer.VLAN, place);
                else if (type > EtherType.LONGEST_LENGTH) follow(Layer.OTHER, place);
                else if (hasLogicalLink(type)) follow(Layer.LLC, place);
            }
        }
    }

    /** Where a length stands in place of a type; Linux writes a number of its own for it. */
    private boolean hasLogicalLink(int type) {
        return switch (layer) {
            case ETHERNET, VLAN -> true;
            case COOKED, COOKED_2 -> type == CookedHeader.LOGICAL_LINK;
            default -> false;
        };
    }

    /** What follows the last label nobody tells: the first four bits show it. */
    private void mpls() throws Cut {
        int behind = at + MplsLabel.SIZE;
        if (MplsLabel.bottom(in, at)) version(behind);
        else follow(Layer.MPLS, behind);
    }

    private void limit(int end) {
        // beyond what a number holds
        if (end < 0) return;
        in.end = Math.min(in.end, end);
        sent = Math.min(sent, end);
    }

    private void four() throws Cut {
        int version = Ipv4Header.version(in, at);
        if (version == 6) follow(Layer.IPV6, at);
        int header = Ipv4Header.headerLength(in, at);
        if (version != 4 || header < Ipv4Header.SIZE) return;
        // 0: the card was to make segments of it, and write their lengths
        int total = Ipv4Header.totalLength(in, at);
        if (total == 0) total = sent - at;
        if (total < header) return;
        in.need(at, header);
        limit(at + Math.min(total, sent - at));
        ip = at;
        boolean later = Ipv4Header.fragmentOffset(in, at) > 0;
        fragmented = later || Ipv4Header.moreFragments(in, at);
        carried(later, Ipv4Header.protocol(in, at), at + header);
    }

    private void six() throws Cut {
        if (Ipv6Header.version(in, at) != 6) return;
        in.need(at, Ipv6Header.SIZE);
        int data = at + Ipv6Header.SIZE;
        int length = Ipv6Header.payloadLength(in, at);
        // 0 may stand for a jumbo payload, whose length is in an option
        int rest = sent - data;
        limit(data + (length == 0 ? rest : Math.min(length, rest)));
        ip = at;
        fragmented = false;
        protocol(Ipv6Header.nextHeader(in, at), data);
    }

    private void extension() throws Cut {
        extensions.begin(number, at);
        in.need(at, extensions.size());
        boolean later = extensions.isLaterFragment();
        if (layer == Layer.FRAGMENT) fragmented = later || Ipv6Extension.moreFragments(in, at);
        extensions.next();
        carried(later, extensions.type(), extensions.at());
    }

    /** The header of the transport layer is in the first fragment only. */
    private void carried(boolean later, int protocol, int place) {
        if (!later) {
            protocol(protocol, place);
            return;
        }
        number = protocol;
        follow(Layer.LATER_FRAGMENT, place);
    }

    /** What an IP protocol names. */
    private void protocol(int protocol, int place) {
        number = protocol;
        switch (protocol) {
            case IpProtocol.HOP_BY_HOP -> follow(Layer.HOP_BY_HOP, place);
            case IpProtocol.DESTINATION_OPTIONS -> follow(Layer.DESTINATION_OPTIONS, place);
            case IpProtocol.ROUTING -> follow(Layer.ROUTING, place);
            case IpProtocol.FRAGMENT -> follow(Layer.FRAGMENT, place);
            case IpProtocol.AH -> follow(Layer.AUTHENTICATION, place);
            case IpProtocol.TCP -> follow(Layer.TCP, place);
            case IpProtocol.UDP -> follow(Layer.UDP, place);
            case IpProtocol.ICMP -> follow(Layer.ICMP, place);
            case IpProtocol.ICMPV6 -> follow(Layer.ICMPV6, place);
            case IpProtocol.IGMP -> follow(Layer.IGMP, place);
            case IpProtocol.GRE -> follow(Layer.GRE, place);
            case IpProtocol.OSPF -> follow(Layer.OSPF, place);
            case IpProtocol.IPV4 -> inner(Layer.IPV4, place);
            case IpProtocol.IPV6 -> inner(Layer.IPV6, place);
            default -> follow(Layer.OTHER, place);
        }
    }

    private void gre() throws Cut {
        int size = GreHeader.size(in, at);
        if (size < 0) return;
        in.need(at, size);
        int type = GreHeader.protocol(in, at);
        switch (type) {
            case EtherType.IPV4 -> inner(Layer.IPV4, at + size);
            case EtherType.IPV6 -> inner(Layer.IPV6, at + size);
            case EtherType.BRIDGED -> inner(Layer.ETHERNET, at + size);
            case PppHeader.ETHER_TYPE -> follow(Layer.PPP, at + size);
            default -> etherType(type, at + size);
        }
    }

    private void ppp() throws Cut {
        int place = at + PppHeader.addressSize(in, at);
        int behind = place + PppHeader.protocolSize(in, place);
        switch (PppHeader.protocol(in, place)) {
            case PppHeader.IPV4 -> inner(Layer.IPV4, behind);
            case PppHeader.IPV6 -> inner(Layer.IPV6, behind);
            case PppHeader.MPLS, PppHeader.MPLS_MULTICAST -> follow(Layer.MPLS, behind);
            default -> {}
        }
    }

    private void quote(Layer packet, int header) {
        quoted = true;
        inner(packet, at + header);
    }

    private void inner(Layer packet, int place) {
        if (++depth <= DEEPEST) follow(packet, place);
    }
}
