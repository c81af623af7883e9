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
            import os, socket, sys
            code = compile(open(sys.argv[1]).read(), sys.argv[1], "exec")
            s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            name = os.path.basename(sys.argv[1])
            lacking = "SO_J1939_", "SO_VM_", "IPV6_"
            if not name.startswith((*lacking, "SO_DONTROUTE", "IP_MTU_DISCOVER")):
                exec(code)
            """;

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

    @ParameterizedTest
    @MethodSource("inC")
    void theExampleInCCompiles(String name) throws Exception {
        Tools.need("gcc");
        assumeTrue(HasHeaders.IN_C, "the C library's headers are not installed (./test does it)");
        // what begins with # belongs above main
        Map<Boolean, String> parts =
                Files.readAllLines(resource("examples/" + name)).stream()
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
        Run python = Run.of("python3", "-c", PYTHON, resource("examples/" + name).toString());
        assertEquals(List.of(), python.err());
        assertEquals(0, python.exit());
    }

    @ParameterizedTest
    @MethodSource("inJava")
    void theExampleInJavaCompiles(String name) throws Exception {
        Path source = folder.resolve("Example.java");
        String imports =
                """
                import java.net.*;
                import java.nio.*;
                import java.nio.channels.*;
                import java.nio.charset.*;
                """;
        String example = Files.readString(resource("examples/" + name));
        Files.writeString(
                source,
                imports + "class Example { void example() throws Exception {\n" + example + "}}\n");
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
