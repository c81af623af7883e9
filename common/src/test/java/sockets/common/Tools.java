package sockets.common;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a test needs of the machine. Where it is missing the test is skipped, and says why. */
public final class Tools {
    /** The root of the clone: each module's tests run in its folder. */
    private static final Path CLONE = Path.of("").toAbsolutePath().getParent();

    private static Boolean namespaces;
    private static Path open;

    private Tools() {}

    /** Skips the test unless these commands are installed. */
    public static void need(String... commands) {
        for (String command : commands)
            assumeTrue(isInstalled(command), command + " is not installed (./test installs it)");
    }

    /** Skips the test unless this is Linux of that version, {@code 6.14}, or a later one. */
    public static void needLinux(String version) {
        String is = System.getProperty("os.version");
        boolean enough = Arrays.compare(numbers(version), numbers(is)) <= 0;
        assumeTrue(enough, "needs Linux " + version + ", this is " + is);
    }

    /** {@code 6.18.44-amd64}: 6 and 18. */
    private static int[] numbers(String version) {
        String[] parts = version.split("[.-]");
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    /** Skips the test unless it runs as root. */
    public static void needRoot() {
        assumeTrue(isRoot(), "needs root");
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Skips the test unless it may make network namespaces: root of a container may not. */
    public static synchronized void needNamespaces() throws InterruptedException {
        needRoot();
        need("ip", "unshare");
        if (namespaces == null) {
            String lo = "ip link set lo up && mount -t sysfs sysfs /sys";
            namespaces = Run.of("unshare", "--net", "--mount", "sh", "-c", lo).exit() == 0;
        }
        assumeTrue(namespaces, "needs network namespaces, which root may not make here");
    }

    /** Skips the test unless root has this capability, such as {@code net_admin}. */
    public static void needCapability(String name) throws InterruptedException {
        needRoot();
        need("setpriv");
        List<String> lines = Run.of("setpriv", "--dump").out();
        boolean there =
                lines.stream()
                        .anyMatch(
                                l -> l.matches("Capability bounding set: .*\\b" + name + "\\b.*"));
        assumeTrue(there, "needs CAP_" + name.toUpperCase(Locale.ROOT) + ", which root lacks here");
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
        return asUser(65534, command);
    }

    /** The same as another user, whose processes are only these. */
    public static List<String> asUser(int uid, List<String> command) {
        // the clone may be closed to others: neither in it nor from it
        List<String> words = new ArrayList<>(List.of("env", "--chdir=/", "setpriv"));
        words.addAll(List.of("--reuid=" + uid, "--clear-groups", "--"));
        for (String word : command) words.add(readable(word));
        int jar = words.indexOf("-jar") + 1;
        // an archive serves the very jar that it was made of
        if (jar > 0 && !command.contains(words.get(jar)))
            words.replaceAll(word -> isArchive(word) ? archive(words.get(jar)) : word);
        return words;
    }

    private static boolean isArchive(String word) {
        return word.startsWith(Archive.OPTION);
    }

    /** The option for the archive of a copy of the jar. */
    private static synchronized String archive(String jar) {
        Path archive = Path.of(jar + ".jsa");
        if (!Files.exists(archive)) {
            Archive.make(open, jar, archive);
            archive.toFile().deleteOnExit();
            archive.resolveSibling(archive.getFileName() + ".list").toFile().deleteOnExit();
        }
        return Archive.OPTION + archive;
    }

    /** A file of the clone as everybody may read it: a copy of it; any other word as it is. */
    public static String readable(String word) {
        if (!word.startsWith("/")) return word;
        Path file = Path.of(word).normalize();
        if (!file.startsWith(CLONE) || !Files.isRegularFile(file)) return word;
        try {
            return copy(file).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path copy(Path file) throws IOException {
        if (open == null) {
            open = Files.createTempDirectory("open");
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
            // last in, first out: the folder goes last
            open.toFile().deleteOnExit();
        }
        Path copy = open.resolve(file.getFileName());
        if (!Files.exists(copy)) {
            Files.copy(file, copy);
            boolean runs = Files.isExecutable(file);
            String mode = runs ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
            copy.toFile().deleteOnExit();
        }
        return copy;
    }
}
