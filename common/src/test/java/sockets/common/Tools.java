package sockets.common;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** What a test needs of the machine. Where it is missing the test is skipped, and says why. */
public final class Tools {
    private Tools() {}

    /** Skips the test unless these commands are installed. */
    public static void need(String... commands) {
        for (String command : commands)
            assumeTrue(isInstalled(command), command + " is not installed (./test installs it)");
    }

    /** Skips the test unless it runs as root. */
    public static void needRoot() {
        boolean root = "root".equals(System.getProperty("user.name"));
        assumeTrue(root, "needs root");
    }

    /** Skips the test unless a process may have so many descriptors: Java takes the hard limit. */
    public static void needDescriptors(int count) throws InterruptedException {
        String limit = Run.of("sh", "-c", "ulimit -Hn").out().get(0);
        boolean enough = limit.equals("unlimited") || Long.parseLong(limit) >= count;
        assumeTrue(enough, "needs " + count + " descriptors (ulimit -Hn), there are " + limit);
    }

    static boolean isInstalled(String command) {
        for (String folder : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
            if (new File(folder, command).canExecute()) return true;
        return false;
    }

    /** A command as uid 65534 without groups or capabilities, for a test that runs as root. */
    public static List<String> asNobody(List<String> command) {
        List<String> words =
                new ArrayList<>(List.of("setpriv", "--reuid=65534", "--clear-groups", "--"));
        words.addAll(command);
        return words;
    }
}
