package sockets.packet;

/**
 * What IEEE 802.1 adds to LLDP: of networks (802.1Q, annex D), and of what a data centre's bridges
 * agree on (802.1Qau, 802.1Qaz, 802.1Qbg). Behind organisation and subtype stand:
 *
 * <pre>
 *  1  network of the port   number (2 bytes)
 *  2  network of protocols  flags, number (2)
 *  3  name of a network     number (2), length, name
 *  4  protocol              length, first bytes of its frames
 *  7  link aggregation      status, port (4)
 *  8  congestion            a bit for each priority that is told of it, and that is ready
 *  9  ETS as it is          |W|C| - |classes (3 bits)|, tables
 * 10  ETS as it should be   reserved, tables
 * 11  PFC                   |W|M| - |classes (4 bits)|, a bit for each priority
 * 12  applications          reserved; each: |priority (3 bits)| - |selector (3)|, protocol (2)
 * 13  edge bridging         bridge, station, |R (3 bits)|RTE (5)|, |mode (2)|L|RWD (5)|, |-|L|RKA (5)|
 * 14  S-channels            |role| - (3)|component| -|, reserved, most (2);
 *                           each: channel (12 bits), network (12)
 *
 * tables: the class of each priority (4 bits), the bandwidth of each class in percent (1 byte) and
 * its algorithm (1 byte)
 * </pre>
 */
public final class LldpBridgeTlv {
    public static final int PORT_NETWORK = 1;
    public static final int PROTOCOL_NETWORK = 2;
    public static final int NETWORK_NAME = 3;
    public static final int PROTOCOL_IDENTITY = 4;
    public static final int LINK_AGGREGATION = 7;
    public static final int CONGESTION = 8;
    public static final int ETS_CONFIGURATION = 9;
    public static final int ETS_RECOMMENDATION = 10;
    public static final int FLOW_CONTROL = 11;
    public static final int APPLICATIONS = 12;
    public static final int EDGE_BRIDGING = 13;
    public static final int CHANNELS = 14;

    /** How many priorities a frame may have, and how many classes of traffic there are. */
    public static final int PRIORITIES = 8;

    /** Where the length of a network's name stands; the name is behind. */
    public static final int NAME = 6;

    /** Where the length of a protocol's first bytes stands. */
    public static final int IDENTITY = 4;

    // where lists begin, and what each entry takes
    public static final int FIRST_APPLICATION = 5;
    public static final int APPLICATION_SIZE = 3;
    public static final int FIRST_CHANNEL = 8;
    public static final int CHANNEL_SIZE = 3;

    private static final int CLASSES = 5;
    private static final int BANDWIDTHS = 9;
    private static final int ALGORITHMS = 17;

    private LldpBridgeTlv() {}

    /** How long a value of a subtype is at least; -1 if it is none of these. */
    public static int least(int subtype) {
        return switch (subtype) {
            case PORT_NETWORK, NETWORK_NAME, CONGESTION, FLOW_CONTROL -> 6;
            case PROTOCOL_NETWORK -> 7;
            case PROTOCOL_IDENTITY, APPLICATIONS -> 5;
            case LINK_AGGREGATION, EDGE_BRIDGING -> 9;
            case ETS_CONFIGURATION, ETS_RECOMMENDATION -> 25;
            case CHANNELS -> FIRST_CHANNEL;
            default -> -1;
        };
    }

    /** Of PORT_NETWORK and NETWORK_NAME. */
    public static int network(Octets in, int value) throws Cut {
        return in.u16(value + 4);
    }

    /** The first byte: flags, a status or bits. */
    public static int flags(Octets in, int value) throws Cut {
        return in.u8(value + 4);
    }

    /** Of PROTOCOL_NETWORK. */
    public static int protocolNetwork(Octets in, int value) throws Cut {
        return in.u16(value + 5);
    }

    /** Of LINK_AGGREGATION. */
    public static int port(Octets in, int value) throws Cut {
        return in.u32(value + 5);
    }

    /** Of CONGESTION those that are ready, of FLOW_CONTROL those that are stopped: a bit each. */
    public static int priorities(Octets in, int value) throws Cut {
        return in.u8(value + 5);
    }

    /** Of ETS: the class of a priority. */
    public static int trafficClass(Octets in, int value, int priority) throws Cut {
        int both = in.u8(value + CLASSES + priority / 2);
        return priority % 2 == 0 ? both >> 4 : both & 0xf;
    }

    /** Of ETS: the bandwidth of a class, in percent. */
    public static int bandwidth(Octets in, int value, int trafficClass) throws Cut {
        return in.u8(value + BANDWIDTHS + trafficClass);
    }

    /** Of ETS: how frames of a class are chosen. */
    public static int algorithm(Octets in, int value, int trafficClass) throws Cut {
        return in.u8(value + ALGORITHMS + trafficClass);
    }

    /** Of an application: priority and what its protocol is a number of. */
    public static int applicationFlags(Octets in, int application) throws Cut {
        return in.u8(application);
    }

    public static int applicationProtocol(Octets in, int application) throws Cut {
        return in.u16(application + 1);
    }

    /** Of EDGE_BRIDGING. */
    public static int stationStatus(Octets in, int value) throws Cut {
        return in.u8(value + 5);
    }

    /** Of EDGE_BRIDGING: how often and when something is sent again. */
    public static int retransmission(Octets in, int value) throws Cut {
        return in.u8(value + 6);
    }

    /** Of EDGE_BRIDGING: the mode, and how long resources are waited for. */
    public static int resourceWait(Octets in, int value) throws Cut {
        return in.u8(value + 7);
    }

    /** Of EDGE_BRIDGING. */
    public static int keepAlive(Octets in, int value) throws Cut {
        return in.u8(value + 8);
    }

    /** Of CHANNELS: how many there may be. */
    public static int mostChannels(Octets in, int value) throws Cut {
        return in.u16(value + 6) & 0xfff;
    }

    public static int channel(Octets in, int channel) throws Cut {
        return in.u24(channel) >> 12;
    }

    public static int channelNetwork(Octets in, int channel) throws Cut {
        return in.u24(channel) & 0xfff;
    }
}
