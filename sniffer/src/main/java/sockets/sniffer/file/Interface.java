package sockets.sniffer.file;

import java.util.List;

/**
 * An interface as a capture file describes it. A pcapng file has any number, each with a link type
 * and a clock of its own; a pcap file has one. Two that look alike are two all the same, so this is
 * no record.
 */
public final class Interface {
    /** Exponents of if_tsresol: microseconds, nanoseconds. */
    static final int MICROS = 6;

    static final int NANOS = 9;

    /** In a pcap header's field: the four highest bits are a length, in pairs of bytes. */
    private static final int FCS = 1 << 26;

    /** In if_tsresol: the exponent is one of two, not of ten. */
    private static final int BINARY = 0x80;

    private final LinkType link;
    private final int linkField;
    private final int snapshotField;
    private final int resolution;
    private final long perSecond;
    private final long offset;
    private final List<Option> options;
    private final Section section;

    /**
     * @param linkField the number of the link type with what stands in the bits above it
     * @param snapshotField the snapshot length as the file has it, 0 for none
     * @param resolution if_tsresol
     * @param offset seconds to add to its times
     * @param options of its block, without resolution and offset
     * @param section of the file to which it belongs
     */
    Interface(
            int linkField,
            int snapshotField,
            int resolution,
            long offset,
            List<Option> options,
            Section section)
            throws FileFormatException {
        link = LinkType.of(linkField);
        this.linkField = linkField;
        this.snapshotField = snapshotField;
        this.resolution = resolution;
        perSecond = perSecond(resolution);
        this.offset = offset;
        this.options = options;
        this.section = section;
    }

    /**
     * One of this machine, whose clock counts nanoseconds.
     *
     * @param name null if it has none
     */
    public static Interface live(String name, LinkType link, int snapshot) {
        List<Option> options = name == null ? List.of() : List.of(Option.name(name));
        Section section = new Section(false, List.of());
        try {
            return new Interface(link.number(), snapshot, NANOS, 0, options, section);
        } catch (FileFormatException e) {
            throw new AssertionError("nanoseconds are usable", e);
        }
    }

    /** Units of a clock in a second, unsigned: a power of ten, or of two. */
    private static long perSecond(int resolution) throws FileFormatException {
        boolean binary = (resolution & BINARY) != 0;
        int exponent = resolution & ~BINARY;
        if (exponent > (binary ? 63 : 19))
            throw new FileFormatException("unusable time resolution of a pcapng interface");
        if (binary) return 1L << exponent;
        long value = 1;
        for (int i = 0; i < exponent; i++) value *= 10;
        return value;
    }

    /** Sets the time of a frame that this interface's clock showed so, in its units. */
    void time(Frame frame, long units) {
        long seconds = Long.divideUnsigned(units, perSecond);
        long rest = Long.remainderUnsigned(units, perSecond);
        frame.time(seconds + offset, nanos(rest));
    }

    /** A part of a second in nanoseconds, rounded down, in whole numbers throughout. */
    private int nanos(long rest) {
        if (Long.compareUnsigned(perSecond, 1_000_000_000) <= 0)
            return (int) (rest * 1_000_000_000 / perSecond);
        // beyond a nanosecond a power of ten is a multiple of it
        if ((resolution & BINARY) == 0)
            return (int) Long.divideUnsigned(rest, Long.divideUnsigned(perSecond, 1_000_000_000));
        // the product has up to 93 bits
        int shift = resolution & ~BINARY;
        long high = Math.multiplyHigh(rest, 1_000_000_000L);
        return (int) (high << 64 - shift | rest * 1_000_000_000L >>> shift);
    }

    public LinkType link() {
        return link;
    }

    /** The number of the link type. */
    public int linkNumber() {
        return linkField & LinkType.NUMBER;
    }

    /** The link type as errors name it. */
    public String linkName() {
        return link == LinkType.OTHER ? "link type " + linkNumber() : link.name();
    }

    /** The same with what a pcap header tells above it, of frame check sequences. */
    int linkField() {
        return linkField;
    }

    /** Of a pcap file, the length of the frame check sequence that its header tells; 0 for none. */
    int fcsLength() {
        return (linkField & FCS) != 0 ? (linkField >>> 28) * 2 : 0;
    }

    /** How many bytes of a frame were kept at most. */
    public int snapshot() {
        boolean any = snapshotField <= 0 || snapshotField > LinkType.SNAPSHOT_LENGTH;
        return any ? LinkType.SNAPSHOT_LENGTH : snapshotField;
    }

    /** The same as the file has it. */
    int snapshotField() {
        return snapshotField;
    }

    /** if_tsresol: the clock's unit. */
    int resolution() {
        return resolution;
    }

    /** True if its clock is finer than a microsecond. */
    public boolean hasNanos() {
        return Long.compareUnsigned(perSecond, 1_000_000) > 0;
    }

    long offset() {
        return offset;
    }

    List<Option> options() {
        return options;
    }

    Section section() {
        return section;
    }

    boolean bigEndian() {
        return section.bigEndian();
    }
}
