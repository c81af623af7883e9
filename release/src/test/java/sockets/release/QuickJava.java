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
 * A home of Java whose command {@code java} starts the jars of dist/ from archives of their
 * classes, and programs in source from one of the compiler's: for the many commands that the
 * documents and the lessons show.
 */
final class QuickJava {
    static final Path HOME = make();

    /** The folder of its command, for a PATH. */
    static final Path FOLDER = HOME.resolve("bin");

    /** The command. */
    static final String JAVA = FOLDER.resolve("java").toString();

    private QuickJava() {}

    /** The archive that the tests of a module have left, or one that is made. */
    private static List<String> archive(Path root, Path jar, Path home) throws IOException {
        String module = jar.getFileName().toString().replace(".jar", "");
        Path left = root.resolve(module).resolve("target").resolve("tests.jsa");
        if (Files.exists(left) && newer(left, jar)) return Archive.options(left);
        String relative = root.relativize(jar).toString();
        return Archive.make(root, relative, home.resolve(module + ".jsa"));
    }

    private static String quoted(List<String> words) {
        return "'" + String.join("' '", words) + "'";
    }

    private static boolean newer(Path file, Path other) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) > 0;
    }

    private static Path make() {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Path home = Path.of("target", "java").toAbsolutePath();
        StringBuilder script = new StringBuilder("#!/bin/sh\ncase \"$1 $2\" in\n");
        try (Stream<Path> jars = Files.list(root.resolve("dist"))) {
            Path folder = Files.createDirectories(home.resolve("bin"));
            for (Path file : jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                String jar = root.relativize(file).toString();
                String words = quoted(archive(root, file, home));
                script.append("'-jar " + jar + "' | '-jar " + file + "') ");
                script.append("set -- " + words + " \"$@\" ;;\n");
            }
            String source = quoted(Archive.ofCompiler(home.resolve("compiler.jsa")));
            script.append("*.java* | '-cp '*) set -- " + source + " \"$@\" ;;\n");
            script.append("esac\nexec '" + Run.java() + "' \"$@\"\n");
            Path java = Files.writeString(folder.resolve("java"), script);
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
