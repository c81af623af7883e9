package sockets.grade.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of one group: who it is, and the files in it. No symbolic link is followed. */
final class HandIn {
    private static final int DEPTH = 6;
    private static final int MOST_FILES = 500;
    private static final int LONGEST = 256 * 1024;
    private static final Set<String> OTHERS =
            Set.of("__pycache__", "node_modules", "target", "venv", "__MACOSX");

    /** As Moodle names them: the name, a number of its own, and what kind it is. */
    private static final Pattern MOODLE = Pattern.compile("(.+?)_[0-9]+_assignsubmission_.*");

    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    private HandIn(Path folder) {
        this.folder = folder;
    }

    static HandIn of(Path folder) throws IOException {
        HandIn handIn = new HandIn(folder);
        Files.walkFileTree(
                folder, EnumSet.noneOf(FileVisitOption.class), DEPTH, handIn.new Visitor());
        handIn.files.sort(null);
        return handIn;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            String name = path.getFileName().toString();
            boolean other = name.startsWith(".") || OTHERS.contains(name);
            return other && !path.equals(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            boolean hidden = path.getFileName().toString().startsWith(".");
            if (attributes.isRegularFile() && !hidden) files.add(path);
            return files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            // what cannot be read cannot be graded
            return FileVisitResult.CONTINUE;
        }
    }

    String name() {
        String name = folder.getFileName().toString();
        Matcher moodle = MOODLE.matcher(name);
        return moodle.matches() ? moodle.group(1) : name;
    }

    List<Path> files() {
        return files;
    }

    /** The path of a file below the folder, in small letters. */
    String place(Path file) {
        return folder.relativize(file).toString().toLowerCase(Locale.ROOT);
    }

    /** The beginning of a file, as text. */
    static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
