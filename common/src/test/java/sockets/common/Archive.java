package sockets.common;

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
        Path classes = archive.resolveSibling(archive.getFileName() + ".list");
        try {
            // a server that cannot bind loads what most commands do
            String list = "-XX:DumpLoadedClassList=" + classes;
            java(folder, list, "-jar", jar, "server", "-b", "255.255.255.255");
            String chosen = "-XX:SharedClassListFile=" + classes;
            String made = "-XX:SharedArchiveFile=" + archive;
            java(folder, "-Xshare:dump", chosen, made, "-cp", jar);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        // Whoever may not read it (another user), or runs a copy of the jar, does without, and Java
        // need not tell; C1 alone compiles and no file for jps is written, as by the launchers.
        List<String> options = new ArrayList<>(List.of("-Xlog:cds*=off"));
        if (Runtime.version().feature() >= 25) options.add("-Xlog:aot*=off");
        options.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-XX:TieredStopAtLevel=1"));
        options.add("-XX:-UsePerfData");
        return options;
    }

    private static void java(Path folder, String... options) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("env", "-C"));
        words.addAll(List.of(folder.toAbsolutePath().toString(), Run.java()));
        words.addAll(List.of(options));
        Run.of(words, Map.of()).exit();
    }
}
