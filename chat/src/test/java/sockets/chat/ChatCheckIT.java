package sockets.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;

/** check passes right servers and catches wrong ones, each by the probe that is meant for it. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class ChatCheckIT {
    private static final Servers SERVERS =
            new Servers(ChatCheckIT.class, "/servers/chat_servers.py");

    /** The probe that a fault must show in; for the others any will do. */
    private static final Map<String, String> CAUGHT_BY =
            Map.ofEntries(
                    Map.entry("full-silent", "H2"),
                    Map.entry("joined-capitals", "H2"),
                    Map.entry("two-slashes", "H1"),
                    Map.entry("rename-untold", "H8"),
                    Map.entry("own-case", "H8"),
                    Map.entry("nick-empty", "H6"),
                    Map.entry("msg-empty", "H6"),
                    Map.entry("msg-alone", "H6"),
                    Map.entry("confirms-as-typed", "H5"),
                    Map.entry("who-unsorted", "H2"),
                    Map.entry("help-silent", "H6"),
                    Map.entry("help-to-all", "H6"),
                    Map.entry("quit-text", "H2"),
                    Map.entry("too-long-at-end", "H4"),
                    Map.entry("too-long-leaves", "H4"),
                    Map.entry("no-limit", "H4"),
                    Map.entry("no-sender", "H1"),
                    Map.entry("unknown-command-said", "H6"),
                    Map.entry("echoes", "H1"),
                    Map.entry("hears-not-itself", "H1"),
                    Map.entry("json-quotes", "H1"),
                    Map.entry("length32-chunks", "H3"),
                    Map.entry("length32-characters", "H1"),
                    Map.entry("login-untold", "H2"),
                    Map.entry("cuts-at-900", "H1"),
                    Map.entry("formats", "H1"),
                    Map.entry("html", "H1"),
                    Map.entry("tells-ten", "H1"),
                    Map.entry("quit-stays", "H2"),
                    Map.entry("drops-repeated", "H3"),
                    Map.entry("private-cuts-at-256", "H5"),
                    Map.entry("private-to-newcomers", "H5"),
                    Map.entry("private-to-oneself", "H5"),
                    Map.entry("keeps-names", "H7"),
                    Map.entry("nul-cuts", "H9"),
                    Map.entry("leaks", "H11"),
                    Map.entry("previous-sender", "H1"),
                    Map.entry("latin-1-in", "H1"),
                    Map.entry("no-leave", "H2"),
                    Map.entry("no-who", "H2"),
                    Map.entry("merges-quick", "H3"),
                    Map.entry("cuts-pieces", "H4"),
                    Map.entry("private-to-all", "H5"),
                    Map.entry("private-to-newest", "H5"),
                    Map.entry("private-first-word", "H5"),
                    Map.entry("private-other-sender", "H5"),
                    Map.entry("unknown-silent", "H6"),
                    Map.entry("private-prefix", "H6"),
                    Map.entry("duplicates", "H7"),
                    Map.entry("rename-silent", "H8"),
                    Map.entry("rename-old-receives", "H8"),
                    Map.entry("passes-cr", "H9"),
                    Map.entry("passes-escape", "H9"),
                    Map.entry("blocking-send", "H10"),
                    Map.entry("leave-not-reset", "H11"),
                    Map.entry("spins", "H11"),
                    Map.entry("keeps-cr", "H12"),
                    Map.entry("keeps-telnet", "H12"));

    static Stream<Servers.Mode> modes() throws InterruptedException {
        Tools.need("python3");
        return SERVERS.modes().stream();
    }

    private static Run.Done check(Servers.Mode mode) throws Exception {
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port));
        String[] kind = mode.kind().split(" ");
        if (kind.length > 1) words.addAll(List.of("--profile", profile(kind[1])));
        words.add("--");
        words.addAll(SERVERS.command(mode.name(), port));
        return Run.inside(words.toArray(String[]::new));
    }

    /** One of the tests', or else one that is shipped. */
    private static String profile(String name) throws Exception {
        URL own = ChatCheckIT.class.getResource("/servers/" + name + ".properties");
        return own == null ? shipped(name) : Path.of(own.toURI()).toString();
    }

    private static String shipped(String name) {
        return Path.of("profiles", name + ".properties").toAbsolutePath().toString();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void judges(Servers.Mode mode) throws Exception {
        Run.Done check = check(mode);
        String report = mode + "\n" + String.join("\n", check.out()) + check.err();
        assertEquals(mode.isRight() ? 0 : 1, check.exit(), report);
        assertEquals(13, check.out().size(), report);
        String probe = CAUGHT_BY.get(mode.name());
        String failed = "FAIL " + probe + " ";
        if (probe != null)
            assertTrue(check.out().stream().anyMatch(line -> line.startsWith(failed)), report);
    }

    /** The rows of the table of messages, each with servers that break that one only. */
    private static final Map<String, List<String>> BREAKERS =
            Map.ofEntries(
                    Map.entry("(it connects)", List.of("no-welcome", "joined-capitals")),
                    Map.entry("`hola`", List.of("no-sender")),
                    Map.entry("`//x`", List.of("two-slashes")),
                    Map.entry("`/nick ana`", List.of("rename-untold", "own-case", "nick-empty")),
                    Map.entry(
                            "`/msg beto hola`",
                            List.of("confirms-as-typed", "msg-empty", "msg-alone")),
                    Map.entry("`/who`", List.of("who-unsorted")),
                    Map.entry("`/help`", List.of("help-silent", "help-to-all")),
                    Map.entry("`/quit chau`", List.of("quit-text")),
                    Map.entry("`/foo`", List.of("unknown-command-said")),
                    Map.entry("a line that is too long", List.of("no-limit", "too-long-at-end")),
                    Map.entry("(it comes when there are too many)", List.of("full-silent")),
                    Map.entry("(it leaves, resets, or does not read)", List.of("leave-not-reset")));

    @Test
    void eachRowOfTheProtocolHasAServerThatBreaksIt() throws Exception {
        String document = Files.readString(Path.of("..", "docs", "chat-protocol.md"));
        String table = document.split("## The messages")[1].split("## ")[0];
        List<String> rows =
                table.lines()
                        .filter(line -> line.startsWith("| ") && !line.contains("a client sends"))
                        .map(line -> line.substring(2, line.indexOf(" |", 2)))
                        .toList();
        assertEquals(BREAKERS.keySet(), Set.copyOf(rows));
        List<String> wrong =
                SERVERS.modes().stream()
                        .filter(mode -> !mode.isRight())
                        .map(Servers.Mode::name)
                        .toList();
        for (List<String> breakers : BREAKERS.values()) assertTrue(wrong.containsAll(breakers));
    }

    @Test
    void ngircdKeepsWhatIrcPromises(@TempDir Path folder) throws Exception {
        Tools.need("ngircd");
        String port = Servers.freePort();
        // no limits of how many come from one address, and how fast they speak
        String settings =
                String.join(
                        "\n",
                        "[Global]",
                        "Name = irc.example",
                        "Listen = 127.0.0.1",
                        "Ports = " + port,
                        "[Limits]",
                        "MaxConnections = 0",
                        "MaxConnectionsIP = 0",
                        "MaxPenaltyTime = 0",
                        "[Options]",
                        "DNS = no",
                        "Ident = no",
                        "PAM = no",
                        "");
        Path file = Files.writeString(folder.resolve("ngircd.conf"), settings);
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port));
        words.addAll(List.of("--profile", shipped("irc"), "--"));
        words.addAll(List.of("env", "PATH=" + System.getenv("PATH") + ":/usr/sbin"));
        words.addAll(List.of("ngircd", "-n", "-f", file.toString()));
        Run.Done check = Run.inside(words.toArray(String[]::new));
        String last = check.out().get(check.out().size() - 1);
        assertEquals("12 passed, 0 failed, 0 noted, 0 skipped", last, check.out().toString());
    }

    private static String failed(String mode, String id) throws Exception {
        Servers.Mode found =
                SERVERS.modes().stream().filter(each -> each.name().equals(mode)).findAny().get();
        return check(found).out().stream()
                .filter(line -> line.startsWith("FAIL " + id + " "))
                .findAny()
                .get();
    }

    @Test
    void aFailTellsWhatWasSentAndWhatEachClientReceived() throws Exception {
        String line = failed("refuses-all", "H1");
        String wanted =
                "FAIL H1 .*: (beto\\w+) does not hear (ana\\w+)"
                        + "; sent \"NAME \\2\\\\n\" \"SAY hola\\w+\\\\n\".*"
                        + "; \\1 received \"ERROR orden\".*"
                        + "; wanted \"\\2 says: hola\\w+\" \\(step 10\\)";
        assertTrue(line.matches(wanted), line);
    }

    @Test
    void aTextThatDiffersFarBehindIsToldByItsByte() throws Exception {
        String line = failed("cuts-at-900", "H1");
        // <ana1a2b3c> and a space go before the text
        assertTrue(line.contains(", different from byte 912: "), line);
    }

    @Test
    void ourOwnServerPasses() throws Exception {
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port, "--"));
        words.addAll(Run.jar("server", "-p", port));
        Run.Done check = Run.inside(words.toArray(String[]::new));
        assertEquals(0, check.exit(), check.out().toString());
        assertEquals("12 passed, 0 failed, 0 noted, 0 skipped", check.out().get(12));
    }

    @Test
    void theRelayPassesWithItsProfileAndFailsWithout() throws Exception {
        try (Run server = Run.program("server", "-p", "0", "--relay", "--quiet")) {
            String port = server.port();
            Run.Done without = Run.inside("check", "127.0.0.1", port);
            assertEquals(1, without.exit());
            Path shipped = Path.of(Run.path()).resolveSibling("../chat/profiles/relay.properties");
            Run.Done with = Run.inside("check", "127.0.0.1", port, "--profile", shipped.toString());
            assertEquals(0, with.exit(), with.out().toString());
            Path own = Path.of(Run.path()).resolveSibling("../chat/profiles/chat.properties");
            assertTrue(Files.exists(own));
        }
    }

    @Test
    void aProfileWithoutNamesIsJudgedAsFarAsItGoes(@TempDir Path folder) throws Exception {
        Path profile = folder.resolve("nameless.properties");
        Files.writeString(
                profile, "say={text}\nsee-say=({from}) {text}\nsee-left=Client {from} has gone\n");
        try (Run server = Run.program("server", "-p", "0", "--relay")) {
            Run.Done check =
                    Run.inside(
                            "check", "127.0.0.1", server.port(), "--profile", profile.toString());
            assertEquals(1, check.exit());
            assertEquals(List.of(), check.err());
            String last = check.out().get(check.out().size() - 1);
            assertTrue(last.matches("[0-9]+ passed, [1-9][0-9]* failed, .*"), last);
        }
    }

    static Stream<String> shippedProfiles() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("profiles"))) {
            return files
                    .map(file -> file.getFileName().toString().replace(".properties", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shippedProfiles")
    void ourServerSpeaksTheProfilesThatAreShipped(String name) throws Exception {
        String file = shipped(name);
        try (Run server = Run.program("server", "-p", "0", "--quiet", "--profile", file)) {
            Run.Done check = Run.inside("check", "127.0.0.1", server.port(), "--profile", file);
            assertEquals(0, check.exit(), check.out().toString());
        }
    }

    @Test
    void oneServerSpeaksOneProtocol() throws Exception {
        Run.Done both = Run.inside("server", "--relay", "--profile", shipped("irc"));
        assertEquals(2, both.exit());
        assertTrue(both.err().get(0).contains("--relay"), both.err().toString());
    }

    @Test
    void aShippedVariantIsGradedWithItsProfile() throws Exception {
        Servers variants = new Servers(ChatCheckIT.class, "/servers/variant_servers.py");
        String port = Servers.freePort();
        Path rooms = Path.of(Run.path()).resolveSibling("../chat/profiles/rooms.properties");
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port));
        words.addAll(List.of("--profile", rooms.toString(), "--"));
        words.addAll(variants.command("rooms-open", port));
        Run.Done check = Run.inside(words.toArray(String[]::new));
        assertEquals(1, check.exit());
        assertEquals(16, check.out().size());
        assertTrue(check.out().get(13).startsWith("PASS H14 "), check.out().toString());
        assertTrue(check.out().get(14).startsWith("FAIL H15 "), check.out().toString());
        assertEquals("14 passed, 1 failed, 0 noted, 0 skipped", check.out().get(15));
    }

    @Test
    void aProfileThatIsNoneIsOneLine(@TempDir Path folder) throws Exception {
        Path bad = folder.resolve("bad.properties");
        Files.writeString(bad, "say={text}\nsee-sy=x\n");
        for (String file : List.of(bad.toString(), "/nobody/has/this")) {
            Run.Done check = Run.inside("check", "--profile", file);
            assertEquals(1, check.exit());
            assertEquals(1, check.err().size(), check.err().toString());
            assertTrue(check.err().get(0).startsWith("chat: read " + file + ": "));
        }
        Path count = folder.resolve("count.properties");
        Files.writeString(count, "say={text}\nsee-say=x\nhistory-lines=ten\n");
        Run.Done check = Run.inside("check", "--profile", count.toString());
        assertEquals(1, check.exit());
        assertTrue(check.err().get(0).contains(": history-lines ("), check.err().toString());
    }
}
