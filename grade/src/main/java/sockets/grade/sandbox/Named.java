package sockets.grade.sandbox;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The teacher's files that a command names, which are all that it sees of them.
 *
 * @param handIns what stands in the list's folder: of {@code python3 ana/src/server.py} the folder
 *     {@code ana}
 * @param others files and folders elsewhere: {@code ../dist/tcp-echo.jar}
 */
public record Named(Set<Path> handIns, Set<Path> others) {
    /**
     * A path may be part of a word: {@code --class-path=ana:ana/lib.jar}, {@code cd ana && ...}.
     */
    private static final String AROUND_PATHS = "[\\s'\"`=:;,|&<>(){}]+";

    /** What every command has, or must never have. */
    private static final List<String> SYSTEM =
            List.of(
                    "usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "etc", "dev", "proc",
                    "sys", "run");

    /**
     * @param folder absolute: where the command runs
     */
    static Named in(List<String> words, Path folder) {
        Named named = new Named(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (String part : parts(words)) named.add(part, folder);
        return named;
    }

    /** What may be a path in the words of a command: each word, and the parts of it. */
    public static Set<String> parts(List<String> words) {
        Set<String> parts = new LinkedHashSet<>();
        for (String word : words) {
            parts.add(word);
            parts.addAll(List.of(word.split(AROUND_PATHS)));
        }
        return parts;
    }

    private void add(String text, Path folder) {
        if (text.isEmpty()) return;
        try {
            Path path = folder.resolve(text).normalize();
            if (path.startsWith(folder)) addHandIn(folder.relativize(path), folder);
            else if (isFile(path) && !isSystem(path) && !isAbove(path, folder)) others.add(path);
        } catch (InvalidPathException e) {
            // a word with a byte 0 names nothing
        }
    }

    private void addHandIn(Path inside, Path folder) {
        Path first = folder.resolve(inside.getName(0));
        // the folder itself has an empty name: it would show all hand-ins. A link may have come out
        // of a student's archive, and lead to any file of the teacher
        if (!first.equals(folder) && isFile(first, LinkOption.NOFOLLOW_LINKS)) handIns.add(first);
    }

    /** No socket, device or pipe: what stands behind them is outside. */
    private static boolean isFile(Path path, LinkOption... links) {
        return Files.isRegularFile(path, links) || Files.isDirectory(path, links);
    }

    private static boolean isSystem(Path path) {
        // not /home, /tmp or /srv either
        return path.getNameCount() < 2 || SYSTEM.contains(path.getName(0).toString());
    }

    /** Of the list or of the home folder: it has more in it than is meant. */
    private static boolean isAbove(Path path, Path folder) {
        return folder.startsWith(path) || Path.of(System.getProperty("user.home")).startsWith(path);
    }
}
