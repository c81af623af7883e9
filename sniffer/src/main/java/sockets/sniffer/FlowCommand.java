package sockets.sniffer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
import sockets.sniffer.file.CaptureReader;
import sockets.sniffer.file.Frame;
import sockets.sniffer.flow.LadderSvg;
import sockets.sniffer.flow.LadderText;
import sockets.sniffer.flow.Tracker;
import sockets.sniffer.flow.TwoCaptures;
import sockets.sniffer.flow.TwoLadders;

/** {@code sniffer flow}. */
@Command(
        name = "flow",
        description =
                "Show each conversation of a capture file as a ladder, with TCP's states; of two"
                        + " files, what each end saw.",
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
            paramLabel = "[FILE] FILTER",
            descriptionKey = "flow-filter",
            description =
                    "A second file: the capture of the other end, for one ladder of both. Then: only"
                            + " packets that meet a filter, in tcpdump's language.")
    private List<String> words;

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
        String other = other();
        if (other != null) return both(console, other);
        IOException damage = read(file, filter(0), tracker::add, () -> tracker.size() > 0);
        tracker.end();
        show(console, tracker, ladders);
        if (damage != null) throw damage;
        return 0;
    }

    /** The capture of the other end; null if the words are a filter. */
    private String other() {
        if (words == null) return null;
        String word = words.get(0);
        if (isCaptureName(word)) return word;
        try {
            // a file of any name, if it is one: no filter begins as a capture does
            Path path = Path.of(word);
            return Files.isRegularFile(path) && isCapture(path) ? word : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static boolean isCapture(Path path) {
        try (InputStream in = Files.newInputStream(path);
                CaptureReader reader = CaptureReader.open(in, null)) {
            return reader.linkNumber() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isCaptureName(String word) {
        return word.endsWith(".pcap") || word.endsWith(".pcapng") || word.endsWith(".cap");
    }

    private FilterText filter(int from) {
        return new FilterText(command, words == null ? null : words.subList(from, words.size()));
    }

    /** Reads a file; what is wrong with it behind what could be read, null for nothing. */
    private IOException read(
            String name, FilterText text, Consumer<Frame> each, BooleanSupplier hasSome)
            throws IOException {
        try (CaptureFile capture = CaptureFile.open(name, text, false)) {
            for (Frame frame; !stopped && (frame = capture.next()) != null; ) each.accept(frame);
            return null;
        } catch (ReadFailure e) {
            // what came before it is shown
            if (!hasSome.getAsBoolean()) throw e;
            return e;
        }
    }

    private int both(Console console, String other) throws IOException {
        if (svg != null) new OutputFile(svg).refuseSame(other);
        TwoCaptures captures = new TwoCaptures(file, other, follow > 0);
        BooleanSupplier hasSome = () -> captures.size() > 0;
        FilterText filter = filter(1);
        IOException one = read(file, filter, frame -> captures.add(true, frame), hasSome);
        IOException two = read(other, filter, frame -> captures.add(false, frame), hasSome);
        captures.end();
        show(console, captures);
        if (captures.size() == 0) none(console, captures.otherPackets(), filter);
        if (captures.size() > 0 && captures.pairs() == 0) console.hint("flow.no-pair");
        if (captures.notShown() > 0) console.hint("flow.more", captures.notShown());
        if (one != null) throw one;
        if (two != null) throw two;
        return 0;
    }

    private void show(Console console, TwoCaptures captures) throws Failure {
        requireFollowed(captures.joined(), "captures");
        if (svg != null) write(console, LadderSvg.draw(captures));
        if (follow > 0) captures.followed(follow).forEach(console::line);
        else if (svg == null && captures.size() > 0) new TwoLadders(captures, console::line).draw();
    }

    private void requireFollowed(int conversations, String where) {
        if (follow <= conversations) return;
        throw new CommandLine.ParameterException(
                command.commandLine(),
                "--follow "
                        + follow
                        + ": there are "
                        + conversations
                        + " conversations in the "
                        + where);
    }

    private void write(Console console, String picture) throws Failure {
        try {
            Files.writeString(Path.of(svg), picture);
        } catch (IOException e) {
            throw new Failure("write", svg, e);
        }
        if (follow == 0) console.line(Quote.line("wrote " + svg));
    }

    private static void none(Console console, long others, FilterText filter) {
        if (others == 0 && !filter.text().isBlank()) console.hint("flow.filter", filter.text());
        else console.hint("flow.none", others);
    }

    private void show(Console console, Tracker tracker, LadderText ladders) throws IOException {
        requireFollowed(tracker.size(), "capture");
        if (svg != null) write(console, LadderSvg.draw(tracker));
        if (follow > 0) {
            for (String line : tracker.followed()) console.line(line);
        } else if (svg == null) {
            ladders.rest(tracker);
        }
        if (tracker.strayFragments() > 0) console.hint("flow.fragments", tracker.strayFragments());
        if (tracker.size() == 0) none(console, tracker.otherPackets(), filter(0));
        if (tracker.notShown() > 0) console.hint("flow.more", tracker.notShown());
    }
}
