package sockets.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Servers in Python, right and wrong ones, that check is tested with. */
public final class Servers {
    /** What the scripts share, in a folder or in a jar: Python imports from both. */
    private static final String SHARED = shared();

    private final String script;

    /** The script beside the tests: it has a {@code --list} and takes MODE PORT. */
    public Servers(Class<?> test, String resource) {
        try {
            script = Path.of(test.getResource(resource).toURI()).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String shared() {
        String modes = Servers.class.getResource("/servers/modes.py").toString();
        String file = modes.replaceFirst("^(jar:)?file:", "").replace("!/", "/");
        return "PYTHONPATH=" + file.substring(0, file.lastIndexOf('/'));
    }

    /** A mode of the script. */
    public record Mode(String name, String kind, String about) {
        public boolean isRight() {
            return kind.startsWith("right");
        }

        @Override
        public String toString() {
            return kind + " " + name + ": " + about;
        }
    }

    public List<Mode> modes() throws InterruptedException {
        return Run.of("env", SHARED, "python3", script, "--list").out().stream()
                .map(line -> line.split("\t"))
                .map(words -> new Mode(words[0], words[1], words[2]))
                .toList();
    }

    public List<String> command(String mode, String port) {
        return List.of("env", SHARED, "python3", script, mode, port);
    }

    /** Starts a mode and waits until it is bound. */
    public Run start(String mode, String port) throws InterruptedException {
        Run server = Run.of(command(mode, port), java.util.Map.of());
        server.awaitOut("ready");
        return server;
    }

    /** A port that was free a moment ago, for both protocols. */
    public static String freePort() {
        try (ServerSocket tcp = new ServerSocket(0);
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort())) {
            return String.valueOf(udp.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
