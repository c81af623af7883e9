package sockets.common.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.console.Keyboard;
import sockets.common.net.Addresses;
import sockets.common.net.Descriptors;
import sockets.common.net.Reachable;
import sockets.common.text.Log;

/**
 * A server as a command: its first line and hints, the typed lines, the ways to end it, the last
 * line.
 */
public final class Serving {
    /** What is run: bound when it is made, it serves until it is closed from another thread. */
    public interface Server extends Closeable {
        InetSocketAddress address();

        void run() throws IOException;

        /** What else there is to see of this server, for the hints at its start. */
        default void hints(Console console) {}
    }

    private static final long HINT_NANOS = 1_000_000_000;

    private long hinted;
    private final Console console;
    private final Server server;
    private final Supplier<String> show;

    private Serving(Console console, Server server, Supplier<String> show) {
        this.console = console;
        this.server = server;
        this.show = show;
    }

    /**
     * Runs a server to its end.
     *
     * @param protocol udp or tcp
     * @param show what the typed "show" prints
     * @param summary the last line
     * @return the exit code
     */
    public static int run(
            Console console,
            String protocol,
            Server server,
            Supplier<String> show,
            Supplier<String> summary)
            throws IOException {
        try (server) {
            new Serving(console, server, show).run(protocol);
        }
        console.line(summary.get());
        return Program.DONE;
    }

    private void run(String protocol) throws IOException {
        console.whenStopped(this::stop);
        console.whenOutputCloses(this::stop);
        String state = protocol.equals("udp") ? "bound to udp " : "listening on tcp ";
        long pid = ProcessHandle.current().pid();
        console.line(state + Addresses.text(server.address()) + " (pid " + pid + ")");
        console.flush();
        Reachable.hints(console, protocol, server.address());
        server.hints(console);
        Descriptors.prepare();
        Keyboard.commands(this::obey);
        server.run();
    }

    private void obey(String line) {
        if (line.equals("quit")) stop();
        else if (line.equals("show")) console.line(show.get());
        else if (!line.isEmpty()) hint();
    }

    /** What can be typed; but a program that types is not told over and over. */
    private void hint() {
        if (hinted != 0 && System.nanoTime() - hinted < HINT_NANOS) return;
        hinted = System.nanoTime();
        console.hint("commands");
    }

    private void stop() {
        try {
            server.close();
        } catch (IOException e) {
            Log.debug("close", e);
        }
    }
}
