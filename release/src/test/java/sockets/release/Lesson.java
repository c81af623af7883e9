package sockets.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A lesson: a program in one file.
 *
 * @param file from the root of the repository, {@code udp-echo/lesson/es/UdpServer.java}
 */
record Lesson(Path file) {
    static final List<String> LANGUAGES = List.of("es", "en");

    static Lesson of(String module, String language, String name) {
        return new Lesson(Path.of(module, "lesson", language, name + ".java"));
    }

    /** All of a language, in the order of their modules' names. */
    static List<Lesson> all(String language) {
        try (Stream<Path> modules = Files.list(DocumentsIT.ROOT)) {
            return modules.sorted()
                    .map(module -> module.resolve("lesson").resolve(language))
                    .filter(Files::isDirectory)
                    .flatMap(Lesson::files)
                    .map(file -> new Lesson(DocumentsIT.ROOT.relativize(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String module() {
        return file.getName(0).toString();
    }

    /** The name of its class. */
    String name() {
        return file.getFileName().toString().replace(".java", "");
    }

    Lesson in(String language) {
        return of(module(), language, name());
    }

    Path path() {
        return DocumentsIT.ROOT.resolve(file);
    }

    String source() {
        try {
            return Files.readString(path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source without comments and empty lines, each line without its indentation. */
    List<String> code() {
        String text = source().replaceAll("(?s)/\\*.*?\\*/", "");
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
