package sockets.traceroute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sockets.common.console.Console;
import sockets.common.text.Log;
import sockets.common.text.Times;
import sockets.libc.AddressNames;

/** Runs a trace and prints it: lines as they are complete, or a JSON document at the end. */
final class TraceReport {
    private final Console console;
    private final TraceOptions options;
    private final Plan plan;
    private final AddressNames names = new AddressNames();

    TraceReport(Console console, TraceOptions options, Plan plan) {
        this.console = console;
        this.options = options;
        this.plan = plan;
    }

    /** True if the destination answered. */
    boolean run(Network network) throws IOException {
        boolean reached = options.json ? json(network) : lines(network);
        if (names.isLate()) console.hint("names");
        return reached;
    }

    private boolean lines(Network network) throws IOException {
        HopText text = new HopText(options.extensions, options.numeric ? null : names::get);
        List<Hop> hops = new ArrayList<>();
        boolean reached;
        try (HopLines lines = new HopLines(console, text)) {
            Trace trace = trace(network, hops, lines);
            console.line(Traceroute.title(options, plan));
            long start = network.now();
            reached = trace.run();
            Log.debug("the trace took {} ms", Times.millis(network.now() - start));
        }
        if (!reached && isSilent(hops)) console.hint("silent");
        return reached;
    }

    private boolean json(Network network) throws IOException {
        List<Hop> hops = new ArrayList<>();
        boolean reached = trace(network, hops, null).run();
        TraceJson json = new TraceJson(options, plan, options.numeric ? null : names::get);
        console.line(json.document(hops, reached));
        return reached;
    }

    /** A trace that can be stopped; names are looked for as soon as an address is seen. */
    private Trace trace(Network network, List<Hop> hops, HopLines lines) {
        Trace trace = new Trace(network, plan, new Each(hops, lines));
        Runnable stop =
                () -> {
                    trace.stop();
                    names.hurry();
                };
        console.whenStopped(stop);
        console.whenOutputCloses(stop);
        return trace;
    }

    private final class Each implements Trace.Listener {
        private final List<Hop> hops;
        private final HopLines lines;

        Each(List<Hop> hops, HopLines lines) {
            this.hops = hops;
            this.lines = lines;
        }

        @Override
        public void answered(Result result) {
            if (!options.numeric) names.lookUp(result.from());
        }

        @Override
        public void complete(Hop hop) {
            hops.add(hop);
            if (lines != null) lines.print(hop);
        }
    }

    /** True if the path ends in silence: a firewall, as a rule. */
    private static boolean isSilent(List<Hop> hops) {
        if (hops.isEmpty()) return false;
        for (Result result : hops.get(hops.size() - 1).results())
            if (result.answered() || !result.mark().isEmpty()) return false;
        return true;
    }
}
