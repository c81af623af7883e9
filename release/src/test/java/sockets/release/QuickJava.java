package sockets.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import sockets.common.Archive;
import sockets.common.Run;

/**
 * A folder with a command {@code java} that starts the jars of dist/ from archives of their
 * classes, for the many commands that the documents show.
 */
final class QuickJava {
    static final Path FOLDER = make();

    private QuickJava() {}

    private static Path make() {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Path folder = Path.of("target", "java").toAbsolutePath();
        StringBuilder script = new StringBuilder("#!/bin/sh\ncase \"$1 $2\" in\n");
        try (Stream<Path> jars = Files.list(root.resolve("dist"))) {
            Files.createDirectories(folder);
            for (Path file : jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                String jar = root.relativize(file).toString();
                Path archive = folder.resolve(file.getFileName() + ".jsa");
                List<String> options = Archive.make(root, jar, archive);
                String words = "'" + String.join("' '", options) + "'";
                script.append("'-jar " + jar + "') set -- " + words + " \"$@\" ;;\n");
            }
            script.append("esac\nexec '" + Run.java() + "' \"$@\"\n");
            Path java = Files.writeString(folder.resolve("java"), script);
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
