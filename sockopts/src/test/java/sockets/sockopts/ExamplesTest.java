package sockets.sockopts;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Tools;

/** What explain adds to the meaning: texts in two languages, and examples that work when pasted. */
@Timeout(600)
class ExamplesTest {
    private static final String HEADERS =
            Stream.of("arpa/inet", "errno", "netinet/in", "netinet/tcp", "poll", "stdio", "string")
                    .map(name -> "#include <" + name + ".h>\n")
                    .collect(joining("", "", "#include <sys/socket.h>\n#include <unistd.h>\n"));

    /**
     * Those of vehicles, virtual machines and IPv6, which a machine may lack, are only compiled,
     * and so are those that send to another network.
     */
    private static final String PYTHON =
            """
            import socket, sys
            name = sys.argv[1]
            code, spanish = (compile(text, name, "exec") for text in sys.argv[2:])
            assert code == spanish
            s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            lacking = "SO_J1939_", "SO_VM_", "IPV6_"
            if not name.startswith((*lacking, "SO_DONTROUTE", "IP_MTU_DISCOVER")):
                exec(code)
            """;

    private static final List<String> LANGUAGES = List.of("en", "es");

    @TempDir private Path folder;

    @Test
    void everyExplanationHasItsTextsAndExamples() throws Exception {
        Set<String> keys = texts("en").stringPropertyNames();
        for (String name : names(keys)) {
            assertTrue(keys.contains(name + ".use"), name);
            assertTrue(keys.contains(name + ".java"), name);
        }
        assertEquals(names(keys), names(fileNames("c")));
        assertEquals(names(keys), names(fileNames("py")));
        assertTrue(names(keys).containsAll(names(fileNames("java"))));
    }

    @Test
    void bothLanguagesExplainTheSame() throws Exception {
        Properties english = texts("en");
        Properties spanish = texts("es");
        assertEquals(english.stringPropertyNames(), spanish.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertFalse(english.getProperty(key).isBlank(), key);
            assertFalse(spanish.getProperty(key).isBlank(), key);
        }
    }

    private static final class HasHeaders {
        static final boolean IN_C = compile();

        private static boolean compile() {
            String include = "echo '#include <sys/socket.h>' | gcc -E -";
            try {
                return Run.of("sh", "-c", include).exit() == 0;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Names and numbers alone are the same in both. */
    @Test
    void everyCommentIsInBothLanguages() throws Exception {
        List<String> one = new ArrayList<>();
        for (String suffix : List.of("c", "py", "java"))
            for (String name : fileNames(suffix)) {
                List<String> english = example(name, "en").lines().toList();
                List<String> spanish = example(name, "es").lines().toList();
                for (int i = 0; i < english.size(); i++) {
                    String comment = english.get(i).replaceFirst(".*?(//|#) ", "// ");
                    if (!comment.startsWith("// ") || comment.matches("// [A-Z0-9_, ]+")) continue;
                    if (english.get(i).equals(spanish.get(i))) one.add(name + ": " + comment);
                    if (comment.contains(" | ")) one.add(name + ": " + comment);
                }
            }
        assertEquals(List.of(), one);
    }

    @ParameterizedTest
    @MethodSource("inC")
    void theExampleInCCompiles(String name) throws Exception {
        Tools.need("gcc");
        for (String language : LANGUAGES) compileC(name, language);
    }

    private void compileC(String name, String language) throws Exception {
        assumeTrue(HasHeaders.IN_C, "the C library's headers are not installed (./test does it)");
        // what begins with # belongs above main
        Map<Boolean, String> parts =
                example(name, language)
                        .lines()
                        .collect(partitioningBy(line -> line.startsWith("#"), joining("\n")));
        Path program = folder.resolve(name);
        String main = "int fd;\nint main(void) {\n" + parts.get(false) + "\n}\n";
        Files.writeString(program, parts.get(true) + "\n" + HEADERS + main);
        Run gcc = Run.of("gcc", "-Wall", "-Werror", "-fsyntax-only", program.toString());
        assertEquals(List.of(), gcc.err());
        assertEquals(0, gcc.exit());
    }

    @ParameterizedTest
    @MethodSource("inPython")
    void theExampleInPythonRuns(String name) throws Exception {
        Tools.need("python3");
        Run python =
                Run.of("python3", "-c", PYTHON, name, example(name, "en"), example(name, "es"));
        assertEquals(List.of(), python.err());
        assertEquals(0, python.exit());
    }

    @ParameterizedTest
    @MethodSource("inJava")
    void theExampleInJavaCompiles(String name) throws Exception {
        for (String language : LANGUAGES) compileJava(name, language);
    }

    private void compileJava(String name, String language) throws Exception {
        Path source = folder.resolve("Example.java");
        String imports =
                """
                import java.net.*;
                import java.nio.*;
                import java.nio.channels.*;
                import java.nio.charset.*;
                """;
        String example = example(name, language);
        Files.writeString(
                source,
                imports
                        + "class Example { void example() throws Exception {\n"
                        + example
                        + "\n}}\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-Xlint:all", "-Werror", "-d", folder.toString());
            var sources = files.getJavaFileObjects(source);
            boolean compiled =
                    compiler.getTask(messages, files, null, options, null, sources).call();
            assertTrue(compiled, messages::toString);
        }
    }

    private static String example(String file, String language) throws Exception {
        String[] parts = file.split("\\.");
        return new Meanings(language).example(Options.table().find(parts[0]), parts[1]);
    }

    static Set<String> inC() throws Exception {
        return fileNames("c");
    }

    static Set<String> inPython() throws Exception {
        return fileNames("py");
    }

    static Set<String> inJava() throws Exception {
        return fileNames("java");
    }

    private static Set<String> fileNames(String suffix) throws Exception {
        Set<String> names = new TreeSet<>();
        try (var files = Files.newDirectoryStream(resource("examples"), "*." + suffix)) {
            for (Path file : files) names.add(file.getFileName().toString());
        }
        return names;
    }

    /** The options that these keys or files are of. */
    private static Set<String> names(Set<String> dotted) {
        Set<String> names = new TreeSet<>();
        for (String name : dotted) names.add(name.substring(0, name.indexOf('.')));
        return names;
    }

    private static Properties texts(String language) throws Exception {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(resource("explain_" + language + ".properties"))) {
            texts.load(in);
        }
        return texts;
    }

    private static Path resource(String name) throws Exception {
        return Path.of(ExamplesTest.class.getResource(name).toURI());
    }
}
