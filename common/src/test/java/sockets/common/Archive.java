package sockets.common;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    /** Java's option that names an archive. */
    static final String OPTION = "-XX:SharedArchiveFile=";

    private static final String CAPTURE =
            Path.of("..", "docs", "captures", "tcp-echo.pcap").toAbsolutePath().toString();

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
            List<String> loaded = new ArrayList<>();
            for (List<String> command : rehearsals(jar)) {
                List<String> words = new ArrayList<>();
                words.addAll(List.of("-XX:DumpLoadedClassList=" + classes, "-jar", jar));
                words.addAll(command);
                java(folder, words);
                loaded.addAll(Files.readAllLines(classes));
            }
            Files.write(classes, loaded.stream().distinct().toList());
            String chosen = "-XX:SharedClassListFile=" + classes;
            String made = OPTION + archive;
            java(folder, List.of("-Xshare:dump", chosen, made, "-cp", jar));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return options(archive);
    }

    /**
     * Makes one of the compiler's classes, for programs that are started from their source.
     *
     * @return the options of Java that use it
     */
    public static List<String> ofCompiler(Path archive) {
        Path empty = archive.resolveSibling("Empty.java");
        try {
            Files.writeString(empty, "class Empty { public static void main(String[] a) {} }");
            String made = "-XX:ArchiveClassesAtExit=" + archive;
            java(empty.getParent(), List.of("-Xlog:cds*=off", made, empty.toString()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return options(archive);
    }

    /** The options of Java that use an archive which has been made. */
    public static List<String> options(Path archive) {
        // whoever may not read it, or runs another jar, does without, and Java need not tell
        List<String> options = new ArrayList<>(List.of("-Xlog:cds*=off"));
        if (Runtime.version().feature() >= 25) options.add("-Xlog:aot*=off");
        options.add(OPTION + archive);
        // C1 alone compiles, and only what runs often: a short command spends a quarter of its work
        // on compiling. No file for jps is written, as by the launchers.
        options.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=20"));
        options.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
        return options;
    }

    /** Commands that load what most commands do, and end at once: nobody can have this address. */
    private static List<List<String>> rehearsals(String jar) {
        String nobody = "255.255.255.255";
        List<String> server = List.of("server", "-b", nobody);
        return switch (Path.of(jar).getFileName().toString()) {
            case "udp-echo.jar", "tcp-echo.jar" ->
                    List.of(server, List.of("client", "-m", "hello", nobody));
            case "chat.jar" -> List.of(server, List.of("client", nobody));
            case "traceroute.jar" -> List.of(List.of("-n", nobody));
            case "sniffer.jar" -> List.of(List.of("read", CAPTURE));
            case "sockopts.jar" -> List.of(List.of("list"));
            case "grade.jar" -> List.of(List.of("--help"));
            default -> List.of(server);
        };
    }

    private static void java(Path folder, List<String> options) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("env", "-C"));
        words.addAll(List.of(folder.toAbsolutePath().toString(), Run.java()));
        words.addAll(options);
        Run.of(words, Map.of()).exit();
    }
}
