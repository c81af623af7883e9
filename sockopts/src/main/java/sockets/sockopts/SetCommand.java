package sockets.sockopts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.WrongUsage;
import sockets.common.console.Console;
import sockets.libc.Linux;

/** {@code sockopts set}: sets an option on a fresh socket, and what the kernel makes of it. */
@Command(
        name = "set",
        description = "Set an option on a fresh socket, read it back, explain the difference.",
        sortOptions = false)
final class SetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Option, as SO_RCVBUF.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description =
                    "A number, on or off, on,5 (linger), 1.5s (time), lo (name), 0a1b (bytes).")
    private String value;

    @Option(
            names = "--type",
            paramLabel = "KIND",
            converter = OptionName.Kind.class,
            description =
                    "Socket to set: tcp, udp, tcp6, udp6, raw (ICMP), raw6, packet, unix, udplite,"
                            + " mptcp, tls, netlink, xdp, can, j1939, vsock. By default one that"
                            + " has the option.")
    private SocketKind kind;

    /** A negative number looks like an option. */
    @Unmatched private final List<String> rest = new ArrayList<>();

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Spec private CommandSpec spec;

    private SocketOption option;

    @Override
    public Integer call() throws IOException {
        option = OptionName.find(name, spec);
        if (value == null && rest.size() == 1 && rest.get(0).matches("-[0-9].*"))
            value = rest.remove(0);
        if (!rest.isEmpty()) throw new UnmatchedArgumentException(spec.commandLine(), rest);
        if (value == null) throw wrong("Missing required parameter: 'VALUE'");
        byte[] bytes = bytes();
        Console console = common.console();
        SocketKind on = GetCommand.kind(kind, option);
        if (!Linux.here()) {
            InJava.set(console, option, on, bytes);
            return Program.DONE;
        }
        Linux.require();
        new Setting(console, Options.table().on(on, option), on).run(value, bytes);
        return Program.DONE;
    }

    /** The value as it lies in memory; 0 for an option that nobody can set: the kernel will say. */
    private byte[] bytes() {
        if (!option.value().canBeTyped()) {
            if (!option.canBeSet()) return new byte[4];
            throw wrong(option + " " + value + ": Invalid argument");
        }
        try {
            return option.value().parse(value, option.names());
        } catch (IllegalArgumentException e) {
            throw wrong(option + " " + value + ": Invalid argument");
        }
    }

    /** With what the option takes. */
    private WrongUsage wrong(String reason) {
        if (!option.value().canBeTyped())
            return new WrongUsage(spec, reason, "untyped", option, option.type());
        String typed = option.value().typed(common.console().texts());
        return new WrongUsage(spec, reason, "value", option, typed);
    }
}
