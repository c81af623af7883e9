package sockets.grade.compare;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sockets.grade.list.Line;
import sockets.grade.list.Owners;
import sockets.grade.list.Who;

/** Which source files a line's command starts: those that it names, else those of its folder. */
final class SourceFiles {
    /** A longer file was not written by hand. */
    static final int LONGEST = 1 << 20;

    private static final int MOST_FILES = 200;

    /** Not all of a disk is walked for them. */
    private static final int MOST_VISITS = 20_000;

    private static final int DEPTH = 12;

    private static final Set<String> EXTENSIONS =
            Set.of(
                    "py", "c", "h", "cc", "cpp", "cxx", "hpp", "java", "kt", "cs", "js", "mjs",
                    "ts", "rb", "go", "pl", "php", "rs", "sh", "scala", "swift", "lua");

    private final Path base;
    private final Owners owners;

    /**
     * @param base the folder of the list, absolute and normalized
     */
    SourceFiles(List<Line> lines, Path base) {
        this.base = base;
        owners = new Owners(lines, base);
    }

    static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean isSource(Path file) {
        return EXTENSIONS.contains(extension(file))
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The files of a line, in an order that does not depend on the system. */
    List<Path> of(Line line) {
        Set<Path> named = owners.named(line);
        List<Path> files = new ArrayList<>(named.stream().filter(SourceFiles::isSource).toList());
        if (files.isEmpty())
            for (Path root : roots(named, line.who()))
                below(root, MOST_FILES - files.size(), files);
        return files;
    }

    /** Of each path the highest folder in which no other student has anything. */
    private Set<Path> roots(Set<Path> named, Who who) {
        Set<Path> roots = new LinkedHashSet<>();
        for (Path path : named) {
            Path root = null;
            for (Path up = path; !up.equals(base) && !owners.hasOthers(up, who); ) {
                if (Files.isDirectory(up, LinkOption.NOFOLLOW_LINKS)) root = up;
                up = up.getParent();
            }
            if (root != null) roots.add(root);
        }
        return roots;
    }

    /** The source files in a folder and below. */
    static void below(Path folder, int most, List<Path> files) {
        List<Path> found = new ArrayList<>();
        int[] visits = {0};
        try {
            Files.walkFileTree(
                    folder,
                    EnumSet.noneOf(FileVisitOption.class),
                    DEPTH,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                            if (isSource(file)) found.add(file);
                            boolean enough = found.size() >= most || ++visits[0] > MOST_VISITS;
                            return enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            // what cannot be read cannot be compared
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path path, IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            // the same
        }
        found.sort(null);
        files.addAll(found.subList(0, Math.min(Math.max(0, most), found.size())));
    }
}
