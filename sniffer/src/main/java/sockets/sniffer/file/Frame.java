package sockets.sniffer.file;

import java.util.List;

/**
 * A captured frame: a view of somebody's buffer, good until the next one is asked for. One object
 * serves for all frames of a capture.
 */
public final class Frame {
    private byte[] data = new byte[0];
    private int start;
    private int captured;
    private int length;
    private long seconds;
    private long nanos;
    private LinkType link = LinkType.EN10MB;
    private boolean bigEndian;
    private int interfaceIndex;
    private int packetType;
    private Interface from;
    private long units;
    private List<Option> options = List.of();

    /**
     * The bytes.
     *
     * @param length what it was on the wire, which may be more than was captured
     */
    public void set(byte[] data, int start, int captured, int length) {
        this.data = data;
        this.start = start;
        this.captured = captured;
        this.length = length;
    }

    /**
     * When it was captured.
     *
     * @param nanos the part of a second; of a broken file it may be more than one
     */
    public void time(long seconds, long nanos) {
        this.seconds = seconds;
        this.nanos = nanos;
    }

    /**
     * What it begins with.
     *
     * @param bigEndian the byte order of the machine that wrote it
     */
    public void link(LinkType link, boolean bigEndian) {
        this.link = link;
        this.bigEndian = bigEndian;
    }

    /**
     * The interface of the file that it came from.
     *
     * @param units the time as the file has it, by that interface's clock
     * @param options what the file tells of the frame besides: comments, for one
     */
    void from(Interface from, long units, List<Option> options) {
        this.from = from;
        this.units = units;
        this.options = options;
        link(from.link(), from.bigEndian());
    }

    /** Where the kernel got it: the interface, and PACKET_OUTGOING and others. */
    public void origin(int interfaceIndex, int packetType) {
        this.interfaceIndex = interfaceIndex;
        this.packetType = packetType;
    }

    /** All of another frame, whose bytes were copied to a place. */
    public void copy(Frame other, byte[] data, int start) {
        set(data, start, other.captured, other.length);
        time(other.seconds, other.nanos);
        link(other.link, other.bigEndian);
        from = other.from;
        units = other.units;
        options = other.options;
        origin(other.interfaceIndex, other.packetType);
    }

    public byte[] data() {
        return data;
    }

    public int start() {
        return start;
    }

    public int captured() {
        return captured;
    }

    /** On the wire; unsigned in files, so it may look negative. */
    public int length() {
        return length;
    }

    public long seconds() {
        return seconds;
    }

    public long nanos() {
        return nanos;
    }

    public LinkType link() {
        return link;
    }

    /** The interface of the file that it came from; null if it comes from no file. */
    public Interface from() {
        return from;
    }

    long units() {
        return units;
    }

    List<Option> options() {
        return options;
    }

    /** True if the file tells more than a pcap file can: names, comments and the like. */
    public boolean tellsMore() {
        return from != null
                && !(options.isEmpty()
                        && from.options().isEmpty()
                        && from.section().options().isEmpty());
    }

    public boolean bigEndian() {
        return bigEndian;
    }

    public int interfaceIndex() {
        return interfaceIndex;
    }

    public int packetType() {
        return packetType;
    }
}
