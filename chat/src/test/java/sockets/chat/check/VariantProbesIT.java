package sockets.chat.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.chat.profile.Profile;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;
import sockets.harness.check.Deadlines;
import sockets.harness.check.Probe;
import sockets.harness.check.Verdict;

/** Rooms, acknowledgements and history: right servers pass the profiles that are shipped. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class VariantProbesIT {
    private static final Servers SERVERS =
            new Servers(VariantProbesIT.class, "/servers/variant_servers.py");

    private static final Map<String, String> CAUGHT_BY =
            Map.ofEntries(
                    Map.entry("rooms-to-all", "H13"),
                    Map.entry("rooms-echo", "H13"),
                    Map.entry("rooms-never-left", "H14"),
                    Map.entry("one-room-keeps", "H14"),
                    Map.entry("rooms-open", "H15"),
                    Map.entry("rooms-silent", "H15"),
                    Map.entry("acks-to-all", "H16"),
                    Map.entry("acks-at-once", "H16"),
                    Map.entry("acks-last", "H16"),
                    Map.entry("acks-same", "H16"),
                    Map.entry("acks-anybody", "H17"),
                    Map.entry("history-reversed", "H18"),
                    Map.entry("history-endless", "H18"),
                    Map.entry("history-to-all", "H18"),
                    Map.entry("history-secrets", "H19"));

    static Stream<Servers.Mode> modes() throws InterruptedException {
        Tools.need("python3");
        return SERVERS.modes().stream();
    }

    private static Path shipped(String name) {
        return Path.of("profiles", name + ".properties");
    }

    private static Map<String, Verdict> verdicts(String mode, Path profile) throws Exception {
        String port = Servers.freePort();
        try (Run server = SERVERS.start(mode, port)) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
            Examinee chat = new Examinee(address, null, Profile.of(profile));
            Map<String, Verdict> verdicts = new LinkedHashMap<>();
            for (Probe probe : new VariantProbes(chat).all())
                verdicts.put(probe.id(), probe.body().run(Deadlines.in(20, server.pid())));
            return verdicts;
        }
    }

    private static List<String> ids(Map<String, Verdict> verdicts, Verdict.Kind kind) {
        return verdicts.keySet().stream().filter(id -> verdicts.get(id).kind() == kind).toList();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aFaultIsCaughtByTheProbeThatIsMeantForIt(Servers.Mode mode) throws Exception {
        Map<String, Verdict> verdicts = verdicts(mode.name(), shipped(mode.kind().split(" ")[1]));
        List<String> failed = ids(verdicts, Verdict.Kind.FAIL);
        String first = failed.isEmpty() ? null : failed.get(0);
        assertEquals(CAUGHT_BY.get(mode.name()), first, mode + " " + verdicts);
    }

    @Test
    void aVariantIsAskedOnlyIfTheProfileSpeaksOfIt() throws Exception {
        assertEquals(List.of("H13", "H14", "H15"), asked("rooms"));
        assertEquals(List.of("H16", "H17"), asked("acks"));
        assertEquals(List.of("H18", "H19"), asked("history"));
        assertEquals(List.of(), asked("chat"));
    }

    private static List<String> asked(String profile) throws IOException {
        Examinee nobody = new Examinee(null, null, Profile.of(shipped(profile)));
        return new VariantProbes(nobody).all().stream().map(Probe::id).toList();
    }

    @Test
    void aProbeWhoseKeyIsMissingIsSkipped(@TempDir Path folder) throws Exception {
        Path profile = folder.resolve("rooms.properties");
        String all = Files.readString(shipped("rooms"));
        Files.writeString(profile, all.replaceAll("(?m)^(leave|not-member).*", ""));
        Map<String, Verdict> verdicts = verdicts("rooms-never-left", profile);
        assertEquals(List.of("H13"), ids(verdicts, Verdict.Kind.PASS), verdicts.toString());
        assertEquals(List.of("H14", "H15"), ids(verdicts, Verdict.Kind.SKIP));
    }

    /** The server may acknowledge by itself; the history may have to be asked for. */
    @Test
    void whatIsNotInTheProfileIsNotAskedFor(@TempDir Path folder) throws Exception {
        Path acks = folder.resolve("acks.properties");
        String all = Files.readString(shipped("acks"));
        Files.writeString(acks, all.replaceAll("(?m)^(ack|unknown-ack) .*", ""));
        Map<String, Verdict> verdicts = verdicts("acks-at-once", acks);
        assertEquals(Verdict.Kind.PASS, verdicts.get("H16").kind(), verdicts.toString());
        assertEquals(Verdict.Kind.SKIP, verdicts.get("H17").kind());
    }

    @Test
    void aServerWithoutTheVariantFails() throws Exception {
        assertTrue(verdicts("history", shipped("acks")).get("H16").failed());
        assertTrue(verdicts("rooms", shipped("history")).get("H18").failed());
    }
}
