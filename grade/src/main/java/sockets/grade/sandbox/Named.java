package sockets.grade.sandbox;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import sockets.grade.list.Owners;

/**
 * The teacher's files that a command names, which are all that it sees of them.
 *
 * @param handIns below the list's folder: of {@code python3 ana/src/server.py} the folder {@code
 *     ana}, or the highest in which no other student has anything
 * @param others files and folders elsewhere: {@code ../dist/tcp-echo.jar}
 */
public record Named(Set<Path> handIns, Set<Path> others) {
    /** What every command has, or must never have. */
    private static final List<String> SYSTEM =
            List.of(
                    "usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "etc", "dev", "proc",
                    "sys", "run");

    /**
     * @param folder absolute: where the command runs
     * @param others true for a folder in which another student has something
     */
    static Named in(List<String> words, Path folder, Predicate<Path> others) {
        Named named = new Named(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (String part : Owners.parts(words)) named.add(part, folder, others);
        return named;
    }

    private void add(String text, Path folder, Predicate<Path> ofOthers) {
        if (text.isEmpty()) return;
        try {
            Path path = folder.resolve(text).normalize();
            if (path.startsWith(folder)) addHandIn(folder.relativize(path), folder, ofOthers);
            else if (isFile(path) && !isSystem(path) && !isAbove(path, folder)) others.add(path);
        } catch (InvalidPathException e) {
            // a word with a byte 0 names nothing
        }
    }

    private void addHandIn(Path inside, Path folder, Predicate<Path> ofOthers) {
        Path path = folder;
        for (Path part : inside) {
            path = path.resolve(part);
            // a link may have come out of a student's archive, and lead to any file of the teacher
            if (!isFile(path, LinkOption.NOFOLLOW_LINKS)) return;
            if (ofOthers.test(path)) continue;
            // the folder itself has an empty name: it would show all hand-ins
            if (!path.equals(folder)) handIns.add(path);
            return;
        }
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
