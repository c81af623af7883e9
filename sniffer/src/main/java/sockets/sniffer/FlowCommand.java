package sockets.sniffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.sniffer.file.Frame;
import sockets.sniffer.flow.LadderSvg;
import sockets.sniffer.flow.LadderText;
import sockets.sniffer.flow.Tracker;

/** {@code sniffer flow}. */
@Command(
        name = "flow",
        description = "Show each conversation of a capture file as a ladder, with TCP's states.",
        sortOptions = false)
final class FlowCommand implements Callable<Integer> {
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

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw the ladders into an SVG file, for a report.")
    private String svg;

    @Option(
            names = "--follow",
            paramLabel = "N",
            defaultValue = "0",
            converter = Number.class,
            description = "Print the bytes of conversation N in their order, instead.")
    private int follow;

    @Spec private CommandSpec command;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    private volatile boolean stopped;

    static final class Number extends Values.Small {
        public Number() {
            super("a number of a conversation", 1, Integer.MAX_VALUE);
        }

        @Override
        public Integer convert(String value) {
            // the default
            return value.equals("0") ? 0 : super.convert(value);
        }
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        console.whenStopped(() -> stopped = true);
        console.whenOutputCloses(() -> stopped = true);
        if (svg != null) new OutputFile(svg).refuseSame(file);
        LadderText ladders = new LadderText(console::lines);
        // many conversations that have ended are drawn while others go on
        boolean early = follow == 0 && svg == null;
        Tracker tracker = new Tracker(follow, early ? ladders::draw : null);
        FilterText text = new FilterText(command, filter);
        IOException damage = null;
        long packets = 0;
        try (CaptureFile capture = CaptureFile.open(file, text, false)) {
            for (Frame frame; !stopped && (frame = capture.next()) != null; ) tracker.add(frame);
            packets = capture.packets();
        } catch (ReadFailure e) {
            // what came before it is shown
            if (tracker.size() == 0) throw e;
            damage = e;
        }
        tracker.end();
        show(console, tracker, ladders);
        boolean filtered = packets > 0 && !text.text().isBlank();
        if (tracker.size() == 0 && tracker.otherPackets() == 0 && filtered)
            console.hint("flow.filter", text.text(), packets);
        else if (tracker.size() == 0) console.hint("flow.none", tracker.otherPackets());
        if (damage != null) throw damage;
        return 0;
    }

    private void show(Console console, Tracker tracker, LadderText ladders) throws IOException {
        if (follow > tracker.size())
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "--follow "
                            + follow
                            + ": there are "
                            + tracker.size()
                            + " conversations in the capture");
        if (svg != null) {
            try {
                Files.writeString(Path.of(svg), LadderSvg.draw(tracker));
            } catch (IOException e) {
                throw new Failure("write", svg, e);
            }
            if (follow == 0) console.line(Quote.line("wrote " + svg));
        }
        if (follow > 0) {
            for (String line : tracker.followed()) console.line(line);
        } else if (svg == null) {
            ladders.rest(tracker);
        }
        if (tracker.strayFragments() > 0) console.hint("flow.fragments", tracker.strayFragments());
        if (tracker.notShown() > 0) console.hint("flow.more", tracker.notShown());
    }
}
