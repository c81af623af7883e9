package sockets.sockopts;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.libc.Linux;

/** {@code sockopts get}: the values of options on a fresh socket. */
@Command(
        name = "get",
        description = "Read options of a fresh socket: getsockopt.",
        sortOptions = false)
final class GetCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Options, as SO_RCVBUF.")
    private List<String> names;

    @Option(
            names = "--type",
            paramLabel = "KIND",
            converter = OptionName.Kind.class,
            description =
                    "Socket to ask: tcp, udp, tcp6, udp6, raw (ICMP), raw6, packet, unix, udplite,"
                            + " mptcp, tls, netlink, xdp, can, j1939, vsock. By default one that"
                            + " has the option.")
    private SocketKind kind;

    @Option(names = "--json", description = "Print one JSON document, with every detail.")
    private boolean json;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        List<SocketOption> options =
                names.stream().map(name -> OptionName.find(name, spec)).toList();
        if (Linux.here()) Linux.require();
        Meanings meanings = new Meanings(console.texts().language());
        OptionJson document = json ? new OptionJson() : null;
        Set<String> failures = new LinkedHashSet<>();
        int code = Program.DONE;
        for (SocketOption asked : options) {
            SocketKind on = kind(kind, asked);
            SocketOption option = Options.table().on(on, asked);
            Reading reading = read(on, option);
            if (json) document.option(told(option), meanings.of(option), Map.of(on, reading));
            else if (reading.failure() == null) console.line(option + " = " + reading.show(option));
            if (reading.failure() == null) continue;
            code = Program.FAILED;
            Failure failure = reading.failure();
            if (Linux.here()) failure = Setting.unread(failure, option);
            // a socket that cannot be had is told once
            if (failures.add(failure.getMessage())) console.error(failure);
        }
        if (json) document.lines().forEach(console::line);
        return code;
    }

    /** The kind that the user asks for, else the one where the option makes sense. */
    static SocketKind kind(SocketKind asked, SocketOption option) {
        if (asked != null) return asked;
        return option.socket() == null ? SocketKind.TCP : option.socket();
    }

    private static Reading read(SocketKind kind, SocketOption option) {
        if (option.existsHere() || !Linux.here()) return Reading.fresh(kind, option);
        return Reading.refused(new Failure("getsockopt", option, Reason.ENOPROTOOPT, ""));
    }

    /** The option as it is told on this system. */
    private static SocketOption told(SocketOption option) throws IOException {
        if (Linux.here()) return option;
        List<SocketOption> known = InJava.of(List.of(option));
        return known.isEmpty() ? option.inJava(option.type()) : known.get(0);
    }
}
