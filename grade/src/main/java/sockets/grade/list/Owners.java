package sockets.grade.list;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who has what below the folder of a list: what the commands of its lines name there. */
public final class Owners {
    /**
     * A path may be part of a word: {@code --class-path=ana:ana/lib.jar}, {@code cd ana && ...}.
     */
    private static final String AROUND_PATHS = "[\\s'\"`=:;,|&<>(){}]+";

    private final Path base;

    private final Map<Who, Set<Path>> named = new HashMap<>();

    /** What is named in a folder. */
    private final Map<Path, Set<Path>> within = new HashMap<>();

    /**
     * @param base the folder of the list, absolute and normalized
     */
    public Owners(List<Line> lines, Path base) {
        this.base = base;
        for (Line line : lines)
            for (Path path : named(line)) {
                named.computeIfAbsent(line.who(), key -> new HashSet<>()).add(path);
                for (Path up = path.getParent(); !up.equals(base); up = up.getParent())
                    within.computeIfAbsent(up, key -> new HashSet<>()).add(path);
            }
    }

    /** What may be a path in the words of a command: each word, and the parts of it. */
    public static Set<String> parts(List<String> words) {
        Set<String> parts = new LinkedHashSet<>();
        for (String word : words) {
            parts.add(word);
            parts.addAll(List.of(word.split(AROUND_PATHS)));
            try {
                // what sh -c has: a name in quotes may have blanks
                parts.addAll(Words.of(word));
            } catch (BadLine e) {
                // not the words of a shell
            }
        }
        return parts;
    }

    /** What a line's command names below the folder of the list. */
    public Set<Path> named(Line line) {
        Set<Path> all = new LinkedHashSet<>();
        for (String part : parts(line.command())) {
            try {
                Path path = base.resolve(part).normalize();
                if (path.startsWith(base) && !path.equals(base) && Files.exists(path))
                    all.add(path);
            } catch (InvalidPathException e) {
                // a word with a byte 0 names nothing
            }
        }
        return all;
    }

    /**
     * True for a folder in which others have something that is not also this student's. Who names a
     * folder means all that is in it.
     */
    public boolean hasOthers(Path folder, Who who) {
        Set<Path> own = named.getOrDefault(who, Set.of());
        return within.getOrDefault(folder, Set.of()).stream()
                .anyMatch(path -> own.stream().noneMatch(path::startsWith));
    }

    /**
     * True if a symbolic link below the folder of the list leads to a file: a student's archive may
     * have one, to any file of the teacher's.
     */
    public static boolean isBehindLink(Path base, String file) {
        try {
            Path path = base.resolve(file).normalize();
            if (!path.startsWith(base) || path.equals(base)) return false;
            Path at = base;
            for (Path part : base.relativize(path)) {
                at = at.resolve(part);
                if (Files.isSymbolicLink(at)) return true;
            }
            return false;
        } catch (InvalidPathException e) {
            // a letter that the locale has not: the program that reads it says so
            return false;
        }
    }
}
