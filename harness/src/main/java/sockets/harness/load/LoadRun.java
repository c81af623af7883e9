package sockets.harness.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.net.Descriptors;
import sockets.common.text.Failure;
import sockets.common.text.Times;

/**
 * A whole load test: a row for each number of connections and each rate, then the report and the
 * exit code.
 */
public final class LoadRun implements Meter.Watcher {
    /** Above this share of its time with work to do the generator may be slower than the server. */
    private static final double BUSY = 0.9;

    /** Below this share of its time on a processor it was not its work that kept it. */
    private static final double STARVED = 0.8;

    /** More requests that left late than these make the latencies the generator's. */
    private static final double BEHIND = 0.01;

    /** The share of a rate that is as good as the whole. */
    private static final double KEPT = 0.98;

    private final Console console;
    private final LoadOptions options;
    private final boolean datagrams;
    private final LoadReport report;
    private final Generator generator;
    private volatile boolean stopped;
    private volatile Meter meter;
    private Failure failure;

    /**
     * @param datagrams true for UDP
     */
    public LoadRun(
            Console console,
            LoadOptions options,
            InetSocketAddress server,
            boolean datagrams,
            Generator generator) {
        this.console = console;
        this.options = options;
        this.datagrams = datagrams;
        this.generator = generator;
        report =
                new LoadReport(
                        new LoadReport.Head(
                                console.program(),
                                options.label(server),
                                Addresses.text(server),
                                datagrams,
                                options.size(),
                                options.window(),
                                options.rates(),
                                options.seconds(),
                                options.warmUpSeconds()));
    }

    /** Ends the measurement under way, from another thread. */
    private void stop() {
        stopped = true;
        Meter current = meter;
        if (current != null) current.stop();
        generator.wakeup();
    }

    /** Measures and reports; the result is the exit code. */
    public int run() throws IOException {
        if (options.file() != null) LoadReport.touch(options.file());
        console.whenStopped(this::stop);
        console.whenOutputCloses(this::stop);
        Descriptors.prepare();
        // read now: when the descriptors have run out no file can be opened for a hint
        console.texts().get("hint.EMFILE");
        if (!options.json()) console.line(report.header());
        measureAll();
        console.progress("");
        if (failure != null) console.error(failure);
        if (options.json()) console.line(report.json());
        if (options.file() != null) report.write(options.file());
        return failure == null && (report.isGood() || stopped && report.isClean())
                ? Program.DONE
                : Program.FAILED;
    }

    private void measureAll() throws IOException {
        List<Integer> rates = options.rates().isEmpty() ? List.of(0) : options.rates();
        for (int connections : options.connections())
            for (int rate : rates) if (!measure(connections, rate)) return;
    }

    /** One row; false if there is no point in another one. */
    private boolean measure(int connections, int rate) throws IOException {
        long warmUp = Times.nanos(options.warmUpSeconds());
        Meter now = new Meter(connections, warmUp, Times.nanos(options.seconds()), this);
        meter = now;
        // a stop that came before the meter was there
        if (stopped) return false;
        try {
            generator.run(connections, rate, now);
        } catch (Failure e) {
            failure = e;
        }
        LoadRow row = now.row();
        boolean ended = failure != null || stopped;
        if (row.requests() == 0 && row.errors() == 0 && ended) return false;
        report.add(rate, row);
        if (!options.json()) console.line(report.line(rate, row));
        if (failure == null) tell(rate, row, now);
        return !ended;
    }

    private void tell(int rate, LoadRow row, Meter meter) {
        if (datagrams && row.errors() > 1)
            console.warn(row.errors() + " datagrams were not what was sent");
        if (row.late() + row.duplicates() > 0)
            console.hint("load.late", row.late(), row.duplicates());
        if (row.requests() == 0 && row.errors() == 0) console.error(generator.silence());
        if (stopped) console.hint("load.stopped", Times.seconds(row.nanos() / 1e9));
        if (row.requests() == 0) return;
        if (row.unanswered() > 0) console.hint("load.unanswered", row.unanswered());
        // once is too little to tell a choice of the server from one that had no time for more
        if (row.answered() == 1 && row.requests() > 1 && meter.made() > 1)
            console.hint("load.one", meter.made());
        if (rate == 0 || isMissed(rate, row, meter)) tellLimit(row, meter);
    }

    /** Of a fixed rate: was it missed, and by whom? */
    private boolean isMissed(int rate, LoadRow row, Meter meter) {
        if (meter.behindShare() > BEHIND)
            console.hint(
                    "load.behind",
                    Math.round(100 * meter.behindShare()),
                    Math.round(meter.mostBehind() / 1e6));
        boolean missed = row.requestsPerSecond() < KEPT * rate;
        if (missed) console.hint("load.rate", rate, Math.round(row.requestsPerSecond()));
        return missed;
    }

    private void tellLimit(LoadRow row, Meter meter) {
        if (row.busyShare() < BUSY) return;
        long busy = (long) (100 * row.busyShare());
        long processor = (long) (100 * meter.processorShare());
        if (meter.processorShare() < STARVED) console.hint("load.starved", busy, processor);
        else console.hint("load.busy", busy);
    }

    @Override
    public void failed(Failure first) {
        console.error(first);
    }

    @Override
    public void progress(Meter meter, long now) {
        if (console.hasProgress()) console.progress(text(meter, now));
    }

    private String text(Meter meter, long now) {
        int all = meter.connections();
        return switch (meter.phase()) {
            case CONNECTING -> console.texts().get("load.connecting", all, meter.made());
            case WARM_UP -> console.texts().get("load.warm-up", all);
            default ->
                    console.texts()
                            .get(
                                    "load.measuring",
                                    all,
                                    String.format(Locale.ROOT, "%.1f", meter.seconds(now)),
                                    Times.seconds(options.seconds()),
                                    Math.round(meter.rate(now)));
        };
    }
}
