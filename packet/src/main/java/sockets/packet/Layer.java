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
    AUTHENTICATION,
    TCP,
    UDP,
    ICMP,
    ICMPV6,
    IGMP,
    GRE,
    VXLAN,
    OSPF,
    STP,
    LLDP,
    /** None that is stepped on from; {@link Layers#number} says which. */
    OTHER
}
