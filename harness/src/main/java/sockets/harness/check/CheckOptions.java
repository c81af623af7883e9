package sockets.harness.check;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.FamilyOptions;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;

/** What every {@code check} command takes. */
public final class CheckOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "HOST",
            descriptionKey = "check-host",
            description = "The server to grade (default: 127.0.0.1).")
    private String host;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            converter = Values.Port.class,
            defaultValue = "3500",
            descriptionKey = "check-port",
            description = "Its port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Mixin private ReportOptions report;

    @Option(
            names = "--patience",
            paramLabel = "N",
            converter = Patience.class,
            defaultValue = "1",
            description = "Give it N times as much time as usual, 1 to 10.")
    private int patience;

    @Option(
            names = "--wrapper",
            paramLabel = "SCRIPT",
            hidden = true,
            description = "Start COMMAND through a script of sh, which keeps it in.")
    private Path wrapper;

    @Mixin private FamilyOptions family;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private List<String> words = List.of();

    static final class Patience extends Values.Small {
        Patience() {
            super("a number of times", 1, 10);
        }
    }

    /** The command line behind {@code --}. */
    public void command(List<String> words) {
        if (words.isEmpty())
            throw new CommandLine.ParameterException(
                    command.commandLine(), "a command is missing behind --");
        this.words = words;
    }

    /**
     * The server that is meant. An address for binding, as servers print it, stands for this
     * machine's loopback; of several addresses of this machine it is the one where somebody
     * listens.
     */
    public InetSocketAddress address(Console console, String protocol) throws Failure {
        List<InetSocketAddress> addresses = family.all(host, port);
        InetSocketAddress first = addresses.get(0);
        if (first.getAddress().isAnyLocalAddress()) {
            console.hint("any-address");
            return new InetSocketAddress(Addresses.destination(first.getAddress()), port);
        }
        for (InetSocketAddress address : addresses)
            if (Ports.isServed(protocol, address)) return address;
        return first;
    }

    /** The server that the command line starts, null if it runs already. */
    public ServerProcess process(String protocol, InetSocketAddress address) {
        if (words.isEmpty()) return null;
        return new ServerProcess(words, wrapper, protocol, address);
    }

    /** Of the usual time, so many times. */
    public int patience() {
        return patience;
    }

    ReportOptions report() {
        return report;
    }
}
