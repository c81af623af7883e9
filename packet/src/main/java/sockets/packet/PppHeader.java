package sockets.packet;

/**
 * PPP, RFC 1661 in the frame of RFC 1662, and what its ends tell each other before they send: the
 * control protocols, which share one layout (RFC 1661, 5), and PAP and CHAP (RFC 1334, 1994).
 *
 * <pre>
 *  0               8               16                          31
 * +---------------+---------------+-----------------------------+
 * | address (255) |  control (3)  |  protocol (or its low byte) |  both of them may be left out
 * +---------------+---------------+-----------------------------+
 * |     code      |  identifier   |           length            |  of a control protocol
 * |  options ({@link PppOption}), or a magic number and more    |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class PppHeader {
    /** The Ethernet type by which GRE names it. */
    public static final int ETHER_TYPE = 0x880b;

    // protocols
    public static final int IPV4 = 0x0021;
    public static final int VJ_COMPRESSED = 0x002d;
    public static final int VJ_UNCOMPRESSED = 0x002f;
    public static final int MULTILINK = 0x003d;
    public static final int IPV6 = 0x0057;
    public static final int HEADER_COMPRESSION = 0x0061;
    public static final int COMPRESSED = 0x00fd;
    public static final int MPLS = 0x0281;
    public static final int MPLS_MULTICAST = 0x0283;
    public static final int IPCP = 0x8021;
    public static final int OSICP = 0x8023;
    public static final int IPV6CP = 0x8057;
    public static final int CCP = 0x80fd;
    public static final int MPLSCP = 0x8281;
    public static final int LCP = 0xc021;
    public static final int PAP = 0xc023;
    public static final int QUALITY = 0xc025;
    public static final int OLD_SPAP = 0xc027;
    public static final int BACP = 0xc02b;
    public static final int BAP = 0xc02d;
    public static final int CHAP = 0xc223;
    public static final int EAP = 0xc227;
    public static final int SPAP = 0xc123;

    /** Of a packet of a control protocol, or of authentication: code, identifier, length. */
    public static final int CONTROL_SIZE = 4;

    /** What stands behind the magic number. */
    public static final int BEHIND_MAGIC_NUMBER = 8;

    /** Where the packet is in PROTOCOL_REJECT, and the value in CHALLENGE and RESPONSE. */
    public static final int REJECTED_PACKET = 6;

    public static final int CHALLENGE_VALUE = 5;

    // codes
    public static final int VENDOR = 0;
    public static final int CONFIGURE_REJECT = 4;
    public static final int TERMINATE_REQUEST = 5;
    public static final int CODE_REJECT = 7;
    public static final int PROTOCOL_REJECT = 8;
    public static final int ECHO_REQUEST = 9;
    public static final int DISCARD_REQUEST = 11;
    public static final int IDENTIFICATION = 12;
    public static final int TIME_REMAINING = 13;

    // of PAP and CHAP
    public static final int AUTHENTICATE = 1;
    public static final int CHALLENGE = 1;
    public static final int RESPONSE = 2;
    public static final int FAILURE = 4;

    private PppHeader() {}

    /** True for protocols whose messages have code, identifier and length, RFC 1661, 5. */
    public static boolean isControl(int protocol) {
        return switch (protocol) {
            case LCP, IPCP, OSICP, MPLSCP, IPV6CP, CCP, BACP -> true;
            default -> false;
        };
    }

    /** Address and control, or a direction and control as some captures have it. */
    public static int addressSize(Octets in, int at) throws Cut {
        int both = in.u16(at);
        return both == 0xff03 || both == 0x0003 || both == 0x0103 ? 2 : 0;
    }

    /** A protocol, which begins here: its high byte may be left out, since the low one is odd. */
    public static int protocol(Octets in, int at) throws Cut {
        return in.u8(at) % 2 == 1 ? in.u8(at) : in.u16(at);
    }

    public static int protocolSize(Octets in, int at) throws Cut {
        return in.u8(at) % 2 == 1 ? 1 : 2;
    }

    public static int code(Octets in, int control) throws Cut {
        return in.u8(control);
    }

    public static int identifier(Octets in, int control) throws Cut {
        return in.u8(control + 1);
    }

    public static int length(Octets in, int control) throws Cut {
        return in.u16(control + 2);
    }

    /** Of VENDOR, ECHO_REQUEST and what follows it: which end sent it. */
    public static int magicNumber(Octets in, int control) throws Cut {
        return in.u32(control + CONTROL_SIZE);
    }

    /** Of VENDOR. */
    public static int vendor(Octets in, int control) throws Cut {
        return in.u24(control + BEHIND_MAGIC_NUMBER);
    }

    /** Of TIME_REMAINING, in seconds. */
    public static int remaining(Octets in, int control) throws Cut {
        return in.u32(control + BEHIND_MAGIC_NUMBER);
    }

    /** Of PROTOCOL_REJECT. */
    public static int rejected(Octets in, int control) throws Cut {
        return in.u16(control + CONTROL_SIZE);
    }

    /** Of CHALLENGE and RESPONSE: how long the value behind is. */
    public static int valueLength(Octets in, int control) throws Cut {
        return in.u8(control + CONTROL_SIZE);
    }

    /** Of a part of a MULTILINK packet: which one it is, and where it stands. */
    public static int sequence(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    /** 255 mostly; some captures tell the direction by it. */
    public static int address(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int control(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }
}
