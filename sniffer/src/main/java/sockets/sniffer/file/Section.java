package sockets.sniffer.file;

import java.util.List;

/**
 * A section of a capture file, whose interfaces and packets share a byte order; a pcap file is one.
 * Two that look alike are two all the same, so this is no record.
 */
final class Section {
    private final boolean bigEndian;
    private final List<Option> options;

    Section(boolean bigEndian, List<Option> options) {
        this.bigEndian = bigEndian;
        this.options = options;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /** What it tells of itself: a comment, the machine, the program. */
    List<Option> options() {
        return options;
    }
}
