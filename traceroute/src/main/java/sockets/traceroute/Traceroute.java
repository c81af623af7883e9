package sockets.traceroute;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Start;
import sockets.common.Started;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.libc.Errno;
import sockets.libc.LibC;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.trace.Explained;
import sockets.trace.Tracer;
import sockets.traceroute.check.TraceCheckCommand;

/** The program: which routers a packet passes on its way, as traceroute(8) tells it. */
@Command(
        name = "traceroute",
        description = "Show the routers on the path to a host (step 11 of the practical).")
public final class Traceroute implements Callable<Integer>, Program.HasLibrary, Start.Main {
    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Mixin private TraceOptions options;

    private final EarlyStamps early = new EarlyStamps();

    public static void main(String[] args) {
        // --simple measures by itself: it has no sockets but those of the course's program
        program(!List.of(args).contains(TraceOptions.SIMPLE)).main(args);
    }

    @Override
    public void start(String[] args) {
        main(args);
    }

    /** The program, ready to run. */
    public static Program program() {
        return program(true);
    }

    private static Program program(boolean stamps) {
        Traceroute program = new Traceroute();
        // loading JNA takes as long as reading the command line: both at once
        if (stamps) program.early.start();
        return new Program(program, TraceCheckCommand.class);
    }

    @Override
    public Class<?> library() {
        return LibC.class;
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        // before any class of JNA: where it cannot be loaded, one line tells why
        Linux.require();
        Console console = common.console();
        Target target = options.target();
        Plan plan = options.plan(target);
        Tracer tracer = Explained.tracer(console, "traceroute", options.explain);
        if (!options.isSimple()) early.tell(tracer);
        try (EarlyStamps stamps = early;
                Network network = open(target, tracer)) {
            boolean reached =
                    options.paths
                            ? new PathsReport(console, options, plan).run(network)
                            : new TraceReport(console, options, plan).run(network);
            return reached ? Program.DONE : Program.FAILED;
        }
    }

    /** The first line, as traceroute(8) has it. */
    static String title(TraceOptions options, Plan plan) {
        return "traceroute to "
                + Quote.line(options.host())
                + " ("
                + Addresses.text(plan.destination())
                + "), "
                + options.maxHops()
                + " hops max, "
                + plan.size()
                + " byte packets";
    }

    private Network open(Target target, Tracer tracer) throws IOException {
        try {
            if (options.isSimple())
                return new SimpleMethod(target, options.waiting().max(), tracer);
            if (options.isIcmp()) return new IcmpMethod(target, tracer);
            if (options.isTcp()) return openTcp(target, tracer);
            return new UdpMethod(target, tracer);
        } catch (LibcException e) {
            throw withWayOut(e, target);
        }
    }

    /** Raw sockets keep to one path; who may not open them, and need not, makes connections. */
    private Network openTcp(Target target, Tracer tracer) throws IOException {
        try {
            return new RawTcpMethod(target, tracer);
        } catch (LibcException e) {
            if (!isDenied(e) || target.raw() || options.paths) throw e;
            return new TcpMethod(target, tracer);
        }
    }

    private static boolean isDenied(LibcException e) {
        boolean denied = e.is(Errno.EPERM) || e.is(Errno.EACCES);
        return denied && e.getMessage().startsWith("socket ");
    }

    /** What works without the privilege that is missing. */
    private Failure withWayOut(LibcException e, Target target) {
        if (!isDenied(e)) return e;
        if (target.raw()) return e.hint("hint.raw", Started.underSudo("traceroute"));
        return e.hint(options.isTcp() ? "hint.paths" : "hint.icmp");
    }
}
