package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;

/** A Java that is too old is told so, by each jar. */
@Timeout(600)
class OldJavaIT {
    private static final String START = "sockets.common.Start";

    static List<String> programs() throws Exception {
        return ReleaseIT.programs();
    }

    private static String jar(String program) {
        return DocumentsIT.ROOT.resolve("dist/" + program + ".jar").toString();
    }

    private static Run start(String program, String version) {
        return Run.of(
                Run.java(),
                "-cp",
                System.getProperty("java.class.path"),
                OldJava.class.getName(),
                jar(program),
                version);
    }

    private static List<String> told(String program, int version) {
        String error = program + ": java: version " + version + " is too old ";
        return List.of(
                error + "(Java 17 or later is needed: https://adoptium.net)",
                error + "(hace falta Java 17 o posterior: https://adoptium.net)");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isToldInBothLanguages(String program) throws Exception {
        Run run = start(program, "1.8");
        assertEquals(1, run.exit());
        assertEquals(told(program, 8), run.err());
        assertEquals(List.of(), run.out());
    }

    @ParameterizedTest
    @CsvSource({"9, 9", "11, 11", "16, 16"})
    void eachOfThem(String version, int number) throws Exception {
        assertEquals(told("chat", number), start("chat", version).err());
    }

    /** The guard of the tests above: on Java 17 it goes on to what an older one cannot load. */
    @Test
    void oneThatIsNewEnoughGoesOn() throws Exception {
        Run run = start("chat", "17");
        assertEquals(1, run.exit());
        String said = run.err().toString();
        assertTrue(said.contains("UnsupportedClassVersionError: sockets.chat.Chat"), said);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void oneClassOfTheJarIsForJava8TheRestForJava17(String program) throws Exception {
        try (JarFile jar = new JarFile(jar(program))) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertEquals(START, manifest.getValue(Attributes.Name.MAIN_CLASS));
            assertEquals(OldJava.NEWEST, version(jar, START));
            assertEquals(61, version(jar, manifest.getValue("Specification-Title")));
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.getName().endsWith(".class")) continue;
                boolean ours = entry.getName().startsWith("sockets/");
                try (InputStream in = jar.getInputStream(entry)) {
                    int version = OldJava.version(in);
                    boolean start = entry.getName().startsWith(START.replace('.', '/'));
                    if (ours && !start) assertEquals(61, version, entry.getName());
                    else assertTrue(version <= 61, entry.getName());
                }
            }
        }
    }

    private static int version(JarFile jar, String name) throws Exception {
        try (InputStream in = jar.getInputStream(jar.getEntry(name.replace('.', '/') + ".class"))) {
            return OldJava.version(in);
        }
    }
}
