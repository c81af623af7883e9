package sockets.traceroute;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Times;
import sockets.libc.AddressNames;

/**
 * Draws the paths of {@link Paths} as a small tree: routers that share a hop stand below each
 * other, with their share of the flows that were asked there.
 */
final class PathsReport {
    private final Console console;
    private final TraceOptions options;
    private final Plan plan;
    private final AddressNames names = new AddressNames();
    private final HopText text;

    PathsReport(Console console, TraceOptions options, Plan plan) {
        this.console = console;
        this.options = options;
        this.plan = plan;
        text = new HopText(options.extensions, options.numeric ? null : names::get);
    }

    /** True if the destination answered. */
    boolean run(Network network) throws IOException {
        Paths paths = new Paths(network, plan);
        Runnable stop =
                () -> {
                    paths.stop();
                    names.hurry();
                };
        console.whenStopped(stop);
        console.whenOutputCloses(stop);
        if (!options.json) console.line(Traceroute.title(options, plan));
        boolean reached = paths.run();
        try {
            lookUp(paths);
            if (options.json) console.line(json(paths, reached));
            else lines(paths).forEach(console::line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (names.isLate()) console.hint("names");
        return reached;
    }

    private void lookUp(Paths paths) {
        if (options.numeric) return;
        for (PathHop hop : paths.hops())
            for (PathHop.Router router : hop.routers()) names.lookUp(router.address());
    }

    private List<String> lines(Paths paths) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        int widest = 1;
        for (PathHop hop : paths.hops()) {
            widest = Math.max(widest, hop.routers().size());
            List<String> entries = entries(hop);
            for (int i = 0; i < entries.size(); i++) {
                String number = i == 0 ? HopText.number(hop.ttl()) : "   ";
                String branch = i < entries.size() - 1 ? " |- " : " `- ";
                lines.add(number + (entries.size() > 1 ? branch : " ") + entries.get(i));
            }
        }
        String parallel = widest == 1 ? "one path" : "up to " + widest + " routers in parallel";
        lines.add(
                parallel
                        + byPacket(paths.balancersByPacket())
                        + ", "
                        + Times.count(paths.flows(), "flow")
                        + ", "
                        + Times.count(paths.probes(), "probe")
                        + ", "
                        + confidence(paths));
        return lines;
    }

    private static String byPacket(int balancers) {
        return balancers == 0 ? "" : ", shared out by packet, not by flow";
    }

    private static String percent(double value) {
        return value == Math.rint(value) ? String.valueOf((int) value) : String.valueOf(value);
    }

    /** How probable it is that no router is missing. */
    private String confidence(Paths paths) {
        if (paths.isStopped()) return "not all: stopped";
        if (paths.isLimited()) return "not all: the limit of flows was reached";
        return percent(plan.confidence()) + " %";
    }

    private List<String> entries(PathHop hop) throws InterruptedException {
        List<String> entries = new ArrayList<>();
        boolean parted = hop.isParallel() || hop.silent() > 0;
        for (PathHop.Router router : hop.routers()) {
            String entry = text.address(router.address());
            entry += "  " + Times.millis(router.best().rtt()) + " ms";
            if (!router.best().mark().isEmpty()) entry += " " + router.best().mark();
            if (parted) entry += share(router.flows().size(), hop);
            if (router.byPacket()) entry += "  shares out by packet";
            entries.add(entry + from(router, hop));
        }
        if (hop.routers().isEmpty()) entries.add("*");
        else if (hop.silent() > 0) entries.add("*" + share(hop.silent(), hop));
        return entries;
    }

    private static String share(int flows, PathHop hop) {
        return "  (" + flows + " of " + hop.flows() + " flows)";
    }

    /** Where a branch comes from, if that is not from all the routers before it. */
    private static String from(PathHop.Router router, PathHop hop) {
        if (router.from().isEmpty() || router.from().size() == hop.parents()) return "";
        return "  from " + String.join(", ", router.from().stream().map(Addresses::text).toList());
    }

    private String json(Paths paths, boolean reached) throws IOException {
        StringWriter document = new StringWriter();
        TraceJson shared = new TraceJson(options, plan, options.numeric ? null : names::get);
        try (JsonWriter json = new JsonWriter(document)) {
            json.setIndent("  ");
            json.beginObject();
            shared.head(json);
            json.name("reached").value(reached);
            json.name("flows").value(paths.flows());
            json.name("probes").value(paths.probes());
            json.name("confidencePercent").value(plan.confidence());
            json.name("limitReached").value(paths.isLimited() || paths.isStopped());
            json.name("balancersByPacket").value(paths.balancersByPacket());
            json.name("hops").beginArray();
            for (PathHop hop : paths.hops()) {
                json.beginObject();
                json.name("ttl").value(hop.ttl());
                json.name("silentFlows").value(hop.silent());
                json.name("routers").beginArray();
                for (PathHop.Router router : hop.routers()) router(json, shared, router);
                json.endArray();
                json.endObject();
            }
            json.endArray();
            json.endObject();
        }
        return document.toString();
    }

    private static void router(JsonWriter json, TraceJson shared, PathHop.Router router)
            throws IOException {
        json.beginObject();
        shared.address(json, router.address());
        json.name("rttMillis").value(TraceJson.millis(router.best().rtt()));
        String mark = router.best().mark();
        json.name("mark").value(mark.isEmpty() ? null : mark);
        json.name("sharesByPacket").value(router.byPacket());
        json.name("flows").beginArray();
        for (int flow : router.flows()) json.value(flow);
        json.endArray();
        json.name("from").beginArray();
        for (java.net.InetAddress parent : router.from()) json.value(Addresses.text(parent));
        json.endArray();
        json.endObject();
    }
}
