package sockets.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A generated es_AR locale, in a folder of the build: with it the JDK's messages turn Spanish. */
public final class Spanish {
    private Spanish() {}

    /** The environment of a program in that locale; skips the test where none can be made. */
    public static Map<String, String> environment() throws IOException, InterruptedException {
        Tools.need("localedef");
        Path folder = Path.of("target", "locale").toAbsolutePath();
        Files.createDirectories(folder);
        Path locale = folder.resolve("es_AR.UTF-8");
        if (!Files.exists(locale)) {
            Run make = Run.of("localedef", "-i", "es_AR", "-f", "UTF-8", locale.toString());
            if (make.exit() > 1) throw new AssertionError("localedef: " + make.err());
        }
        return Map.of("LOCPATH", folder.toString(), "LANG", "es_AR.UTF-8", "LC_ALL", "es_AR.UTF-8");
    }
}
