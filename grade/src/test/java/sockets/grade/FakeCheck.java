package sockets.grade;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A program whose check says what a test wants: of {@code --say PREFIX} the file PREFIX1, or with
 * {@code --patience 3} PREFIX3. If there is no such file it never ends.
 */
public final class FakeCheck {
    private FakeCheck() {}

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        int patience = words.indexOf("--patience");
        String times = patience < 0 ? "1" : words.get(patience + 1);
        Path file = Path.of(words.get(words.indexOf("--say") + 1) + times);
        if (!Files.exists(file)) Thread.sleep(Long.MAX_VALUE);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Files.readString(file));
        System.exit(1);
    }

    /** Makes its jar. */
    static void jar(Path jar) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeCheck.class.getName());
        String name = FakeCheck.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(name));
            out.write(FakeCheck.class.getResourceAsStream("/" + name).readAllBytes());
            out.closeEntry();
        }
    }
}
