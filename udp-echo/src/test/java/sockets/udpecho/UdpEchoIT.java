package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Spanish;
import sockets.common.Tools;

/** The program as its user runs it: steps 2 to 5 of the practical. */
@Timeout(600)
class UdpEchoIT {
    private static final String LOCALHOST = "127.0.0.1";

    private static Run server(String... options) {
        return Run.program(words(new String[] {"server", "-p", "0"}, options));
    }

    /** An answer that is due comes, however busy the machine is, unless a test has its own -w. */
    private static String[] clientWords(String port, String... options) {
        boolean own = List.of(options).contains("-w");
        String[] start = {"client", LOCALHOST, port, "-w", "60"};
        return words(Arrays.copyOf(start, own ? 3 : 5), options);
    }

    private static Run client(String port, String... options) {
        return Run.program(clientWords(port, options));
    }

    /** A client that reads no input, run to its end. */
    private static Run.Done done(String port, String... options) {
        return Run.inside(clientWords(port, options));
    }

    private static String[] words(String[] start, String... rest) {
        String[] all = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        return all;
    }

    /** Rows of ss for a port. */
    private static List<String> rows(String port) throws InterruptedException {
        Tools.need("ss");
        return Run.of("ss", "-Huan", "sport = :" + port).out();
    }

    /** A socket that speaks to the server without our client. */
    private static byte[] ask(DatagramSocket socket, String port, byte[] message) throws Exception {
        socket.setSoTimeout(60_000);
        InetAddress host = InetAddress.getByName(LOCALHOST);
        socket.send(new DatagramPacket(message, message.length, host, Integer.parseInt(port)));
        DatagramPacket answer = new DatagramPacket(new byte[65535], 65535);
        socket.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    @Test
    void theServersFirstLineTellsWhereItIsBound() throws Exception {
        try (Run server = server("--quiet")) {
            String line = server.awaitOut("bound");
            String expected =
                    "bound to udp 127.0.0.1:" + server.port() + " (pid " + server.pid() + ")";
            assertEquals(expected, line);
            assertEquals(0, server.terminate().exit());
            assertEquals(
                    List.of(expected, "answered 0 datagrams, 0 bytes in, 0 bytes out"),
                    server.out());
            assertEquals(List.of(), server.err());
        }
    }

    @Test
    void theLineToBeReachedByOthersKeepsThePort() throws Exception {
        try (Run server = server()) {
            String hint = server.awaitErr("only this machine can reach");
            assertTrue(hint.endsWith(" server --bind 0.0.0.0 -p " + server.port()), hint);
        }
    }

    @Test
    void aMessageComesBackAndBothSidesSayIt() throws Exception {
        try (Run server = server()) {
            Run client = client(server.port(), "-m", "hola mundo");
            String line = client.awaitOut("bytes");
            String from = "10 bytes from 127.0.0.1:" + server.port();
            assertTrue(line.matches(from + ": \"hola mundo\" time=\\d+\\.\\d{3} ms"), line);
            assertEquals(0, client.exit());
            assertEquals(1, client.out().size());
            String event = server.awaitOut("#1 ");
            assertTrue(event.matches("#1 127\\.0\\.0\\.1:\\d+ 10 bytes \"hola mundo\""), event);
            server.terminate();
            assertTrue(server.out().contains("answered 1 datagram, 10 bytes in, 10 bytes out"));
        }
    }

    @Test
    void aSilentClientHasNoRowAndAfterTheFirstDatagramAUdpRow() throws Exception {
        Tools.need("ss");
        try (Run server = server();
                Run client = client(server.port())) {
            // the descriptor is there ...
            Path descriptors = Path.of("/proc/" + client.pid() + "/fd");
            while (sockets(descriptors) == 0) Thread.onSpinWait();
            String own = "pid=" + client.pid() + ",";
            // ... but no address: neither udp nor udp6, tcp or tcp6
            List<String> before = Run.of("ss", "-Huntap").out();
            assertFalse(before.stream().anyMatch(row -> row.contains(own)), before.toString());
            client.type("hola");
            client.awaitOut("4 bytes from");
            List<String> after = Run.of("ss", "-Huanp").out();
            String row = after.stream().filter(line -> line.contains(own)).findFirst().get();
            assertTrue(row.matches("UNCONN +0 +0 +0\\.0\\.0\\.0:\\d+ +0\\.0\\.0\\.0:\\*.*"), row);
            assertEquals(0, client.endInput().exit());
        }
    }

    private static long sockets(Path descriptors) throws Exception {
        long count = 0;
        try (var files = Files.list(descriptors)) {
            for (Path file : files.toList()) if (target(file).startsWith("socket:")) count++;
        }
        return count;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (java.io.IOException e) {
            // closed meanwhile
            return "";
        }
    }

    @Test
    void theServersRowIsOneOfIpv4() throws Exception {
        try (Run server = server("-b", "0.0.0.0")) {
            List<String> rows = rows(server.port());
            assertEquals(1, rows.size());
            assertTrue(rows.get(0).contains("0.0.0.0:" + server.port()), rows.toString());
        }
    }

    @Test
    void aConnectedClientIsEstablished() throws Exception {
        try (Run server = server();
                Run client = client(server.port(), "--connect")) {
            client.type("hola");
            client.awaitOut("4 bytes");
            List<String> rows = Run.of("ss", "-Huan", "dport = :" + server.port()).out();
            assertTrue(rows.get(0).startsWith("ESTAB"), rows.toString());
            client.endInput().exit();
        }
    }

    @Test
    void linesOfAPipeAreDatagramsAndAnEmptyLineAnEmptyOne() throws Exception {
        try (Run server = server()) {
            Run client = client(server.port()).type("uno").type("").type("ñandú").endInput();
            assertEquals(0, client.exit());
            assertTrue(client.out().get(1).startsWith("0 bytes from"), client.out().toString());
            assertTrue(client.out().get(2).contains("7 bytes"), client.out().toString());
            String last = client.out().get(3);
            assertTrue(last.matches("3 sent, 3 received, 0% loss, rtt min/avg/max = .* ms"), last);
            server.awaitOut(" 0 bytes \"\"");
        }
    }

    @Test
    void anyBytesOfAnyLengthComeBack() throws Exception {
        Random random = new Random(862);
        try (Run server = server("--quiet");
                DatagramSocket socket = new DatagramSocket()) {
            for (int size : new int[] {0, 1, 255, 256, 1024, 1025, 1472, 1473, 8192, 65507, 3}) {
                byte[] message = new byte[size];
                random.nextBytes(message);
                assertArrayEquals(message, ask(socket, server.port(), message));
            }
        }
    }

    @Test
    void theLargestDatagramAndNoneLarger() throws Exception {
        try (Run server = server()) {
            Run.Done client = done(server.port(), "-s", "65507", "-c", "3");
            assertEquals(0, client.exit());
            assertTrue(client.out().get(3).startsWith("3 sent, 3 received, 0% loss"));
        }
    }

    @Test
    void aLongerDatagramIsCutAndTheServerSaysSo() throws Exception {
        try (Run server = server("--buffer", "4");
                DatagramSocket socket = new DatagramSocket()) {
            byte[] answer =
                    ask(socket, server.port(), "hola mundo".getBytes(StandardCharsets.UTF_8));
            assertEquals("hola", new String(answer, StandardCharsets.UTF_8));
            server.awaitOut("4 bytes \"hola\" (cut");
            assertEquals(4, ask(socket, server.port(), new byte[4]).length);
            assertFalse(server.awaitOut("#2 ").contains("cut"));
        }
    }

    @Test
    void withoutAServerTheClientSaysThatUdpDoesNotTell() throws Exception {
        Run.Done client = done(Servers.freePort(), "-m", "hola", "-w", "0.3");
        assertEquals(1, client.exit());
        assertEquals(List.of(), client.out());
        assertEquals(1, client.err().size());
        assertTrue(client.err().get(0).contains("no answer in 0.3 s (UDP does not say why"));
    }

    @Test
    void aConnectedClientIsToldOfTheRefusal() throws Exception {
        String port = Servers.freePort();
        Run.Done client = done(port, "-m", "hola", "--connect", "-w", "30");
        assertEquals(1, client.exit());
        String line = client.err().get(0);
        String start = "udp-echo: recvfrom 127.0.0.1:" + port + ": Connection refused (ICMP";
        assertTrue(line.startsWith(start), line);
    }

    @Test
    void aLateAnswerIsMarkedAndNotCounted() throws Exception {
        try (Run server = server("--delay", "600")) {
            // the first answer comes while the second message is waited for
            Run.Done client =
                    done(server.port(), "-m", "uno", "-m", "dos", "-w", "0.3", "--interval", "6");
            assertEquals(1, client.exit());
            List<String> out = client.out();
            assertTrue(
                    out.get(0).startsWith("3 bytes") && out.get(0).endsWith(" ms (late)"),
                    out + "");
            assertTrue(
                    out.get(out.size() - 1).startsWith("2 sent, 0 received, 100% loss"), out + "");
        }
    }

    @Test
    void aRepeatedAnswerIsMarkedAndNotCounted() throws Exception {
        try (Run server = server("--duplicate", "100")) {
            Run.Done client = done(server.port(), "-m", "a", "-m", "b", "--interval", "3");
            assertEquals(0, client.exit());
            List<String> out = client.out();
            assertTrue(
                    out.get(1).contains("\"a\"") && out.get(1).endsWith("(DUP!)"), out.toString());
            assertTrue(out.get(out.size() - 1).startsWith("2 sent, 2 received, 0% loss"));
        }
    }

    @Test
    void anUnansweredMessageIsSentAgain() throws Exception {
        try (Run server = server("--loss", "100", "-c", "3")) {
            Run.Done client = done(server.port(), "-m", "hola", "-w", "0.2", "--retries", "2");
            assertEquals(1, client.exit());
            assertTrue(client.err().toString().contains("no answer in 0.2 s, 3 times"));
            assertEquals(0, server.exit());
            assertTrue(server.out().contains("answered 0 datagrams, 12 bytes in, 0 bytes out"));
        }
    }

    @Test
    void theSameSeedLosesTheSame() throws Exception {
        String[] answered = new String[2];
        for (int i = 0; i < 2; i++) {
            try (Run server = server("--loss", "50", "--seed", "7", "-c", "20", "--quiet")) {
                Run.Done client = done(server.port(), "-s", "8", "-c", "20", "-w", "0.1");
                assertEquals(1, client.exit());
                answered[i] = server.out().get(1);
            }
        }
        assertEquals(answered[0], answered[1]);
        assertFalse(
                answered[0].startsWith("answered 0 ") || answered[0].startsWith("answered 20 "));
    }

    @Test
    void anAnswerFromElsewhereIsIgnoredAndSaid() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName(LOCALHOST));
                DatagramSocket other = new DatagramSocket(0, InetAddress.getByName(LOCALHOST));
                Run client = client("" + server.getLocalPort(), "-m", "hola", "-w", "4")) {
            DatagramPacket question = new DatagramPacket(new byte[10], 10);
            server.receive(question);
            byte[] words = "\033[31mme\033[0m".getBytes(StandardCharsets.UTF_8);
            other.send(new DatagramPacket(words, words.length, question.getSocketAddress()));
            String line =
                    client.awaitErr("ignored 11 bytes from 127.0.0.1:" + other.getLocalPort());
            assertTrue(line.endsWith("not from 127.0.0.1:" + server.getLocalPort()), line);
            assertEquals(1, client.exit());
        }
    }

    @Test
    void aClientThatHearsItselfSaysSo() throws Exception {
        String port = Servers.freePort();
        Run run = Run.program("client", "--source-port", port, "127.0.0.1", port, "-m", "hola");
        assertEquals(1, run.exit());
        String told = "udp-echo: recvfrom 127.0.0.1:" + port + ": this is our own port, ";
        assertTrue(run.err().get(0).startsWith(told), run.err().toString());
        assertTrue(run.out().stream().noneMatch(line -> line.contains("bytes from")));
    }

    @Test
    void anEmptyDatagramThatJavaWouldNotSendIsNotClaimedToBeSent() throws Exception {
        try (Run server = server()) {
            Run.Done client = done(server.port(), "--connect", "-m", "", "--explain");
            assertEquals(1, client.exit());
            String err = client.err().toString();
            assertTrue(err.contains("Java sends no empty datagram on a connected socket"), err);
            assertFalse(err.contains("sendto(0)"), err);
        }
    }

    @Test
    void aMessageMayLookLikeAnOption() throws Exception {
        try (Run server = server()) {
            Run.Done client = done(server.port(), "-m", "-hola");
            assertEquals(0, client.exit(), client.err().toString());
            assertTrue(client.out().get(0).contains("\"-hola\""));
        }
    }

    @Test
    void ofARepeatedOptionTheLastValueCounts() throws Exception {
        try (Run server = server("-p", "1", "-p", "0", "--quiet", "--quiet")) {
            Run.Done client = done(server.port(), "-4", "-4", "-m", "x", "-c", "9", "-c", "1");
            assertEquals(0, client.exit(), client.err().toString());
            assertEquals(1, client.out().size(), client.out().toString());
        }
    }

    @Test
    void delayedCopiesAreNotCountedBeforeTheyAreSent() throws Exception {
        try (Run server = server("--delay", "600000", "--duplicate", "100")) {
            assertEquals(1, done(server.port(), "-m", "x", "-w", "0.1").exit());
            server.awaitOut("#1 ");
            assertEquals(0, server.terminate().exit());
            assertTrue(server.out().contains("answered 0 datagrams, 1 bytes in, 0 bytes out"));
        }
    }

    @Test
    void strangersAreToldOfOnce() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName(LOCALHOST));
                DatagramSocket other = new DatagramSocket(0, InetAddress.getByName(LOCALHOST));
                Run client = client("" + server.getLocalPort(), "-m", "hola", "-w", "4")) {
            DatagramPacket question = new DatagramPacket(new byte[10], 10);
            server.receive(question);
            for (int i = 0; i < 100; i++)
                other.send(new DatagramPacket(new byte[3], 3, question.getSocketAddress()));
            assertEquals(1, client.exit());
            assertEquals(2, client.err().size(), client.err().toString());
        }
    }

    @Test
    void otherBytesThanWereSentAreNoAnswerToAGeneratedMessage() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName(LOCALHOST));
                Run client = client("" + server.getLocalPort(), "-s", "9", "-w", "4")) {
            DatagramPacket question = new DatagramPacket(new byte[10], 10);
            server.receive(question);
            server.send(new DatagramPacket(new byte[9], 9, question.getSocketAddress()));
            assertEquals(1, client.exit());
            assertTrue(client.out().get(0).endsWith("(not what was sent)"), "" + client.out());
            String line = ": no answer equal to what was sent in 4 s (an answer came";
            assertTrue(client.err().get(0).contains(line), client.err().toString());
        }
    }

    @Test
    void theAddressForBindingIsThisMachineAsADestination() throws Exception {
        try (Run server = server("-b", "0.0.0.0")) {
            Run.Done client =
                    Run.inside("client", "0.0.0.0", server.port(), "-m", "hola", "-w", "60");
            assertEquals(0, client.exit(), client.err().toString());
            assertTrue(client.err().get(0).startsWith("hint: that address is for binding"));
        }
    }

    @Test
    void nothingThatAPeerSendsReachesTheTerminalRaw() throws Exception {
        try (Run server = server();
                DatagramSocket socket = new DatagramSocket()) {
            ask(
                    socket,
                    server.port(),
                    "\033]0;title\007\u202e\u009b2J\r\nx".getBytes(StandardCharsets.UTF_8));
            String event = server.awaitOut("#1 ");
            assertTrue(event.endsWith("\"\\x1b]0;title\\x07\\u202e\\u009b2J\\r\\nx\""), event);
        }
    }

    @Test
    void onlyAllowedAddressesAreAnswered() throws Exception {
        try (Run server = server("--allow", "127.0.0.2", "--allow", "127.0.1.0/24");
                DatagramSocket friend = new DatagramSocket(new InetSocketAddress("127.0.0.2", 0));
                DatagramSocket other = new DatagramSocket(new InetSocketAddress("127.0.1.9", 0))) {
            Run.Done stranger = done(server.port(), "-m", "hola", "-w", "0.3");
            assertEquals(1, stranger.exit());
            assertTrue(server.awaitOut("#1 ").endsWith("not answered (not in --allow)"));
            assertEquals(1, ask(friend, server.port(), new byte[1]).length);
            assertEquals(2, ask(other, server.port(), new byte[2]).length);
        }
    }

    @Test
    void twoServersCannotBeSetToAnswerEachOther() throws Exception {
        try (Run one = server();
                Run two = Run.program("server", "-b", "127.0.0.2", "-p", one.port())) {
            two.awaitOut("bound");
            byte[] hello = "hola".getBytes(StandardCharsets.UTF_8);
            // a datagram with the other server's address as its source, which anybody could forge
            two.terminate().exit();
            InetSocketAddress forged =
                    new InetSocketAddress("127.0.0.2", Integer.parseInt(one.port()));
            try (DatagramSocket socket = new DatagramSocket(forged)) {
                InetAddress host = InetAddress.getByName(LOCALHOST);
                for (int i = 0; i < 2; i++)
                    socket.send(new DatagramPacket(hello, 4, host, Integer.parseInt(one.port())));
            }
            one.awaitOut("#2 ");
            assertEquals(0, one.terminate().exit());
            assertTrue(one.out().contains("answered 0 datagrams, 8 bytes in, 0 bytes out"));
            long told = one.err().stream().filter(line -> line.contains("not answered (")).count();
            assertEquals(1, told, one.err().toString());
        }
    }

    @Test
    void aPrefixStandsBeforeTheAnswer() throws Exception {
        try (Run server = server("--prefix", "OK...", "-x");
                DatagramSocket socket = new DatagramSocket()) {
            assertEquals(
                    "OK...hola",
                    new String(
                            ask(socket, server.port(), "hola".getBytes()), StandardCharsets.UTF_8));
            server.awaitOut("0000  68 6f 6c 61 ");
        }
    }

    @Test
    void typedLinesOfTheServerShowAndEnd() throws Exception {
        try (Run server = server()) {
            done(server.port(), "-m", "hola", "-m", "otra").exit();
            // the answer to the second may not have left, that to the first has
            server.awaitOut("#2 ");
            server.type("show");
            String line = server.awaitOut("answered ");
            String told = "answered (1 datagram|2 datagrams), 8 bytes in, [48] bytes out";
            assertTrue(line.matches(told), line);
            assertEquals(0, server.type("quit").exit());
        }
    }

    @Test
    void theEndOfInputDoesNotStopTheServer() throws Exception {
        try (Run server = server()) {
            server.port();
            server.endInput();
            assertEquals(0, done(server.port(), "-m", "hola").exit());
            assertEquals(0, server.signal("INT").exit());
            assertTrue(server.out().contains("answered 1 datagram, 4 bytes in, 4 bytes out"));
        }
    }

    @Test
    void aClosedInputDoesNotStopTheServer() throws Exception {
        String program = Run.java() + " -jar " + Run.path();
        try (Run server = Run.of("sh", "-c", "exec " + program + " server -p 0 <&-")) {
            assertEquals(0, done(server.port(), "-m", "hola").exit());
            assertEquals(0, server.terminate().exit());
            assertEquals(3, server.out().size(), server.out().toString());
        }
    }

    @Test
    void aClosedInputOfTheClientIsItsEnd() throws Exception {
        String program = Run.java() + " -jar " + Run.path();
        Run client = Run.of("sh", "-c", "exec " + program + " client <&-");
        assertEquals(0, client.exit());
        assertEquals(List.of(), client.out());
    }

    @Test
    void theShellsPromptTakesThePlaceOfTheClients() throws Exception {
        Tools.need("python3");
        String terminal = "import pty, sys; pty.spawn(sys.argv[1:])";
        String shell = "stty -echo; echo ready; \"$@\"; echo then";
        List<String> words = new ArrayList<>(List.of("python3", "-S", "-c", terminal));
        words.addAll(List.of("sh", "-c", shell, "sh"));
        words.addAll(Run.jar("client"));
        Run client = Run.of(words, Map.of());
        client.awaitOut("ready");
        // Ctrl-D; what is behind the \r begins where the prompt stands
        client.type("\4");
        assertEquals(List.of("ready", "> ", "then"), client.out());
    }

    @Test
    void aReaderOfTheOutputThatGoesAwayEndsTheProgramQuietly() throws Exception {
        String program = Run.java() + " -jar " + Run.path();
        try (Run server = server("--quiet")) {
            String client = program + " client 127.0.0.1 " + server.port() + " -s 10 -c 100000";
            Run pipe = Run.of("bash", "-c", client + " | head -1; echo ${PIPESTATUS[0]}");
            assertEquals(2, pipe.out().size(), pipe.out().toString());
            assertEquals("0", pipe.out().get(1));
            assertEquals(List.of(), pipe.err());
        }
    }

    @Test
    void ctrlCEndsAWaitingClientWithItsSummary() throws Exception {
        try (Run server = server("--loss", "100");
                Run client = client(server.port(), "-m", "a", "-c", "9", "-w", "0.1")) {
            server.awaitOut("#2 ");
            assertEquals(1, client.signal("INT").exit());
            String last = client.out().get(0);
            assertTrue(last.matches("\\d sent, 0 received, 100% loss"), last);
        }
    }

    @Test
    void ipv6WorksAsWell() throws Exception {
        try (Run server = server("-6")) {
            assertTrue(server.awaitOut("bound").startsWith("bound to udp [::1]:"));
            Run.Done client =
                    Run.inside("client", "-6", "-m", "hola", "::1", server.port(), "-w", "60");
            assertEquals(0, client.exit());
            String from = "4 bytes from [::1]:" + server.port() + ": \"hola\"";
            assertTrue(client.out().get(0).startsWith(from));
        }
    }

    @Test
    void theDemoIsALadderInOrder() throws Exception {
        Run demo = Run.program("demo");
        assertEquals(0, demo.exit());
        String rungs = String.join("\n", demo.out());
        assertTrue(
                rungs.matches(
                        "(?s)server +client.*bind.*SOCK_DGRAM.*\\(by Java\\)\n"
                                + " +<-+ 10 bytes -+ sendto.*recvfrom\\(65536\\) = 10 from.*"
                                + "sendto.*-+ 10 bytes -+>.*epoll_wait.*recvfrom.*0 bytes.*close.*"),
                rungs);
        assertTrue(demo.out().stream().allMatch(Run::fits));
        assertTrue(Run.program("demo", "--lang", "es").out().toString().contains("El servidor"));
    }

    @Test
    void accentsSurviveTheCLocale() throws Exception {
        try (Run server = server()) {
            // in bytes: the test, too, may run in that locale, and Java then writes ? for an accent
            String accents = "\\302\\277\\303\\261and\\303\\272?";
            String script = "LC_ALL=C exec \"$@\" \"$(printf '" + accents + "')\"";
            List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
            words.addAll(Run.jar("client", LOCALHOST, server.port(), "-w", "60", "-m"));
            Run client = Run.of(words, Map.of("LANG", "C"));
            assertEquals(0, client.exit());
            assertTrue(client.out().get(0).startsWith("10 bytes"), client.out().toString());
            assertTrue(client.out().get(0).contains("\"¿ñandú?\""), client.out().toString());
            assertTrue(server.awaitOut("#1 ").endsWith("10 bytes \"¿ñandú?\""));
        }
    }

    @Test
    void underASpanishLocaleReasonsStayEnglishAndHintsTurnSpanish() throws Exception {
        Map<String, String> spanish = Spanish.environment();
        List<String> command =
                Run.jar("client", LOCALHOST, Servers.freePort(), "-m", "x", "--connect");
        Run client = Run.of(command, spanish);
        assertEquals(1, client.exit());
        String line = client.err().get(0);
        assertTrue(line.contains(": Connection refused (volvió ICMP port unreachable"), line);
        Run foreign = Run.of(Run.jar("server", "-b", "203.0.113.9"), spanish);
        assertEquals(1, foreign.exit());
        String address = "udp-echo: bind 203.0.113.9:3500: Cannot assign requested address (no es";
        assertTrue(foreign.err().get(0).startsWith(address), foreign.err().toString());
        Run unknown = Run.of(Run.jar("client", "no.such.invalid", "-m", "x"), spanish);
        assertEquals(1, unknown.exit());
        String name = unknown.err().get(0);
        assertTrue(
                name.matches("udp-echo: getaddrinfo no.such.invalid: [A-Z][a-z ]+ \\(.*DNS\\)"),
                name);
        // the same by the variable alone, where the locale is not generated
        Run help = Run.of(Run.jar("client", "--help"), Map.of("LANG", "es_AR.UTF-8"));
        assertTrue(help.out().get(0).startsWith("Uso: udp-echo client"), help.out().get(0));
    }

    @Test
    void versionAndHelp() throws Exception {
        String version = System.getProperty("project.version");
        assertTrue(Run.program("--version").out().get(0).startsWith("udp-echo " + version + " "));
        Run.Done help = Run.inside("client", "--help");
        assertEquals(0, help.exit());
        assertTrue(help.out().get(0).startsWith("Usage: udp-echo client"));
    }

    @Test
    void anUnprivilegedUserNeedsNothing() throws Exception {
        Tools.needRoot();
        Tools.need("setpriv");
        try (Run server = asNobody("server", "-p", "0")) {
            Run client = asNobody("client", LOCALHOST, server.port(), "-m", "hola", "-w", "60");
            assertEquals(0, client.exit());
        }
        Run low = asNobody("server", "-p", "80");
        assertEquals(1, low.exit());
        String line = "udp-echo: bind 127.0.0.1:80: Permission denied (ports below 1024 need";
        assertTrue(low.err().get(0).startsWith(line), low.err().toString());
    }

    private static Run asNobody(String... words) {
        return Run.of(Tools.asNobody(Run.jar(words)), Map.of());
    }
}
