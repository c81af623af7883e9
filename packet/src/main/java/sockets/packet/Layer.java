package sockets.packet;

/** The kinds of headers that {@link Layers} steps from and to. */
public enum Layer {
    ETHERNET,
    COOKED,
    COOKED_2,
    LOOPBACK,
    VLAN,
    MPLS,
    LLC,
    SNAP,
    ARP,
    IPV4,
    IPV6,
    HOP_BY_HOP,
    DESTINATION_OPTIONS,
    ROUTING,
    FRAGMENT,
    /** No header: what a fragment behind the first carries, the middle of something. */
    LATER_FRAGMENT,
    AUTHENTICATION,
    TCP,
    UDP,
    ICMP,
    ICMPV6,
    IGMP,
    GRE,
    PPP,
    VXLAN,
    OSPF,
    STP,
    LLDP,
    /** None that is stepped on from; {@link Layers#number} says which. */
    OTHER;

    /** True for what may stand between IP and what it carries. */
    public boolean isExtension() {
        return switch (this) {
            case HOP_BY_HOP, DESTINATION_OPTIONS, ROUTING, FRAGMENT, AUTHENTICATION -> true;
            default -> false;
        };
    }
}
