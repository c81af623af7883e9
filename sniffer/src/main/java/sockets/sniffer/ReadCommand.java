package sockets.sniffer;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.console.Console;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/** {@code sniffer read}. */
@Command(
        name = "read",
        description =
                "Show the packets of a capture file, as tcpdump 4.99.6; no privileges needed.",
        sortOptions = false)
final class ReadCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            descriptionKey = "capture-file",
            description = "A pcap or pcapng file; - for standard input.")
    private String file;

    @Parameters(
            index = "1..*",
            paramLabel = "FILTER",
            descriptionKey = "filter",
            description = "Only packets that meet it, in tcpdump's language.")
    private List<String> filter;

    @Mixin private DisplayOptions options;

    @Option(
            names = {"-w", "--write"},
            paramLabel = "FILE",
            descriptionKey = "read-write",
            description =
                    "Write the packets to FILE instead (-: standard output), as pcap, or pcapng if it"
                            + " ends so.")
    private String output;

    @Option(
            names = {"-s", "--snaplen"},
            paramLabel = "N",
            converter = DisplayOptions.Snapshot.class,
            descriptionKey = "read-snaplen",
            description = "Changes nothing, as in tcpdump: the file has what was kept of a packet.")
    private Integer snapshot;

    @Option(
            names = {"-U", "--packet-buffered"},
            description = "With -w: write each packet at once, also while they come fast.")
    private boolean packetBuffered;

    @Spec private CommandSpec command;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    private volatile boolean stopped;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        console.whenStopped(() -> stopped = true);
        console.whenOutputCloses(() -> stopped = true);
        FilterText text = new FilterText(command, filter);
        try (CaptureFile capture = CaptureFile.open(file, text, output != null)) {
            capture.announce(console);
            if (output != null) {
                if (copy(text).run(capture)) console.hint("copy.pcap");
            } else {
                boolean named = capture.reader().link() == LinkType.LINUX_SLL2 && !options.json();
                if (named) console.hint("interfaces");
                show(capture, Display.ofFile(console, options));
            }
        }
        return 0;
    }

    private PacketCopy copy(FilterText text) {
        return new PacketCopy(file, text, output, packetBuffered, options.count(), () -> stopped);
    }

    private void show(CaptureFile capture, Display display) throws IOException {
        long left = options.count();
        capture.reader().whenWaiting(display::flush);
        try {
            for (Frame frame; left > 0 && !stopped && (frame = capture.next()) != null; left--)
                display.show(frame);
        } finally {
            display.end();
        }
    }
}
