package sockets.common;

import java.net.InetSocketAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sockets.common.console.Console;
import sockets.common.text.Failure;

/** Which server a client talks to: {@code HOST}, {@code PORT} and the family. */
public final class PeerOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "HOST",
            descriptionKey = "client-host",
            description = "The server (default: 127.0.0.1).")
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

    @Mixin private FamilyOptions family;

    /** The address that the user means; one that is only for binding brings a hint. */
    public InetSocketAddress address(Console console) throws Failure {
        InetSocketAddress server = family.resolve(host, port);
        if (server.getAddress().isAnyLocalAddress()) console.hint("any-address");
        return server;
    }
}
