package sockets.packet;

/**
 * The message of bridges that agree on a tree, IEEE 802.1D, 9.3; of the rapid protocol too
 * (802.1w), and of several trees (802.1Q, 14.4, once 802.1s). It follows a header of 802.2 to
 * address 0x42; those of one tree for each VLAN, which Cisco has, follow SNAP.
 *
 * <pre>
 * +-------------------------------+---------------+-------------+
 * |     protocol identifier (0)   |    version    |    type     |
 * +---------------+---------------+---------------+-------------+
 * |     flags     |  root identifier (8 bytes), root path cost  |
 * |               |  (4), bridge identifier (8), port id (2),   |
 * |               |  message age, max age, hello time, forward  |
 * |               |  delay (2 each, in 256ths of a second)      |
 * +---------------+---------------------------------------------+
 * |  0 (version 1 length)         | version 3 length              |  of several trees
 * |  0, name (32 bytes), revision (2), digest (16), internal root |
 * |  path cost (4), bridge identifier (8), remaining hops (1)     |
 * |  flags (1), regional root identifier (8), path cost (4),      |  each tree
 * |  bridge priority (1), port priority (1), remaining hops (1)   |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class StpMessage {
    /** The address of 802.2 at which bridges listen. */
    public static final int ADDRESS = 0x42;

    // versions
    public static final int STP = 0;
    public static final int RSTP = 2;
    public static final int MSTP = 3;
    public static final int SPB = 4;

    // types
    public static final int CONFIGURATION = 0;
    public static final int RAPID = 2;
    public static final int TOPOLOGY_CHANGE = 0x80;

    /** The least: protocol, version and type. */
    public static final int SIZE = 4;

    /** A configuration; of the rapid protocol one byte more. */
    public static final int CONFIGURATION_SIZE = 35;

    public static final int RAPID_SIZE = 36;

    /** The least of a message about several trees, IEEE 802.1Q, 14.4. */
    public static final int MULTIPLE_SIZE = 102;

    /** Of SNAP, whose organisation is Cisco: one tree for each VLAN. */
    public static final int CISCO = 0x00000c;

    public static final int PER_VLAN = 0x010b;
    public static final int VLAN_BRIDGE = 0x010c;

    // of a message about several trees
    public static final int NAME = 39;
    public static final int NAME_SIZE = 32;
    public static final int DIGEST = 73;
    public static final int DIGEST_SIZE = 16;
    public static final int REGIONAL_BRIDGE = 93;
    public static final int TREES = 102;

    // each tree, and its root: the number stands in its priority
    public static final int TREE_SIZE = 16;
    public static final int TREE_ROOT = 1;

    /** Of what the third version's length counts, before the trees. */
    public static final int CONFIGURED_SIZE = 64;

    /** The least of the fourth version's part, IEEE 802.1aq; where its name and digests are. */
    public static final int AGREEMENT_SIZE = 87;

    public static final int AUXILIARY_NAME = 3;
    public static final int AUXILIARY_DIGEST = 37;
    public static final int AGREEMENT_DIGEST = 67;

    // where the identifiers are: two bytes of priority, six of an address
    public static final int ROOT = 5;
    public static final int BRIDGE = 17;

    /** Where the address of a bridge is, behind its priority. */
    public static final int BRIDGE_ADDRESS = 2;

    private StpMessage() {}

    /** Of a bridge, which begins here: four bits, and an extension of twelve. */
    public static int bridgePriority(Octets in, int bridge) throws Cut {
        return in.u16(bridge);
    }

    /** True for a header of 802.2 that a message of bridges follows. */
    public static boolean isAddressed(Octets in, int at) throws Cut {
        return LogicalLinkHeader.destination(in, at) == ADDRESS
                && LogicalLinkHeader.source(in, at) == ADDRESS
                && LogicalLinkHeader.control(in, at) == LogicalLinkHeader.UNNUMBERED;
    }

    /** The same of SNAP. */
    public static boolean isPerVlan(int organisation, int type) {
        return organisation == CISCO && (type == PER_VLAN || type == VLAN_BRIDGE);
    }

    public static int protocol(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int version(Octets in, int at) throws Cut {
        return in.u8(at + 2);
    }

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }

    public static int flags(Octets in, int at) throws Cut {
        return in.u8(at + 4);
    }

    /** Of the rapid protocol: what the port is for. */
    public static int role(int flags) {
        return flags >> 2 & 3;
    }

    /** True if the lengths of a message about several trees fit: the first is 0. */
    public static boolean isMultiple(Octets in, int at, int length) throws Cut {
        return in.u8(at + 35) == 0
                && Integer.compareUnsigned(length, RAPID_SIZE + 2 + version3Length(in, at)) >= 0;
    }

    /** Of what follows, about several trees. */
    public static int version3Length(Octets in, int at) throws Cut {
        return in.u16(at + 36);
    }

    public static int revision(Octets in, int at) throws Cut {
        return in.u16(at + 71);
    }

    public static int internalPathCost(Octets in, int at) throws Cut {
        return in.u32(at + 89);
    }

    public static int remainingHops(Octets in, int at) throws Cut {
        return in.u8(at + 101);
    }

    public static int treeFlags(Octets in, int tree) throws Cut {
        return in.u8(tree);
    }

    public static int treeNumber(Octets in, int tree) throws Cut {
        return in.u16(tree + TREE_ROOT) & 0xfff;
    }

    public static int treePathCost(Octets in, int tree) throws Cut {
        return in.u32(tree + 9);
    }

    /** Four bits; as those of the port. */
    public static int treeBridgePriority(Octets in, int tree) throws Cut {
        return in.u8(tree + 13) >> 4;
    }

    public static int treePortPriority(Octets in, int tree) throws Cut {
        return in.u8(tree + 14) >> 4;
    }

    public static int treeRemainingHops(Octets in, int tree) throws Cut {
        return in.u8(tree + 15);
    }

    /** Of the fourth version's part, which begins here. */
    public static int version4Length(Octets in, int part) throws Cut {
        return in.u16(part);
    }

    public static int auxiliaryRevision(Octets in, int part) throws Cut {
        return in.u16(part + 35);
    }

    public static int agreement(Octets in, int part) throws Cut {
        return in.u8(part + 53);
    }

    public static int agreementFormat(Octets in, int part) throws Cut {
        return in.u8(part + 55);
    }

    public static int agreementConvention(Octets in, int part) throws Cut {
        return in.u8(part + 56);
    }

    public static int edges(Octets in, int part) throws Cut {
        return in.u16(part + 57);
    }

    public static int rootPathCost(Octets in, int at) throws Cut {
        return in.u32(at + 13);
    }

    public static int port(Octets in, int at) throws Cut {
        return in.u16(at + 25);
    }

    public static int messageAge(Octets in, int at) throws Cut {
        return in.u16(at + 27);
    }

    public static int maxAge(Octets in, int at) throws Cut {
        return in.u16(at + 29);
    }

    public static int helloTime(Octets in, int at) throws Cut {
        return in.u16(at + 31);
    }

    public static int forwardDelay(Octets in, int at) throws Cut {
        return in.u16(at + 33);
    }
}
