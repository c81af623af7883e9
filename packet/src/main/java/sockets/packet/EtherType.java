package sockets.packet;

/** What follows a header of the link layer: numbers of IEEE's registry "Ethertype". */
public final class EtherType {
    public static final int IPV4 = 0x0800;
    public static final int ARP = 0x0806;

    /** Addresses of protocols that ARP knows under this number, too: trailers, RFC 893. */
    public static final int TRAIL = 0x1000;

    /** A whole Ethernet frame in a tunnel, RFC 1701: transparent Ethernet bridging. */
    public static final int BRIDGED = 0x6558;

    public static final int RARP = 0x8035;
    public static final int VLAN = 0x8100;
    public static final int IPV6 = 0x86dd;
    public static final int MPLS = 0x8847;
    public static final int MPLS_MULTICAST = 0x8848;

    /** A frame of more than 1500 bytes with a header of 802.2. */
    public static final int JUMBO = 0x8870;

    public static final int PROVIDER_VLAN = 0x88a8;
    public static final int LLDP = 0x88cc;

    /** What 802.1ad began with, and some switches still send. */
    public static final int OLD_VLAN = 0x9100;

    public static final int OLD_VLAN_2 = 0x9200;

    /** The highest value of the field that is a length. */
    public static final int LONGEST_LENGTH = 1500;

    private EtherType() {}

    /** True for those that a tag of 802.1Q follows. */
    public static boolean isVlan(int type) {
        return type == VLAN || type == OLD_VLAN || type == OLD_VLAN_2 || type == PROVIDER_VLAN;
    }
}
