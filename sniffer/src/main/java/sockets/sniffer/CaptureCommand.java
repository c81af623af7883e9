package sockets.sniffer;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.Callable;
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
import sockets.sniffer.file.CaptureWriter;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.Interface;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.filter.Filter;
import sockets.sniffer.filter.FrameShape;
import sockets.sniffer.live.Device;
import sockets.sniffer.live.LiveSource;
import sockets.sniffer.live.RingCapture;
import sockets.sniffer.live.Settings;
import sockets.sniffer.live.SimpleCapture;
import sockets.trace.Explained;
import sockets.trace.Tracer;

/** {@code sniffer capture}. */
@Command(
        name = "capture",
        description =
                "Show the packets of an interface, as tcpdump 4.99.6, or save them; needs CAP_NET_RAW.",
        sortOptions = false)
final class CaptureCommand implements Callable<Integer> {
    private static final long LAST_NANOS = 200_000_000;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILTER",
            descriptionKey = "filter",
            description = "Only packets that meet it, in tcpdump's language.")
    private List<String> filter;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "INTERFACE",
            defaultValue = "lo",
            description = "Name, or place in the list of -D, or any (default: ${DEFAULT-VALUE}).")
    private String device;

    @Option(
            names = {"-w", "--write"},
            paramLabel = "FILE",
            descriptionKey = "capture-write",
            description =
                    "Write to FILE (-: standard output) instead of showing: pcap, or pcapng if it"
                            + " ends so.")
    private String output;

    @Mixin private DisplayOptions options;

    @Option(
            names = {"-s", "--snaplen"},
            paramLabel = "N",
            defaultValue = "0",
            converter = DisplayOptions.Snapshot.class,
            description = "Keep N bytes of each packet (default: 262144).")
    private int snapshot;

    @Option(
            names = {"-U", "--packet-buffered"},
            description = "With -w: write each packet at once, also while they come fast.")
    private boolean packetBuffered;

    @Option(
            names = {"-p", "--no-promiscuous"},
            description = "Only packets for this machine.")
    private boolean notPromiscuous;

    @Option(
            names = "--buffer",
            paramLabel = "MIB",
            defaultValue = "16",
            converter = Buffer.class,
            description = "Room in the kernel for packets (default: ${DEFAULT-VALUE} MiB).")
    private int buffer;

    @Option(
            names = "--simple",
            description = "One receive call for each packet, as the course's program, no ring.")
    private boolean simple;

    @Option(names = "--explain", description = "Explain each socket call on standard error.")
    private boolean explain;

    @Spec private CommandSpec command;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    private volatile boolean stopped;

    /** The interface is down, and that was said. */
    private boolean down;

    static final class Buffer extends Values.Small {
        public Buffer() {
            super("a size in MiB", 1, 1024);
        }
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        console.whenStopped(() -> stopped = true);
        console.whenOutputCloses(() -> stopped = true);
        Device on = Device.named(device);
        FrameShape shape = new FrameShape(on.link(), true, false, netmask(on));
        Filter program = new FilterText(command, filter).compile(shape);
        int length = snapshot == 0 ? LinkType.SNAPSHOT_LENGTH : snapshot;
        Settings settings = new Settings(length, !notPromiscuous, buffer);
        Tracer tracer = Explained.tracer(console, "sniffer", explain);
        try (LiveSource source =
                simple
                        ? new SimpleCapture(on, program, settings, tracer)
                        : new RingCapture(on, program, settings, tracer)) {
            run(console, on, length, source);
        }
        return 0;
    }

    private void run(Console console, Device on, int length, LiveSource source) throws IOException {
        if (output == null) {
            Display display = Display.of(console, options);
            announce(console, on, length);
            pump(
                    console,
                    source,
                    new Target() {
                        @Override
                        public void take(Frame frame) throws IOException {
                            display.show(frame);
                        }

                        @Override
                        public void quiet() {
                            display.flush();
                        }

                        @Override
                        public void end(LiveSource counts) throws IOException {
                            display.end();
                        }
                    });
            return;
        }
        OutputFile file = new OutputFile(output);
        Interface from = Interface.live(on.name(), on.link(), length);
        try (CaptureWriter writer =
                CaptureWriter.open(file.open(), output, from, length, options.nanos())) {
            // a reader of the file finds its header at once
            writer.start();
            writer.flush();
            announce(console, on, length);
            pump(console, source, new FileTarget(writer, packetBuffered));
        } catch (IOException e) {
            Failure failure = file.failure(e);
            if (failure != null) throw failure;
        }
    }

    /** Where frames go. */
    private interface Target {
        void take(Frame frame) throws IOException;

        /** None come at the moment: what was held back leaves. */
        void quiet() throws IOException;

        void end(LiveSource counts) throws IOException;
    }

    private record FileTarget(CaptureWriter writer, boolean atOnce) implements Target {
        @Override
        public void take(Frame frame) throws IOException {
            writer.write(frame);
            if (atOnce) writer.flush();
        }

        @Override
        public void quiet() throws IOException {
            writer.flush();
        }

        @Override
        public void end(LiveSource counts) throws IOException {
            writer.statistics(counts.received(), counts.dropped());
            quiet();
        }
    }

    private static void announce(Console console, Device on, int length) {
        console.note(
                "listening on "
                        + on.name()
                        + ", link-type "
                        + on.link().name()
                        + " ("
                        + on.link().description()
                        + "), snapshot length "
                        + length
                        + " bytes");
    }

    private void pump(Console console, LiveSource source, Target target) throws IOException {
        long captured = 0;
        long most = options.count();
        boolean last = false;
        long end = 0;
        try {
            while (captured < most && !(last && System.nanoTime() - end > 0)) {
                // the kernel may still hold what came before: until nothing comes, or for so long
                if (stopped && !last) {
                    last = true;
                    end = System.nanoTime() + LAST_NANOS;
                }
                Frame frame = source.next();
                if (frame == null) {
                    if (last) break;
                    target.quiet();
                    watch(console, source);
                } else {
                    captured++;
                    target.take(frame);
                }
            }
        } finally {
            source.updateCounts();
            target.end(source);
            console.flush();
            count(console, captured, "captured");
            count(console, source.received(), "received by filter");
            count(console, source.dropped(), "dropped by kernel");
        }
    }

    /** Says once that the interface went down, and that it is up again. */
    private void watch(Console console, LiveSource source) throws IOException {
        boolean now = source.isDown();
        if (now && !down)
            console.warn(device + " went down; the capture goes on when it is up again");
        if (!now && down) console.warn(device + " is up again");
        down = now;
    }

    private static void count(Console console, long number, String what) {
        console.note(number + " packet" + (number == 1 ? " " : "s ") + what);
    }

    /** Of the interface's first IPv4 network, which "ip broadcast" needs. */
    private static int netmask(Device on) {
        try {
            NetworkInterface known = NetworkInterface.getByName(on.name());
            if (known == null) return 0;
            for (InterfaceAddress one : known.getInterfaceAddresses()) {
                int bits = one.getNetworkPrefixLength();
                if (one.getAddress() instanceof Inet4Address)
                    return bits == 0 ? 0 : -1 << 32 - bits;
            }
        } catch (SocketException e) {
            // as one that has no network
        }
        return 0;
    }
}
