package sockets.traceroute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sockets.common.Console;
import sockets.common.Log;
import sockets.common.Times;

/** Runs a trace and prints it: lines as they are complete, or a JSON document at the end. */
final class TraceReport {
    private final Console console;
    private final TraceOptions options;
    private final Plan plan;
    private final Names names = new Names();

    TraceReport(Console console, TraceOptions options, Plan plan) {
        this.console = console;
        this.options = options;
        this.plan = plan;
    }

    /** True if the destination answered. */
    boolean run(Network network) throws IOException {
        return options.json ? json(network) : lines(network);
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

    /** A trace that can be stopped; each hop's names are looked for as soon as it is complete. */
    private Trace trace(Network network, List<Hop> hops, Consumer<Hop> lines) {
        Trace trace = new Trace(network, plan, new Each(hops, lines));
        Runnable stop = new Stop(trace);
        console.whenStopped(stop);
        console.whenOutputCloses(stop);
        return trace;
    }

    // no lambdas on the way of every trace: the first one takes as long as twenty hops

    private record Stop(Trace trace) implements Runnable {
        @Override
        public void run() {
            trace.stop();
        }
    }

    private final class Each implements Consumer<Hop> {
        private final List<Hop> hops;
        private final Consumer<Hop> lines;

        Each(List<Hop> hops, Consumer<Hop> lines) {
            this.hops = hops;
            this.lines = lines;
        }

        @Override
        public void accept(Hop hop) {
            hops.add(hop);
            lookUp(hop);
            if (lines != null) lines.accept(hop);
        }
    }

    private void lookUp(Hop hop) {
        if (options.numeric) return;
        for (Result result : hop.results()) if (result.answered()) names.lookUp(result.from());
    }

    /** True if the path ends in silence: a firewall, as a rule. */
    private static boolean isSilent(List<Hop> hops) {
        if (hops.isEmpty()) return false;
        for (Result result : hops.get(hops.size() - 1).results())
            if (result.answered() || !result.mark().isEmpty()) return false;
        return true;
    }
}
