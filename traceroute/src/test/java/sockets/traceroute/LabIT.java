package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sockets.common.Run;
import sockets.common.Tools;

/** In networks made of namespaces: what traceroute(8) of this system sees, this one sees. */
// each has a laboratory of its own, and waits most of the time
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class LabIT {
    private static final List<String> METHODS = List.of("-U", "-I", "-T");

    /** Five seconds for each answer, however soon others came: of routers that are processes. */
    private static final String[] PATIENTLY = {"-w", "5,1000000,1000000"};

    /** As ping -f -t 2: echo requests that expire at the second hop, as fast as it goes. */
    private static final String FLOOD =
            """
            import socket, sys, time
            s = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
            s.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 2)
            print("ready", flush=True)
            while True:
                # its checksum is the complement of 0x0800 + 1 + 1
                s.sendto(bytes.fromhex("0800f7fd00010001"), (sys.argv[1], 0))
                time.sleep(0.0005)
            """;

    /** Our program as a process of its own: where it is another user's, or is not alone. */
    private static List<String> ours(String... arguments) {
        return Run.jar(numeric(arguments).toArray(String[]::new));
    }

    private static List<String> numeric(String... arguments) {
        List<String> words = new ArrayList<>(List.of("-n"));
        words.addAll(Arrays.asList(arguments));
        return words;
    }

    /** Our program as root. */
    private static Run.Done root(Lab lab, String... arguments) throws Exception {
        return lab.inside(numeric(arguments));
    }

    private static Run.Done nobody(Lab lab, String... arguments) throws Exception {
        return done(lab.client(Tools.asNobody(ours(arguments))));
    }

    private static Run.Done done(Run run) throws Exception {
        return new Run.Done(run.exit(), run.out(), run.err());
    }

    private static List<String> theirs(String... arguments) {
        Tools.need("traceroute");
        // else it gives answers up that a busy machine brings some milliseconds late
        List<String> words = new ArrayList<>(List.of("traceroute", "-n"));
        List<String> options = Arrays.asList(arguments);
        if (!options.contains("-w")) words.addAll(List.of("-w", "5,300,300"));
        words.addAll(options);
        return words;
    }

    /** Addresses, stars and marks; the times of two runs are never the same. */
    private static String shape(Run.Done run) {
        String text = String.join("\n", run.out());
        return text.replaceAll("[0-9]+\\.[0-9]{3} ms", "ms") + String.join("\n", hintless(run));
    }

    private static List<String> hintless(Run.Done run) {
        return run.err().stream().filter(line -> !line.startsWith("hint:")).toList();
    }

    /** By each method and family, as root and without any privilege, as traceroute(8) as root. */
    private static void assertSame(Lab lab, String... options) throws Exception {
        for (String family : new String[] {"-4", "-6"})
            for (String method : METHODS) {
                List<String> words = new ArrayList<>(Arrays.asList(options));
                // -U with a port where nobody listens is what the default does
                if (method.equals("-U")) words.addAll(List.of("-U", "-p", "33434"));
                else words.add(method);
                words.add(family);
                words.add(family.equals("-4") ? lab.server() : lab.server6());
                String[] arguments = words.toArray(new String[0]);
                String reference = shape(done(lab.client(theirs(arguments))));
                assertEquals(reference, shape(root(lab, arguments)), "root " + words);
                List<String> ours = numeric(arguments);
                assertEquals(reference, shape(lab.insideWithoutCapabilities(ours)), "" + ours);
            }
    }

    @Test
    void findsTheRoutersOfShortAndLongChains() throws Exception {
        for (int hops : new int[] {3, 8, 20})
            try (Lab lab = Lab.chain(hops).pingForAll().up()) {
                assertSame(lab);
                Run.Done run = root(lab, lab.server());
                assertEquals(0, run.exit());
                assertEquals(hops + 1, run.out().size());
                for (String method : METHODS) {
                    Run.Done nobody = nobody(lab, method, "-p", "33434", lab.server());
                    assertEquals(
                            shape(root(lab, method, "-p", "33434", lab.server())), shape(nobody));
                }
            }
    }

    @Test
    void printsStarsForASilentRouter() throws Exception {
        try (Lab lab = Lab.chain(8).silent(3).pingForAll().up()) {
            assertSame(lab);
        }
    }

    @Test
    void showsTheLabelsThatRoutersAddAndNoneOfTheirLies() throws Exception {
        try (Lab lab =
                Lab.chain(9)
                        .extensions(1, "good", "16001", "299")
                        .extensions(2, "good", "24000")
                        .extensions(3, "tail", "1048575")
                        .extensions(4, "short", "100")
                        .extensions(5, "long", "101")
                        .extensions(6, "sum", "102")
                        .extensions(7, "object", "103")
                        .extensions(8, "empty", "104")
                        .pingForAll()
                        .up()) {
            assertSame(lab, "-e", PATIENTLY[0], PATIENTLY[1]);
            Run.Done run = root(lab, "-e", PATIENTLY[0], PATIENTLY[1], lab.server());
            String labels = "<MPLS:L=16001,E=5,S=0,T=1/L=299,E=5,S=1,T=1>";
            assertTrue(run.out().get(1).contains(labels), run.out().toString());
        }
    }

    /** The lines with names: as typed, without -n. */
    private static Run named(Lab lab, String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.add(lab.server());
        return lab.client(Run.jar(words.toArray(new String[0])));
    }

    @Test
    void looksForAllNamesAtTheSameTime() throws Exception {
        // one after the other they would never be answered
        try (Lab lab = Lab.chain(6).names(6).up()) {
            Run run = named(lab);
            for (int k = 1; k <= 6; k++) {
                String name = " " + k + "  hop" + k + ".lab (" + Lab.hop(k) + ")  ";
                assertTrue(run.out().get(k).startsWith(name), run.out().toString());
            }
            assertEquals(List.of(), run.err());
        }
    }

    @Test
    void doesWithoutNamesThatDoNotCome() throws Exception {
        try (Lab lab = Lab.chain(6).silent(2).names(0).up()) {
            Run run = named(lab);
            assertEquals(0, run.exit());
            assertEquals(7, run.out().size(), run.out().toString());
            assertEquals(" 2  * * *", run.out().get(2));
            String last = " 6  " + lab.server() + " (" + lab.server() + ")  ";
            assertTrue(run.out().get(6).startsWith(last), run.out().get(6));
            assertTrue(run.err().get(0).startsWith("hint: some names"), run.err().toString());
            assertEquals(1, run.err().size());
            assertEquals(0, named(lab, "--json").exit());
            Run stopped = named(lab, "--debug");
            stopped.awaitErr("the trace took");
            stopped.terminate();
            assertEquals(7, stopped.out().size());
        }
    }

    @Test
    void marksEachKindOfRefusal() throws Exception {
        String[][] kinds = {
            {"host-unreachable", "addr-unreachable"},
            {"net-unreachable", "no-route"},
            {"prot-unreachable", "no-route"},
            {"port-unreachable", "port-unreachable"},
            {"admin-prohibited", "admin-prohibited"},
            {"net-prohibited", "admin-prohibited"},
            {"host-prohibited", "admin-prohibited"}
        };
        for (String[] kind : kinds)
            try (Lab lab = Lab.chain(4).refuse(3, kind[0], kind[1]).pingForAll().up()) {
                assertSame(lab);
                assertEquals(1, root(lab, lab.server()).exit(), kind[0]);
            }
    }

    @Test
    void tellsThatAHostIsAbsent() throws Exception {
        try (Lab lab = Lab.chain(3).deadServer().pingForAll().up()) {
            assertSame(lab, "-m", "5");
        }
    }

    @Test
    void waitsForASilentDestinationOnlyOnce() throws Exception {
        try (Lab lab = Lab.chain(4).drop(3).pingForAll().up()) {
            // each of them waits five seconds: one method will do
            Run reference = lab.client(theirs("-m", "8", lab.server()));
            Run.Done run = root(lab, "-m", "8", lab.server());
            assertEquals(shape(done(reference)), shape(run));
            assertEquals(1, run.exit());
            assertTrue(run.err().get(0).startsWith("hint: "), run.err().toString());
        }
    }

    @Test
    void endsWhenItIsStopped() throws Exception {
        try (Lab lab = Lab.chain(3).drop(2).up()) {
            Run run = lab.client(ours("-w", "60", lab.server()));
            run.awaitOut(" 2  ");
            run.terminate();
            assertEquals(1, run.exit());
        }
    }

    /** Answers datagrams of any kind with two bytes, and accepts connections but serves none. */
    private static final String SERVER =
            """
            import socket
            tcp = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            tcp.bind(("0.0.0.0", 80))
            tcp.listen(50)
            udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            udp.bind(("0.0.0.0", 53))
            print("ready", flush=True)
            while True: udp.sendto(b"no", udp.recvfrom(2048)[1])
            """;

    @Test
    void placesAServerWhoseAnswersDoNotTellWhatTheyAnswer() throws Exception {
        Tools.need("python3");
        for (boolean firewall : new boolean[] {false, true}) {
            Lab lab = Lab.chain(5).silent(4).pingForAll();
            if (firewall) lab.dropsInvalid();
            try (lab;
                    Run server = lab.up().on(5, List.of("python3", "-c", SERVER))) {
                server.awaitOut("ready");
                for (String method : List.of("-U", "-T"))
                    for (Run.Done run :
                            List.of(
                                    root(lab, method, lab.server()),
                                    root(lab, method, "--raw", lab.server()),
                                    nobody(lab, method, lab.server()))) {
                        List<String> lines = shape(run).lines().toList();
                        assertEquals(6, lines.size(), method + lines);
                        assertEquals(" 4  * * *", lines.get(4), method + lines);
                        String last = " 5  " + lab.server() + "  ms  ms  ms";
                        assertEquals(last, lines.get(5), method + lines);
                    }
            }
        }
    }

    @Test
    void findsTheMtuOfThePath() throws Exception {
        try (Lab lab = Lab.chain(5).mtu(3, 1400).pingForAll().up()) {
            for (String[] arguments :
                    new String[][] {
                        {"--mtu", lab.server()},
                        {"--mtu", "-I", lab.server()},
                        {"-6", "--mtu", lab.server6()},
                        {"-F", lab.server(), "1450"},
                        {"-F", "-I", lab.server(), "1450"},
                        {"-F", lab.server(), "1600"},
                        {lab.server(), "1450"}
                    }) {
                String reference = shape(done(lab.client(theirs(arguments))));
                String of = String.join(" ", arguments);
                assertEquals(reference, shape(root(lab, arguments)), of);
                List<String> ours = numeric(arguments);
                assertEquals(reference, shape(lab.insideWithoutCapabilities(ours)), of);
                if (!of.contains("--mtu")) continue;
                List<String> raw = numeric(arguments);
                raw.add(0, "--raw");
                assertEquals(reference, shape(lab.inside(raw)), "--raw " + of);
            }
        }
    }

    @Test
    void keepsToOnePathWhereRoutersShareTheLoad() throws Exception {
        try (Lab lab = Lab.chain(5).parallel(3, 4).pingsByChecksum().pingForAll().up()) {
            for (String method : new String[] {"-4", "-I", "-T"}) {
                Set<String> seen = new HashSet<>();
                for (int run = 0; run < 3 || seen.size() == 1 && run < 12; run++) {
                    List<String> lines = root(lab, method, "-q", "6", lab.server()).out();
                    assertEquals(6, lines.size());
                    Set<String> routers = addresses(lines.get(3));
                    assertEquals(1, routers.size(), lines.toString());
                    seen.addAll(routers);
                }
                assertTrue(seen.size() > 1, "twelve traces of one flow each: " + seen);
            }
        }
    }

    private static Set<String> addresses(String line) {
        Set<String> addresses = new HashSet<>();
        for (String word : line.split("\\s+"))
            if (word.matches("[0-9]+(\\.[0-9]+){3}")) addresses.add(word);
        return addresses;
    }

    @Test
    void drawsTheRoutersThatShareTheLoad() throws Exception {
        // at the usual 95 % one run in twenty may miss a router
        try (Lab lab = Lab.chain(5).parallel(3, 4).pingsByChecksum().pingForAll().up()) {
            for (Run.Done run :
                    List.of(
                            root(lab, "--paths", "--confidence", "99.99", lab.server()),
                            root(lab, "--paths", "--confidence", "99.99", "-T", lab.server()),
                            nobody(lab, "--paths", "--confidence", "99.99", "-I", lab.server()),
                            nobody(lab, "--paths", "--confidence", "99.99", lab.server()))) {
                assertEquals(0, run.exit());
                String all = String.join("\n", run.out());
                for (int p = 0; p < 4; p++)
                    assertTrue(all.contains("10." + (88 - p) + ".3.2  "), all);
                assertTrue(all.contains("up to 4 routers in parallel"), all);
            }
            String json =
                    String.join(
                            "",
                            root(lab, "--paths", "--confidence", "99.99", "--json", lab.server())
                                    .out());
            for (int p = 0; p < 4; p++)
                assertTrue(json.contains("\"address\": \"10." + (88 - p) + ".3.2\""), json);
            assertTrue(json.contains("\"reached\": true,  \"flows\": "), json);
        }
    }

    @Test
    void losesNoProbeWhereRoutersAnswerLate() throws Exception {
        try (Lab lab = Lab.chain(20).delay(1, 45).pingForAll().up()) {
            for (String method : List.of("-4", "-I", "-T")) {
                Run.Done run = nobody(lab, method, PATIENTLY[0], PATIENTLY[1], lab.server());
                assertEquals(21, run.out().size());
                assertFalse(String.join("", run.out()).contains("*"), run.out().toString());
                for (String line : run.out().subList(1, 21)) {
                    double millis =
                            Double.parseDouble(line.split("\\s+")[line.startsWith(" ") ? 3 : 2]);
                    assertTrue(millis >= 45, line);
                }
            }
        }
    }

    @Test
    void getsThroughRoutersThatLimitOrWithholdTheirAnswers() throws Exception {
        try (Lab lab = Lab.chain(6).withholdEach(2, 3).limit(4, 2).limit(6, 2).up()) {
            Run.Done run = root(lab, lab.server());
            assertEquals(0, run.exit(), run.out().toString());
            assertEquals(7, run.out().size());
            assertTrue(run.out().get(6).contains(lab.server()), run.out().toString());
        }
    }

    @Test
    void neverMixesWithOthersThatTraceOrPing() throws Exception {
        Tools.need("python3");
        try (Lab lab = Lab.chain(8).parallel(4, 2).pingForAll().up()) {
            String near = Lab.hop(3);
            try (Run flood = lab.client(List.of("python3", "-c", FLOOD, lab.server()))) {
                flood.awaitOut("ready");
                for (int round = 0; round < 3; round++)
                    for (String method : List.of("-4", "-I", "-T", "--raw")) {
                        Run far = lab.client(ours(method, lab.server()));
                        Run other = lab.client(ours(method, near));
                        assertEquals(9, far.out().size(), far.out().toString());
                        assertEquals(4, other.out().size(), other.out().toString());
                        assertHops(far.out(), method);
                        assertHops(other.out(), method);
                    }
            }
        }
    }

    /** Each answer stands in the line of its router. */
    private static void assertHops(List<String> lines, String method) {
        for (int k = 1; k < lines.size(); k++)
            for (String address : addresses(lines.get(k)))
                assertTrue(address.matches("10\\.8[78]\\." + k + "\\.2"), method + ": " + lines);
    }

    @Test
    void listensOnARawSocketAsTheCourseDoes() throws Exception {
        try (Lab lab = Lab.chain(4).pingForAll().up()) {
            for (String method : METHODS) {
                String plain = shape(root(lab, method, "-p", "33434", lab.server()));
                String raw = shape(root(lab, "--raw", method, "-p", "33434", lab.server()));
                assertEquals(plain, raw, method);
                String six = shape(root(lab, "--raw", method, "-p", "33434", lab.server6()));
                assertTrue(six.contains(" 4  " + lab.server6() + "  ms  ms  ms"), six);
            }
            assertEquals(
                    shape(root(lab, lab.server())), shape(root(lab, "--sequential", lab.server())));
        }
    }

    @Test
    void isReadByTheParsersOfTraceroute() throws Exception {
        Tools.need("jc", "sh");
        try (Lab lab = Lab.chain(4).silent(2).up()) {
            String java = String.join(" ", ours("-q", "2", lab.server()));
            Run run = lab.client(List.of("sh", "-c", java + " | jc --traceroute"));
            String json = String.join("", run.out());
            assertEquals(0, run.exit(), run.err().toString());
            assertTrue(json.contains("\"destination_ip\":\"" + lab.server() + "\""), json);
            assertTrue(json.contains("\"ip\":\"" + Lab.hop(3) + "\""), json);
            assertTrue(json.contains("{\"hop\":4,"), json);
        }
    }

    @Test
    void tellsWhatAMethodNeedsThatThisUserLacks() throws Exception {
        try (Lab lab = Lab.chain(2).up()) {
            Run.Done ping = nobody(lab, "-I", lab.server());
            assertEquals(1, ping.exit());
            assertEquals(1, ping.err().size());
            assertTrue(ping.err().get(0).contains("net.ipv4.ping_group_range"), ping.err().get(0));
            assertTrue(ping.err().get(0).contains("CAP_NET_RAW"), ping.err().get(0));
            // root has the capability, though no group may open ping sockets
            assertEquals(0, root(lab, "-I", lab.server()).exit());
            for (String[] options :
                    new String[][] {{"--raw"}, {"--raw", "-T"}, {"--paths", "-T"}}) {
                List<String> words = new ArrayList<>(Arrays.asList(options));
                words.add(lab.server());
                Run.Done raw = nobody(lab, words.toArray(new String[0]));
                assertEquals(1, raw.exit());
                assertEquals(1, raw.err().size());
                assertTrue(raw.err().get(0).contains("CAP_NET_RAW"), raw.err().get(0));
            }
        }
    }

    @Test
    void tellsThatThereIsNoRoute() throws Exception {
        try (Lab lab = Lab.chain(2).up()) {
            for (String method : List.of("-U", "-T")) {
                // the server has a route to the client's network only
                Run run = lab.on(2, ours(method, "192.0.2.1"));
                assertEquals(1, run.exit());
                assertEquals(1, run.err().size(), run.err().toString());
                assertTrue(run.err().get(0).contains("Network is unreachable"), run.err().get(0));
            }
        }
    }
}
