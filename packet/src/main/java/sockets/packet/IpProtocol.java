package sockets.packet;

/** What follows an IP header: numbers of IANA's registry "Assigned Internet Protocol Numbers". */
public final class IpProtocol {
    /** IPv6 hop-by-hop options. */
    public static final int HOP_BY_HOP = 0;

    public static final int ICMP = 1;
    public static final int IGMP = 2;

    /** IPv4 in IPv4 or IPv6, RFC 2003. */
    public static final int IPV4 = 4;

    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int DCCP = 33;

    /** IPv6 in IPv4 or IPv6. */
    public static final int IPV6 = 41;

    /** IPv6 routing header. */
    public static final int ROUTING = 43;

    /** IPv6 fragment header. */
    public static final int FRAGMENT = 44;

    public static final int GRE = 47;
    public static final int ESP = 50;

    /** Authentication header. */
    public static final int AH = 51;

    public static final int ICMPV6 = 58;

    /** Nothing follows an IPv6 header. */
    public static final int NO_NEXT = 59;

    /** IPv6 destination options. */
    public static final int DESTINATION_OPTIONS = 60;

    public static final int OSPF = 89;
    public static final int SCTP = 132;

    /** IPv6 mobility header. */
    public static final int MOBILITY = 135;

    private IpProtocol() {}
}
