package sockets.sniffer;

import picocli.CommandLine.Option;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.print.HostNames;
import sockets.sniffer.print.Style;
import sockets.sniffer.print.Style.Dump;

/** How packets are shown, by the options of tcpdump. */
public final class DisplayOptions {
    @Option(
            names = {"-n", "--numeric"},
            description = "Numbers only: addresses and ports are not looked up.")
    private boolean numeric;

    @Option(
            names = {"-e", "--link-header"},
            description = "Show the header of the link layer, too.")
    private boolean link;

    @Option(
            names = {"-v", "--verbose"},
            description = "More of each header; twice and three times for more.")
    private boolean[] verbose = {};

    @Option(
            names = {"-x", "--hex"},
            description = "The bytes of each packet; twice: with the header of the link layer.")
    private boolean[] hex = {};

    @Option(
            names = {"-X", "--hex-and-text"},
            description = "The bytes and their characters; twice: with the link layer.")
    private boolean[] hexAndText = {};

    @Option(
            names = {"-A", "--text"},
            description = "The packet as text; twice: with the link layer.")
    private boolean[] text = {};

    @Option(
            names = {"-t", "--times"},
            description =
                    "No times; -tt: seconds since 1970; -ttt: since the packet before; -tttt: with"
                            + " the date; -ttttt: since the first packet.")
    private boolean[] times = {};

    @Option(
            names = "--nano",
            description = "Times with nanoseconds, also in a pcap file that capture writes.")
    private boolean nanos;

    @Option(
            names = {"-S", "--absolute-sequence-numbers"},
            description = "Sequence numbers of TCP as they are, not relative to the first.")
    private boolean absolute;

    @Option(
            names = {"-l", "--line-buffered"},
            description = "Write each line at once, also to a pipe.")
    private boolean lineBuffered;

    @Option(
            names = {"-c", "--count"},
            paramLabel = "COUNT",
            converter = Values.Count.class,
            description = "End after so many packets.")
    private Long count;

    @Option(
            names = "--json",
            descriptionKey = "sniffer-json",
            description = "Print one JSON document: every field by its name in tshark.")
    private boolean json;

    static final class Snapshot extends Values.Small {
        public Snapshot() {
            super("a length", 0, LinkType.SNAPSHOT_LENGTH);
        }
    }

    Style style(Console console) {
        return new Style(
                verbose.length,
                link,
                times.length,
                nanos,
                absolute,
                dump(),
                numeric ? null : new HostNames(() -> console.hint("names")));
    }

    private Dump dump() {
        if (hexAndText.length > 1) return Dump.HEX_AND_TEXT_WITH_LINK;
        if (hexAndText.length == 1) return Dump.HEX_AND_TEXT;
        if (hex.length > 1) return Dump.HEX_WITH_LINK;
        if (hex.length == 1) return Dump.HEX;
        if (text.length > 1) return Dump.TEXT_WITH_LINK;
        return text.length == 1 ? Dump.TEXT : Dump.NONE;
    }

    boolean lineBuffered() {
        return lineBuffered;
    }

    boolean nanos() {
        return nanos;
    }

    boolean json() {
        return json;
    }

    long count() {
        return count == null ? Long.MAX_VALUE : count;
    }
}
