package sockets.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An archive of a jar's classes, as the launchers have one: a thousand starts of Java take two
 * thirds of the work with it.
 */
public final class Archive {
    private Archive() {}

    /**
     * Makes it.
     *
     * @param folder the current one of those who will use it, if the jar's path is relative
     * @param jar as they will write it
     * @return the options of Java that use it
     */
    public static List<String> make(Path folder, String jar, Path archive) {
        try {
            Files.deleteIfExists(archive);
            // a server that cannot bind loads what most commands do
            String made = "-XX:ArchiveClassesAtExit=" + archive;
            List<String> words = new ArrayList<>(List.of("env", "-C"));
            words.addAll(List.of(folder.toAbsolutePath().toString(), Run.java(), made));
            words.addAll(List.of("-jar", jar, "server", "-b", "255.255.255.255"));
            Run.of(words, Map.of()).exit();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        // Whoever may not read it (another user), or runs a copy of the jar, does without, and Java
        // need not tell; C1 alone compiles, as in the launchers' short commands.
        List<String> options = new ArrayList<>(List.of("-Xlog:cds*=off"));
        if (Runtime.version().feature() >= 25) options.add("-Xlog:aot*=off");
        options.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-XX:TieredStopAtLevel=1"));
        return options;
    }
}
