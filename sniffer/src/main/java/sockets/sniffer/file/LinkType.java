package sockets.sniffer.file;

/** What a captured frame begins with, by the numbers of tcpdump.org/linktypes.html. */
public enum LinkType {
    NULL(0, "BSD loopback", 0, 4),
    EN10MB(1, "Ethernet", 12, 14),
    RAW(101, "Raw IP", -1, 0),
    LOOP(108, "OpenBSD loopback", 0, 4),
    LINUX_SLL(113, "Linux cooked v1", 14, 16),
    IPV4(228, "Raw IPv4", -1, 0),
    IPV6(229, "Raw IPv6", -1, 0),
    LINUX_SLL2(276, "Linux cooked v2", 0, 20),
    /** Any that this program does not take apart. */
    OTHER(-1, "not supported", -1, 0);

    /** The most bytes of a packet that are ever kept, as in tcpdump. */
    public static final int SNAPSHOT_LENGTH = 262_144;

    /** The bits of a pcap header's field that are the number. */
    static final int NUMBER = 0x3ffffff;

    private final int number;
    private final String description;
    private final int typeOffset;
    private final int headerLength;

    LinkType(int number, String description, int typeOffset, int headerLength) {
        this.number = number;
        this.description = description;
        this.typeOffset = typeOffset;
        this.headerLength = headerLength;
    }

    /** The type with a number in a file, whose upper bits may tell of frame check sequences. */
    static LinkType of(int number) {
        int type = number & NUMBER;
        // what OpenBSD and others call RAW
        if (type == 12 || type == 14) return RAW;
        for (LinkType one : values()) if (one.number == type) return one;
        return OTHER;
    }

    /** Its number in a file. */
    public int number() {
        return number;
    }

    public String description() {
        return description;
    }

    /** Where the field that names the payload is; -1 if there is none. */
    public int typeOffset() {
        return typeOffset;
    }

    public int headerLength() {
        return headerLength;
    }
}
