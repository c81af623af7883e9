package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;
import sockets.common.Trace;
import sockets.common.TwoHosts;

/**
 * The lessons as students use them: started from the source, talked to, graded, and graded again
 * with a line changed.
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class LessonsIT {
    private static final Path DIST = Path.of(Run.path()).getParent();
    private static final Path PROFILE =
            DocumentsIT.ROOT.resolve("chat/profiles/relay.properties").toAbsolutePath();

    static List<Lesson> lessons() {
        return LessonsTest.lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void compilesWithoutAWarning(Lesson lesson, @TempDir Path folder) throws Exception {
        assertEquals("", compile(lesson.path(), lesson.module(), folder));
    }

    /** Compiles with all warnings; what the compiler says. */
    private static String compile(Path source, String module, Path folder) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-Xlint:all", "-cp", jar(module), "-d", folder.toString());
            compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        return said.toString();
    }

    private static String jar(String module) {
        return DIST.resolve(module + ".jar").toString();
    }

    /** Starts a lesson from its source, as its head says. */
    private static Run start(Lesson lesson, String... arguments) {
        List<String> words = new ArrayList<>(List.of(QuickJava.JAVA));
        if (lesson.source().contains("import sockets."))
            words.addAll(List.of("-cp", jar(lesson.module())));
        words.add(lesson.path().toString());
        words.addAll(List.of(arguments));
        return Run.of(words, Map.of());
    }

    private static Lesson lesson(String module, String name) {
        return Lesson.of(module, "es", name);
    }

    /** The port of a server that was told to take any, from its first line. */
    private static String port(Run server) throws InterruptedException {
        return server.awaitOut(" on tcp /").replaceAll(".*:", "");
    }

    private static Run.Done check(String program, List<String> options, List<String> server) {
        String port = server.get(server.size() - 1);
        List<String> words =
                new ArrayList<>(List.of(QuickJava.JAVA, "-jar", jar(program), "check"));
        words.addAll(options);
        words.addAll(List.of("127.0.0.1", port, "--"));
        words.addAll(server);
        Run run = Run.of(words, Map.of());
        try {
            return new Run.Done(run.exit(), run.out(), run.err());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> options(String name) {
        return switch (name) {
            case "ThreadServer", "SelectServer" -> List.of("--concurrent");
            case "ChatServer" -> List.of("--profile", PROFILE.toString());
            default -> List.of();
        };
    }

    private static String grader(String name) {
        return switch (name) {
            case "UdpServer" -> "udp-echo";
            case "ChatServer" -> "chat";
            default -> "tcp-echo";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    udp-echo        | UdpServer    | 8 passed, 0 failed, 1 noted, 0 skipped  | U1 echoes one datagram unchanged
                    tcp-echo        | TcpServer    | 10 passed, 0 failed, 2 noted, 0 skipped | T6 serves one client at a time
                    threaded-server | ThreadServer | 15 passed, 0 failed, 5 noted, 0 skipped | C4 a thread or process for each client
                    select-server   | SelectServer | 15 passed, 0 failed, 5 noted, 0 skipped | C4 as many threads as before
                    chat            | ChatServer   | 8 passed, 0 failed, 0 noted, 4 skipped  | H5 a private message reaches one only: the profile has no
                    """)
    void theGraderPasses(String module, String name, String counts, String line) {
        String source = lesson(module, name).path().toString();
        List<String> server = List.of(QuickJava.JAVA, source, "127.0.0.1", Servers.freePort());
        Run.Done check = check(grader(name), options(name), server);
        String report = String.join("\n", check.out()) + check.err();
        assertEquals(counts, check.out().get(check.out().size() - 1), report);
        assertTrue(report.contains(line), report);
        assertEquals(0, check.exit(), report);
    }

    /** What a student may change, or forget, and the probe that tells. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    udp-echo        | UdpServer    | U1 | buffer.flip();                         | buffer.flip().limit(Math.max(0, buffer.limit() - 1));
                    udp-echo        | UdpServer    | U5 | allocate(65507)                        | allocate(1024)
                    tcp-echo        | TcpServer    | T2 | while (client.read(buffer) >= 0) {     | if (client.read(buffer) >= 0) {
                    tcp-echo        | TcpServer    | T5 | client.close();                        | System.out.println("forgotten");
                    threaded-server | ThreadServer | T6 | new Thread(() -> echo(client), "client-" + number).start(); | echo(client);
                    threaded-server | ThreadServer | T5 | try (client) {                         | try {
                    select-server   | SelectServer | C8 | key.interestOps(SelectionKey.OP_WRITE); | buffer.clear();
                    select-server   | SelectServer | T5 | close(client, "closed");               | key.cancel();
                    chat            | ChatServer   | H1 | if (member != sender) send(member, line); | send(member, line);
                    chat            | ChatServer   | H2 | tellOthers(member, "Client " + member.name + " is offline"); | System.out.println("forgotten");
                    chat            | ChatServer   | H3 | if (in.get(i) != '\\n') continue;       | if (i < in.limit() - 1) continue;
                    """)
    void aPlantedChangeIsTold(
            String module, String name, String probe, String from, String to, @TempDir Path folder)
            throws Exception {
        String source = lesson(module, name).source();
        assertTrue(source.contains(from), "the lesson has no " + from);
        Path changed = folder.resolve(name + ".java");
        Files.writeString(changed, source.replace(from, to));
        compile(changed, module, folder);
        List<String> server =
                new ArrayList<>(List.of(QuickJava.JAVA, "-cp", folder.toString(), name));
        server.addAll(List.of("127.0.0.1", Servers.freePort()));
        Run.Done check = check(grader(name), options(name), server);
        String report = String.join("\n", check.out()) + check.err();
        assertTrue(check.out().stream().anyMatch(l -> l.startsWith("FAIL " + probe)), report);
        assertEquals(1, check.exit(), report);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp-echo, TcpServer",
        "threaded-server, ThreadServer",
        "select-server, SelectServer"
    })
    void aTcpServerTalksToEverybody(String module, String name) throws Exception {
        Tools.need("nc", "telnet");
        try (Run server = start(lesson(module, name).in("en"), "127.0.0.1", "0")) {
            String port = port(server);
            Run nc = Run.of("nc", "-N", "127.0.0.1", port);
            assertEquals(List.of("hola"), nc.type("hola").endInput().out());
            // telnet does not end with its input, but with the connection
            Run telnet = Run.of("telnet", "127.0.0.1", port);
            telnet.type("eco").awaitOut("eco");
            telnet.close();
            assertEquals(List.of("hola"), python(TCP_CLIENT, port).out());
            List<String> words = List.of(QuickJava.JAVA, "-jar", jar("tcp-echo"), "client");
            List<String> client = new ArrayList<>(words);
            client.addAll(List.of("127.0.0.1", port, "-m", "hola"));
            Run own = Run.of(client, Map.of());
            assertEquals(0, own.exit(), own.err().toString());
            assertTrue(own.out().get(0).startsWith("4 bytes from 127.0.0.1:" + port));
        }
    }

    /** A program in Python, as the course writes them. */
    private static Run python(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(Servers.python(), "-c", program));
        words.addAll(List.of(arguments));
        return Run.of(words, Map.of());
    }

    private static final String TCP_CLIENT =
            """
            import socket, sys
            s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            s.sendall(b"hola\\n")
            s.shutdown(socket.SHUT_WR)
            answer = b""
            while part := s.recv(1024): answer += part
            print(answer.decode(), end="")
            """;

    private static final String TCP_SERVER =
            """
            import socket
            s = socket.create_server(("127.0.0.1", 0))
            print(s.getsockname()[1], flush=True)
            c, address = s.accept()
            while part := c.recv(1024): c.sendall(part)
            """;

    private static final String UDP_CLIENT =
            """
            import socket, sys
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.sendto(b"hola", ("127.0.0.1", int(sys.argv[1])))
            print(s.recvfrom(1024)[0].decode())
            """;

    private static final String UDP_SERVER =
            """
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(("127.0.0.1", 0))
            print(s.getsockname()[1], flush=True)
            data, client = s.recvfrom(1024)
            s.sendto(data, client)
            """;

    @Test
    void theClientsTalkToPython() throws Exception {
        for (String kind : List.of("tcp", "udp")) {
            boolean tcp = kind.equals("tcp");
            Lesson lesson = tcp ? lesson("tcp-echo", "TcpClient") : lesson("udp-echo", "UdpClient");
            try (Run server = python(tcp ? TCP_SERVER : UDP_SERVER);
                    Run client = start(lesson, "127.0.0.1", server.awaitOut(""))) {
                client.type("hola").awaitOut("answer: hola");
                assertEquals(0, client.endInput().exit());
                assertEquals(0, server.exit(), server.err().toString());
            }
        }
    }

    @Test
    void theUdpServerTalksToPythonAndNc() throws Exception {
        Tools.need("nc");
        try (Run server = start(lesson("udp-echo", "UdpServer"), "127.0.0.1", "0")) {
            String port = server.awaitOut("bound to udp ").replaceAll(".*:", "");
            assertEquals(List.of("hola"), python(UDP_CLIENT, port).out());
            try (Run nc = Run.of("nc", "-u", "127.0.0.1", port)) {
                nc.type("eco").awaitOut("eco");
            }
        }
    }

    @Test
    void theTcpClientTalksToAServerThatAnswersInPieces() throws Exception {
        try (ServerSocket listener = new ServerSocket(0)) {
            String port = String.valueOf(listener.getLocalPort());
            try (Run client = start(lesson("tcp-echo", "TcpClient"), "127.0.0.1", port);
                    Socket server = listener.accept()) {
                client.type("señal");
                byte[] line = server.getInputStream().readNBytes(7);
                assertEquals("señal\n", new String(line, StandardCharsets.UTF_8));
                server.getOutputStream().write(line, 0, 3);
                client.awaitOut("read 3 bytes");
                server.getOutputStream().write(line, 3, 4);
                client.awaitOut("answer: señal");
                client.endInput();
                assertEquals(-1, server.getInputStream().read());
                server.close();
                assertEquals(0, client.exit());
            }
        }
    }

    @Test
    void theUdpLessonsTalkToEachOther() throws Exception {
        try (Run server = start(lesson("udp-echo", "UdpServer").in("en"), "127.0.0.1", "0")) {
            String port = server.awaitOut("bound to udp ").replaceAll(".*:", "");
            try (Run client = start(lesson("udp-echo", "UdpClient"), "127.0.0.1", port)) {
                client.type("señal").awaitOut("answer: señal");
                // an empty line is a datagram, too
                client.type("").awaitOut("answer: ");
                assertEquals(0, client.endInput().exit());
            }
            server.awaitOut(" 6 bytes");
            server.awaitOut(" 0 bytes");
        }
    }

    @Test
    void theUdpClientHearsItsServerOnly() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket server = new DatagramSocket(0, loopback);
                DatagramSocket stranger = new DatagramSocket(0, loopback)) {
            String port = String.valueOf(server.getLocalPort());
            try (Run client = start(lesson("udp-echo", "UdpClient").in("en"), "127.0.0.1", port)) {
                client.type("hola");
                DatagramPacket asked = new DatagramPacket(new byte[100], 100);
                server.receive(asked);
                byte[] bytes = "stranger".getBytes(StandardCharsets.UTF_8);
                stranger.send(new DatagramPacket(bytes, bytes.length, asked.getSocketAddress()));
                server.send(asked);
                client.awaitOut("answer: hola");
                assertEquals(0, client.endInput().exit());
                assertTrue(client.out().stream().noneMatch(line -> line.contains("stranger")));
            }
        }
    }

    @Test
    void theChatLessonsTalkToEachOther() throws Exception {
        Tools.need("nc");
        try (Run server = start(lesson("chat", "ChatServer").in("en"), "127.0.0.1", "0")) {
            String port = port(server);
            try (Run ana = start(lesson("chat", "ChatClient"), "127.0.0.1", port)) {
                server.awaitOut(" entered");
                try (Run beto = Run.of("nc", "-N", "127.0.0.1", port)) {
                    ana.awaitOut("] entered room");
                    // two lines in one read, an escape sequence in one of them
                    beto.type("señal\n\u001b[2Jdos");
                    ana.awaitOut("> señal");
                    ana.awaitOut("> ?[2Jdos");
                    ana.type("eco");
                    beto.awaitOut("> eco");
                    assertEquals(0, ana.endInput().exit());
                    beto.awaitOut(" is offline");
                    assertEquals(0, beto.endInput().exit());
                }
            }
        }
    }

    /** {@code explain}: none of a lesson's lines is about telling, and all its calls are told. */
    @ParameterizedTest
    @CsvSource({
        "udp-echo, UdpServer",
        "tcp-echo, TcpServer",
        "threaded-server, ThreadServer",
        "select-server, SelectServer",
        "chat, ChatServer"
    })
    void theCallsThatExplainTellsAreTheKernels(String module, String name, @TempDir Path folder)
            throws Exception {
        Tools.need("strace", "nc");
        Path trace = folder.resolve("trace");
        String program = name.equals("UdpServer") ? "udp-echo" : "tcp-echo";
        List<String> words =
                new ArrayList<>(List.of(QuickJava.JAVA, "-jar", jar(program), "explain"));
        words.addAll(List.of(lesson(module, name).path().toString(), "127.0.0.1", "0"));
        try (Run strace = Run.of(Trace.strace(trace, words), Map.of());
                Socket last = new Socket()) {
            String port = strace.awaitOut("127.0.0.1:").replaceAll(".*:", "");
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(port));
            if (name.equals("UdpServer")) {
                String client = "echo x > /dev/udp/127.0.0.1/" + port;
                assertEquals(0, Run.of("bash", "-c", client).exit());
                strace.awaitErr(" | sendto(");
            } else {
                Run.of("nc", "-N", "127.0.0.1", port).type("hola").endInput().exit();
                strace.awaitErr(" | close(#1");
                try (Socket reset = new Socket()) {
                    reset.connect(address);
                    strace.awaitErr(" | accept() = #2");
                    reset.setSoLinger(true, 0);
                }
                strace.awaitErr(" | close(#2");
                // a select tells a close that it is about to make: with the third it is made
                last.connect(address);
                strace.awaitErr(" | accept() = #3");
            }
            // strace hands no signal on: its child is ended
            ProcessHandle.of(strace.pid()).orElseThrow().children().forEach(ProcessHandle::destroy);
            assertEquals(Trace.kernel(trace), Trace.explained(strace.err()));
        }
    }

    static List<Lesson> lessonsWithAnArgument() {
        return Lesson.all("en").stream().filter(l -> !l.name().equals("SocketOptions")).toList();
    }

    /** As a host that does not exist; this one is known to be none without asking anybody. */
    @ParameterizedTest
    @MethodSource("lessonsWithAnArgument")
    void aWrongArgumentEndsInOneLine(Lesson lesson) throws Exception {
        endsInOneLine(1, " 1:x", start(lesson, "1:x"));
    }

    @ParameterizedTest
    @CsvSource({
        "TcpClient, no,    2, NumberFormatException",
        "TcpServer, 70000, 2, port out of range",
        "TcpClient, TAKEN, 1, java.net.ConnectException: Connection refused (is a server there",
        "TcpServer, TAKEN, 1, java.net.BindException: Address already in use (try another",
    })
    void aPortThatWillNotDoEndsInOneLine(String name, String port, int code, String reason)
            throws Exception {
        // it has a port, and does not listen
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String number = port.replace("TAKEN", String.valueOf(taken.getLocalPort()));
            Run run = start(lesson("tcp-echo", name), "127.0.0.1", number);
            endsInOneLine(code, reason, run);
        }
    }

    private static void endsInOneLine(int code, String reason, Run run) throws Exception {
        try (run) {
            assertEquals(code, run.exit(), run.err().toString());
            List<String> said = new ArrayList<>(run.err());
            // from Java 24 on it warns of JNA in a program that has no manifest
            said.removeIf(line -> line.isBlank() || line.startsWith("WARNING: "));
            assertEquals(1, said.size(), said.toString());
            assertTrue(said.get(0).contains(reason), said.get(0));
            assertTrue(said.get(0).endsWith(")"), said.get(0));
        }
    }

    @Test
    void theOptionsOfJavaAreShown() throws Exception {
        List<String> lines = start(lesson("sockopts", "SocketOptions")).out();
        assertTrue(lines.contains("udp socket"), lines.toString());
        assertTrue(lines.contains("  SO_BROADCAST (Boolean) = false"), lines.toString());
        assertTrue(lines.contains("  TCP_NODELAY (Boolean) = false"), lines.toString());
    }

    @Test
    void theTracerouteIsRight() throws Exception {
        List<String> told = traceroute(List.of(), "es");
        // a student who forgets sudo is told so
        assertTrue(
                told.stream().anyMatch(line -> line.contains("Operation not permitted")),
                told.toString());
        // the same code: once is enough to see that it starts
        traceroute(List.of("--show", "R8"), "en");
    }

    /** What check tells of the lesson, which passes. */
    private static List<String> traceroute(List<String> options, String language) throws Exception {
        Tools.needNamespaces();
        String jar = jar("traceroute");
        List<String> words = new ArrayList<>(List.of(QuickJava.JAVA, "-jar", jar, "check"));
        words.addAll(options);
        words.addAll(List.of("--", QuickJava.JAVA, "-cp", jar));
        words.add(Lesson.of("traceroute", language, "Traceroute").path().toString());
        Run check = Run.of(words, Map.of());
        assertEquals(0, check.exit(), check.out().toString());
        return check.out();
    }

    @Test
    void theSnifferShowsADatagramHeaderByHeader() throws Exception {
        Tools.needNamespaces();
        try (TwoHosts hosts = new TwoHosts()) {
            Lesson lesson = lesson("sniffer", "Sniffer");
            String jar = jar("sniffer");
            try (Run sniffer =
                    hosts.left(
                            List.of(
                                    QuickJava.JAVA,
                                    "-cp",
                                    jar,
                                    lesson.path().toString(),
                                    "eth0"))) {
                sniffer.awaitOut("listening on eth0");
                String client = "printf 'hola\\033' > /dev/udp/" + TwoHosts.LEFT + "/9";
                assertEquals(0, hosts.right(List.of("bash", "-c", client)).exit());
                sniffer.awaitOut("  Ethernet ");
                String ip = sniffer.awaitOut("  IPv4 " + TwoHosts.RIGHT + " > " + TwoHosts.LEFT);
                assertTrue(ip.contains(" length 33 protocol 17"), ip);
                assertTrue(sniffer.awaitOut("  UDP ").endsWith(" > 9 length 13"));
                assertEquals("  data hola.", sniffer.awaitOut("  data hola"));
                // nobody listens there
                sniffer.awaitOut("  ICMP type 3 code 3");
            }
        }
    }
}
