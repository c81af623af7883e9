package sockets.common;

import java.net.InetSocketAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sockets.common.text.Failure;

/** Where a server binds: {@code -b}, {@code -p} and the family. */
public final class BindOptions {
    /** Without -p. */
    public static final int PORT = 3500;

    @Option(
            names = {"-b", "--bind"},
            paramLabel = "ADDRESS",
            description = "Address to bind (default: 127.0.0.1; 0.0.0.0: all of this machine).")
    private String bind;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "" + PORT,
            converter = Values.ServerPort.class,
            description = "Port to bind (default: ${DEFAULT-VALUE}; 0: a free one).")
    private int port;

    @Mixin private FamilyOptions family;

    /** The address that the user means. */
    public InetSocketAddress address() throws Failure {
        return family.resolve(bind, port);
    }
}
