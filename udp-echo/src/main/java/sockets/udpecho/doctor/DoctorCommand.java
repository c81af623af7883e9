package sockets.udpecho.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.FamilyOptions;
import sockets.common.Program;
import sockets.common.Started;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/** {@code udp-echo doctor}: what this machine can do, or why a server cannot be reached. */
@Command(
        name = "doctor",
        description = {
            "Tell whether this machine can do each step of the practical; with HOST, why a server cannot be reached, over TCP and UDP.",
            "Exit code: 1 if something is missing that a step has no substitute for (Java 17, UDP and TCP on loopback, netstat or ss); with HOST, if neither TCP nor UDP gets an answer."
        },
        sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {
    /** Longest wait for a name, so that the whole stays below 15 s. */
    private static final int NAME_SECONDS = 4;

    private static final int OTHER_MILLIS = 1000;

    /**
     * [ADDRESS], [ADDRESS]:PORT or HOST:PORT; an IPv6 address without brackets is none of these.
     */
    private static final Pattern TOGETHER =
            Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+)(?=:))(?::([0-9]+))?");

    @Spec private CommandLine.Model.CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "HOST",
            descriptionKey = "doctor-host",
            description = "The server that cannot be reached (default: examine this machine).")
    private String host;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            defaultValue = "3500",
            converter = Values.Port.class,
            descriptionKey = "client-port",
            description = "Its port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--json", description = "Print one JSON document instead of lines.")
    private boolean json;

    @Mixin private FamilyOptions family;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        family.check();
        Console console = common.console();
        console.whenStopped(() -> stop(console));
        console.whenOutputCloses(() -> stop(console));
        return host == null ? examine(console) : diagnose(console);
    }

    private static void stop(Console console) {
        console.flush();
        Runtime.getRuntime().halt(Program.FAILED);
    }

    private int examine(Console console) throws IOException {
        DoctorReport report = new DoctorReport(console);
        List<Item> items = new SelfTest().run();
        if (json) report.json(items);
        else report.print(items);
        console.hint("doctor.next", Started.command("udp-echo"));
        return DoctorReport.needed(items) == 0 ? Program.DONE : Program.FAILED;
    }

    /** As servers print it and people copy it: HOST:PORT in one word, or [ADDRESS]:PORT. */
    private void splitHost() {
        Matcher together = TOGETHER.matcher(host);
        if (!together.matches()) return;
        String number = together.group(3);
        try {
            if (number != null) port = new Values.Port().convert(number);
        } catch (CommandLine.TypeConversionException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "PORT " + number + ": " + e.getMessage());
        }
        host = together.group(1) == null ? together.group(2) : together.group(1);
    }

    private int diagnose(Console console) throws IOException {
        splitHost();
        List<InetSocketAddress> all = lookUp();
        InetSocketAddress server = all.get(0);
        if (server.getAddress().isAnyLocalAddress()) console.hint("any-address");
        DoctorReport report = new DoctorReport(console);
        Place place = Place.of(server);
        if (!json) report.begin(place);
        Diagnosis diagnosis = Diagnosis.of(place, console.texts());
        InetSocketAddress other = diagnosis.works() ? null : otherFamily(all);
        if (json) report.json(diagnosis, other);
        else report.print(diagnosis, other);
        return diagnosis.works() ? Program.DONE : Program.FAILED;
    }

    private List<InetSocketAddress> lookUp() throws IOException {
        // nobody is asked about an address
        if (Addresses.isIpv4Literal(host) || Addresses.isIpv6Literal(host))
            return family.all(host, port);
        List<InetSocketAddress> all = Bounded.call(NAME_SECONDS, () -> family.all(host, port));
        if (all != null) return all;
        String detail = " (nothing in " + NAME_SECONDS + " s)";
        throw new Failure("getaddrinfo", host, Reason.EAI_AGAIN, detail);
    }

    /** The first address of the other family, if it works; else null. */
    private static InetSocketAddress otherFamily(List<InetSocketAddress> all) {
        for (InetSocketAddress each : all) {
            if (Addresses.family(each) == Addresses.family(all.get(0))) continue;
            boolean udp = new UdpProbe(each).run(1).works();
            return udp || new TcpProbe(each).run(OTHER_MILLIS).works() ? each : null;
        }
        return null;
    }
}
