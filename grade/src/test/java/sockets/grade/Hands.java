package sockets.grade;

import java.nio.file.Path;

/** What students hand in: the servers in Python, right and wrong, that check is tested with. */
final class Hands {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String SERVERS = "/src/test/resources/servers";

    private Hands() {}

    /** The command of a mode that listens on the port which grade chooses. */
    static String in(String module, String script, String mode) {
        String shared = "PYTHONPATH=" + ROOT.resolve("common") + SERVERS;
        Path file = ROOT.resolve(module + SERVERS + "/" + script + ".py");
        return "env '" + shared + "' python3 '" + file + "' " + mode + " {port}";
    }
}
