package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.Trace;

/** {@code explain FILE.java}: programs of others, whose calls are told as the kernel gets them. */
@Timeout(600)
class ExplainProgramIT {
    @TempDir private Path folder;

    private static String program(String name) throws Exception {
        return Path.of(ExplainProgramIT.class.getResource("/programs/" + name).toURI()).toString();
    }

    private static Run explain(String... words) {
        List<String> command = new ArrayList<>(List.of("explain"));
        command.addAll(Arrays.asList(words));
        return Run.program(command.toArray(String[]::new));
    }

    private Path write(String name, String code) throws Exception {
        return Files.writeString(folder.resolve(name), code);
    }

    private static int port(Run server) throws Exception {
        return Integer.parseInt(server.awaitOut("listening on tcp ").replaceAll(".*:", ""));
    }

    private static void echo(int port) throws Exception {
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.getOutputStream().write("hola".getBytes(StandardCharsets.UTF_8));
            assertEquals("hola", new String(client.getInputStream().readNBytes(4)));
            client.shutdownOutput();
            assertEquals(-1, client.getInputStream().read());
        }
    }

    /** Netty's jars, from the class path of the tests. */
    private static String netty() throws Exception {
        List<String> jars = new ArrayList<>();
        for (String name :
                List.of(
                        "io.netty.channel.Channel",
                        "io.netty.buffer.ByteBuf",
                        "io.netty.util.concurrent.Future",
                        "io.netty.resolver.NameResolver"))
            jars.add(
                    Path.of(
                                    Class.forName(name)
                                            .getProtectionDomain()
                                            .getCodeSource()
                                            .getLocation()
                                            .toURI())
                            .toString());
        return String.join(File.pathSeparator, jars);
    }

    /** Only java -jar reads the manifest, which opens the package of Java's own channels. */
    @Test
    void startedByTheNameOfItsClassItTellsWhatIsMissing() throws Exception {
        String file = write("Hi.java", "class Hi { public static void main(String[] a) {} }") + "";
        String java = Run.jar().get(0);
        for (String language : List.of("en", "es")) {
            Run run =
                    Run.of(
                            java,
                            "-cp",
                            Run.path(),
                            "sockets.tcpecho.TcpEcho",
                            "explain",
                            "--lang",
                            language,
                            file);
            assertEquals(1, run.exit());
            assertEquals(1, run.err().size(), run.err().toString());
            String line = run.err().get(0);
            assertTrue(
                    line.startsWith(
                            "tcp-echo: load sun.nio.ch.DefaultSelectorProvider: Permission denied ("),
                    line);
            assertTrue(
                    line.contains("add --add-exports java.base/sun.nio.ch=ALL-UNNAMED)")
                            || line.contains("agregue --add-exports"),
                    line);
        }
    }

    /** An accent in the locale C: no file of Java has that name. */
    @Test
    void aNameThatTheLocaleCannotSayIsToldInOneLine() throws Exception {
        for (String command : List.of("explain", "check --junit", "plot")) {
            List<String> words =
                    new ArrayList<>(List.of("bash", "-c", "exec \"$@\" $'\\xc3\\xb1.java'", "-"));
            words.addAll(Run.jar(command.split(" ")));
            Run run = Run.of(words, Map.of("LC_ALL", "C"));
            assertTrue(run.exit() > 0);
            String line = run.err().get(0);
            assertTrue(line.contains("in this locale") && line.contains("LC_ALL=C.UTF-8"), line);
            assertFalse(line.contains("nvalidPath"), line);
        }
    }

    @Test
    void nettysCallsAreTheKernels() throws Exception {
        Tools.need("strace");
        Path trace = folder.resolve("trace");
        List<String> words = Run.jar("explain", "-cp", netty(), program("NettyEcho.java"));
        try (Run strace = Run.of(Trace.strace(trace, words), Map.of())) {
            echo(port(strace));
            strace.awaitErr("close(#1) = 0");
            assertEquals(0, strace.type("").exit(), strace.err().toString());
            // what it sets by java.net.Socket goes by our channels unseen, as the hint says
            String hint = strace.awaitErr("hint: ");
            assertTrue(hint.contains(" uses java.net.ServerSocket: "), hint);
            List<String> kernel = new ArrayList<>(Trace.kernel(trace));
            List<String> told = new ArrayList<>(Trace.explained(strace.err()));
            kernel.remove("setsockopt");
            kernel.remove("setsockopt");
            told.remove("setsockopt");
            assertEquals(kernel, told);
        }
    }

    @Test
    void thatOldSocketsCannotBeToldIsSaidOnce() throws Exception {
        try (Run server = explain("--lang", "en", program("OldSockets.java"))) {
            echo(port(server));
            assertEquals(0, server.exit());
            assertEquals(
                    List.of(
                            "hint: OldSockets uses java.net.ServerSocket: its calls do not go through"
                                    + " channels and cannot be told; those of SocketChannel and its"
                                    + " like can"),
                    server.err());
        }
    }

    @Test
    void theCallThatWaitsIsTold() throws Exception {
        Path file =
                write(
                        "Waits.java",
                        """
                        import java.net.InetSocketAddress;
                        import java.net.StandardProtocolFamily;
                        import java.nio.ByteBuffer;
                        import java.nio.channels.ServerSocketChannel;
                        import java.nio.channels.SocketChannel;

                        class Waits {
                            public static void main(String[] args) throws Exception {
                                var listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
                                listener.bind(new InetSocketAddress("127.0.0.1", 0), 1);
                                System.out.println("listening on tcp " + listener.getLocalAddress());
                                SocketChannel client = listener.accept();
                                client.read(ByteBuffer.allocate(10));
                                client.close();
                            }
                        }
                        """);
        try (Run run = explain(file.toString(), "--lang", "en")) {
            int port = port(run);
            run.awaitErr("explain: Waits | accept() <unfinished ...> | ServerSocketChannel.accept");
            try (Socket client = new Socket("127.0.0.1", port)) {
                run.awaitErr("accept() = #1 127.0.0.1:" + client.getLocalPort());
                run.awaitErr(
                        "read(#1, 10) <unfinished ...> | SocketChannel.read | waits until the other"
                                + " side sends something, or closes");
                client.getOutputStream().write('x');
                assertEquals(0, run.exit(), run.err().toString());
            }
            List<String> calls = new ArrayList<>();
            for (String line : run.err()) calls.add(line.split(" \\| ")[1]);
            int last = calls.indexOf("read(#1, 10) = 1");
            assertEquals(
                    List.of("read(#1, 10) = 1", "close(#1) = 0"), calls.subList(last, last + 2));
        }
    }

    @Test
    void aProgramHasItsArgumentsItsInputAndItsThreads() throws Exception {
        Path file =
                write(
                        "Mine.java",
                        """
                        package some.where;

                        public class Mine {
                            public static void main(String[] args) throws Exception {
                                System.out.println(String.join(" ", args) + Other.read());
                                new Thread(() -> System.out.println("a thread goes on")).start();
                            }
                        }

                        class Other {
                            static char read() throws Exception {
                                return (char) System.in.read();
                            }
                        }
                        """);
        Run run = explain("--quiet", file.toString(), "--port", "-x", "--lang", "es", "--");
        run.type("!");
        assertEquals(List.of("--port -x --lang es --!", "a thread goes on"), run.out());
        assertEquals(0, run.exit());
        assertEquals(List.of(), run.err());
    }

    @Test
    void aClassOfAFolderIsRunAndWhatItThrowsIsToldAsJavaDoes() throws Exception {
        Path file =
                write(
                        "Fails.java",
                        """
                        public class Fails {
                            public static void main(String[] args) {
                                throw new IllegalStateException("on purpose");
                            }
                        }
                        """);
        assertEquals(
                0,
                javax.tools.ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, file.toString()));
        Run run = explain("-cp", folder.toString(), "Fails");
        assertEquals(1, run.exit());
        String exception =
                "Exception in thread \"main\" java.lang.IllegalStateException: on purpose";
        assertEquals(exception, run.err().get(0));
    }

    /** JEP 512: since 25 a file may have main alone, of an object and without arguments. */
    @Test
    void mainIsWhatThisJavaTakesForIt() throws Exception {
        String file = write("Short.java", "void main() { System.out.print(1 + 1); }").toString();
        boolean knows = Runtime.version().feature() >= 25;
        Run run = explain(file);
        assertEquals(knows ? 0 : 1, run.exit(), run.err()::toString);
        assertEquals(knows ? List.of("2") : List.of(), run.out());
    }

    /** The name of a class is no side of ours, whose words may be others. */
    @Test
    void aClassMayHaveAnyName() throws Exception {
        String code =
                """
                import java.nio.channels.Selector;

                class client {
                    public static void main(String[] args) throws Exception {
                        Selector.open().selectNow();
                    }
                }
                """;
        Run run = explain(write("client.java", code).toString());
        assertEquals(0, run.exit());
        String all = "waits for all sockets at the same time; none is ready";
        assertTrue(run.err().toString().contains(all), run.err()::toString);
    }

    @Test
    void whatCannotBeRunIsSaid() throws Exception {
        Run none = explain("--lang", "en", "Nowhere.java");
        assertEquals(1, none.exit());
        assertTrue(
                none.err().get(0).startsWith("tcp-echo: open Nowhere.java: No such file"),
                none.err().toString());
        Path wrong = write("Wrong.java", "class Wrong { int x = \"no number\"; }\n");
        Run notCompiled = explain(wrong.toString());
        assertEquals(1, notCompiled.exit());
        assertTrue(
                notCompiled.err().stream()
                        .anyMatch(line -> line.contains("Wrong.java:1: error: incompatible types")),
                notCompiled.err().toString());
        Path noMain = write("NoMain.java", "class NoMain {}\n");
        Run lacks = explain("--lang", "en", noMain.toString());
        assertEquals(1, lacks.exit());
        assertTrue(
                lacks.err().get(0).contains("no public static void main(String[])"),
                lacks.err().toString());
        Run missing = explain("some.Thing");
        assertEquals(1, missing.exit());
        assertFalse(missing.err().get(0).contains("Exception"), missing.err().toString());
        assertEquals(2, explain().exit());
    }
}
