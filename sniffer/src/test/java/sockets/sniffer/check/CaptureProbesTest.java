package sockets.sniffer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sockets.harness.check.Probe;
import sockets.harness.check.Verdict;
import sockets.packet.Icmpv6Header;
import sockets.packet.TcpHeader;
import sockets.sniffer.Traffic;

/** Verdicts on captures that were made for it: right ones, and each with one fault. */
class CaptureProbesTest {
    private static final int SYN = TcpHeader.SYN;
    private static final int ACK = TcpHeader.ACK;
    private static final int FIN = TcpHeader.FIN | ACK;
    private static final int RST = TcpHeader.RST | ACK;

    @TempDir Path folder;

    private Handed made;
    private Integer port;
    private Path other;
    private String prefix = "";
    private Set<Experiment> expected = EnumSet.noneOf(Experiment.class);
    private CaptureProbes probes;

    @BeforeEach
    void begin() throws IOException {
        made = new Handed(folder.resolve("a.pcap"));
    }

    private Map<String, Verdict> verdicts(int step) throws IOException {
        made.close();
        // what was written just now may still grow, for which a reader waits a moment
        Files.setLastModifiedTime(made.file, FileTime.fromMillis(0));
        String second = other == null ? null : other.toString();
        probes =
                new CaptureProbes(
                        new CaptureProbes.Request(
                                made.file.toString(), second, step, port, prefix, expected));
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (Probe probe : probes.all()) verdicts.put(probe.id(), probe.body().run(null));
        return verdicts;
    }

    /** The verdicts in short: {@code S1 PASS, S2 FAIL}. */
    private static String kinds(Map<String, Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        verdicts.forEach((id, verdict) -> text.append(id + " " + verdict.kind() + ", "));
        return text.substring(0, text.length() - 2);
    }

    private void is(String kinds, int step) throws IOException {
        Map<String, Verdict> verdicts = verdicts(step);
        assertEquals(kinds, kinds(verdicts), verdicts::toString);
    }

    private void fails(int step, String id, String... parts) throws IOException {
        Map<String, Verdict> verdicts = verdicts(step);
        Verdict verdict = verdicts.get(id);
        assertTrue(verdict.failed(), verdicts::toString);
        for (String part : parts)
            assertTrue(verdict.detail().contains(part), () -> part + " not in " + verdict);
        for (Probe probe : probes.all())
            if (probe.id().equals(id)) assertNotEquals("", probe.byHand(), id);
    }

    // ---- step 5 ----

    @Test
    void anEchoPasses() throws IOException {
        made.ask("hola").answer("hola").ask("").answer("").ask("chau").answer("chau");
        is("S1 PASS, S2 PASS, S3 PASS, S4 PASS, S5 SKIP, S6 SKIP", 5);
    }

    @Test
    void anEchoOverIpv6WithTheSameTextPassesAndIsNoRepeat() throws IOException {
        made.client = "fd00::2";
        made.server = "fd00::1";
        made.ask("hola").answer("hola").ask("hola").answer("hola");
        is("S1 PASS, S2 PASS, S3 PASS, S4 PASS, S5 SKIP, S6 SKIP", 5);
    }

    @Test
    void aClosedPortPassesOnBothFamilies() throws IOException {
        made.refused("hola", 3, 3);
        is("S1 PASS, S2 PASS, S3 PASS, S4 SKIP, S5 SKIP, S6 PASS", 5);
        made = new Handed(folder.resolve("b.pcap"));
        made.client = "fd00::2";
        made.server = "fd00::1";
        made.refused("hola", 1, 4);
        is("S1 PASS, S2 PASS, S3 PASS, S4 SKIP, S5 SKIP, S6 PASS", 5);
    }

    @Test
    void oneFileMayHoldBothExperiments() throws IOException {
        made.ask("hola").answer("hola").refused("hola", 3, 3);
        expected = EnumSet.of(Experiment.ECHO, Experiment.UNREACHABLE);
        is("S1 PASS, S2 PASS, S3 PASS, S4 PASS, S5 SKIP, S6 PASS", 5);
    }

    @Test
    void theEmptyCaptureIsTheSilentClients() throws IOException {
        is("S1 PASS, S2 SKIP, S3 SKIP, S4 SKIP, S5 NOTE, S6 SKIP", 5);
        expected = EnumSet.of(Experiment.EMPTY);
        is("S1 PASS, S2 SKIP, S3 SKIP, S4 SKIP, S5 PASS, S6 SKIP", 5);
        expected = EnumSet.of(Experiment.ECHO);
        fails(5, "S4", "expected two datagrams, got no packet");
        expected = EnumSet.of(Experiment.UNREACHABLE);
        fails(5, "S6", "got no ICMP error");
    }

    @Test
    void anEmptyFileIsNoEmptyCapture() throws IOException {
        made.close();
        Files.write(made.file, new byte[0]);
        expected = EnumSet.of(Experiment.EMPTY);
        is("S1 FAIL, S2 SKIP, S3 SKIP, S4 SKIP, S5 SKIP, S6 SKIP", 5);
        fails(5, "S1", "the file has 0 bytes; a capture without packets has a header");
    }

    @Test
    void packetsWhereThereShouldBeNoneFail() throws IOException {
        made.ask("hola").answer("hola");
        expected = EnumSet.of(Experiment.EMPTY);
        fails(5, "S5", "expected none, the program's packets are there: 2");
    }

    @Test
    void aTextIsNoCapture() throws IOException {
        made.close();
        Files.writeString(made.file, "1 0.0 127.0.0.1 → 127.0.0.1 UDP 46 Len=4 ñ\u001b[31m\n");
        fails(5, "S1", "not a capture file", "\"1 0.0 127.0.0.1 → ");
        Files.writeString(made.file, "No. Time Source\r\n1 0.0 ñandú\r\n");
        fails(5, "S1", "a text: save the packets");
        Files.write(made.file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        fails(5, "S1", "gunzip");
    }

    @Test
    void aFileThatIsCutSaysHowMuchIsWhole() throws IOException {
        made.ask("hola").answer("hola").ask("chau");
        made.close();
        byte[] all = Files.readAllBytes(made.file);
        Files.write(made.file, Arrays.copyOf(all, all.length - 5));
        fails(5, "S1", "truncated", "2 packets before it are whole");
        assertEquals(Verdict.Kind.PASS, verdicts(5).get("S4").kind());
    }

    @Test
    void noPrefixOfAFileAndNoChangedByteBreaksIt() throws IOException {
        made.ask("hola").answer("hola").refused("x", 3, 3).tcp(true, SYN, 0, 0, "").arp();
        made.close();
        byte[] all = Files.readAllBytes(made.file);
        Random random = new Random(1);
        for (int i = 0; i < 2 * all.length; i += 3) {
            byte[] wrong = i < all.length ? Arrays.copyOf(all, i) : all.clone();
            if (i >= all.length) wrong[i - all.length] ^= (byte) (1 + random.nextInt(255));
            Files.write(made.file, wrong);
            verdicts(5 + random.nextInt(3));
        }
    }

    @Test
    void randomTrafficIsJudgedToTheEnd() throws IOException {
        for (int seed = 1; seed < 9; seed++) {
            made.close();
            Traffic.write(made.file, 2000, new Traffic(seed, 20, 40));
            other = seed % 2 == 0 ? made.file : null;
            fails(5 + seed % 3, "S2", "expected packets of port 3500");
        }
    }

    @Test
    void othersPacketsFailAndAreNamed() throws IOException {
        made.arp().ask("hola").answer("hola");
        made.port = 53;
        made.ask("dns").ask("dns");
        made.port = 3500;
        fails(5, "S2", "2 udp port 53 (packets 4, 5)", "1 arp (packet 1)", "udp port 3500 or icmp");
        assertEquals(Verdict.Kind.PASS, verdicts(5).get("S4").kind());
    }

    @Test
    void anIcmpErrorOfAnotherPortFails() throws IOException {
        made.ask("hola").answer("hola");
        made.port = 9999;
        made.strangeError("x");
        port = 3500;
        fails(5, "S2", "1 icmp about udp port 9999 (packet 3)");
        expected = EnumSet.of(Experiment.UNREACHABLE);
        fails(5, "S6", "got no ICMP error");
    }

    @Test
    void anErrorAboutADatagramThatIsNotThereFails() throws IOException {
        made.strangeError("hola");
        expected = EnumSet.of(Experiment.UNREACHABLE);
        fails(5, "S6", "expected the datagram that packet 1 (ICMP) quotes");
    }

    @Test
    void anotherErrorThanPortUnreachableFails() throws IOException {
        made.refused("hola", 3, 10);
        fails(5, "S6", "type 3, code 10", "a firewall rejects it");
    }

    @Test
    void anotherPortFails() throws IOException {
        made.ask("hola").answer("hola");
        port = 8888;
        fails(5, "S2", "got no packet of port 8888, but 2 udp port 3500");
        fails(5, "S4", "expected a datagram to port 8888, got none", "another port? --port");
    }

    @Test
    void aPortThatIsNotSaidIsTheServers() throws IOException {
        made.port = 8888;
        made.ask("hola").answer("hola");
        is("S1 PASS, S2 PASS, S3 PASS, S4 PASS, S5 SKIP, S6 SKIP", 5);
        assertEquals(8888, probes.port());
    }

    @Test
    void theProgramsPortIsFoundBesideOthers() throws IOException {
        made.port = 5353;
        for (int i = 0; i < 9; i++) made.ask("chatter");
        made.port = 8888;
        made.ask("hola").answer("hola");
        fails(5, "S2", "9 udp port 5353");
        assertEquals(8888, probes.port());
    }

    @Test
    void oneDirectionFails() throws IOException {
        made.ask("hola").ask("chau");
        fails(5, "S4", "expected 4 bytes \"hola\" back", "got no answer in the file");
        made = new Handed(folder.resolve("b.pcap"));
        made.answer("hola");
        port = 3500;
        fails(5, "S4", "got answers only (packet 1)");
    }

    @Test
    void aChangedAnswerFailsUnlessItsPrefixIsAllowed() throws IOException {
        made.ask("hola").answer("holA");
        fails(
                5,
                "S4",
                "expected 4 bytes \"hola\" back (packet 1), got 4 bytes \"holA\" (packet 2)");
        made = new Handed(folder.resolve("b.pcap"));
        made.ask("hola").answer("OK...hola");
        fails(5, "S4", "--prefix \"OK...\"");
        prefix = "OK...";
        assertEquals(Verdict.Kind.PASS, verdicts(5).get("S4").kind());
    }

    @Test
    void anAnswerFromAnotherPortOrAddressFails() throws IOException {
        made.ask("hola").answerFrom(45678, "hola");
        fails(5, "S4", "expected an answer from port 3500, got packet 2 from 10.0.0.1:45678");
        made = new Handed(folder.resolve("b.pcap"));
        made.ask("hola");
        made.server = "10.0.0.9";
        made.answer("hola");
        fails(5, "S4", "went to 10.0.0.1:3500", "comes from 10.0.0.9:3500");
    }

    @Test
    void aFilterWithoutIcmpIsSuspectedWhereAnAnswerIsMissing() throws IOException {
        made.ask("hola").answer("hola").ask("chau");
        fails(5, "S6", "behind packet 3, 4 bytes \"chau\"", "udp port 3500 or icmp");
    }

    /** A network loses some; a port that is closed has no answer later. */
    @Test
    void aDatagramThatWasLostAndSentAgainIsNoClosedPort() throws IOException {
        made.ask("hola").ask("hola").answer("hola");
        is("S1 PASS, S2 PASS, S3 PASS, S4 PASS, S5 SKIP, S6 SKIP", 5);
    }

    /** RFC 1122 3.2.2.1: of ports only the host itself knows. */
    @Test
    void aRoutersPortUnreachableIsAFirewalls() throws IOException {
        made.router = "10.0.0.254";
        made.refused("hola", 3, 3);
        fails(5, "S6", "from 10.0.0.1, got it from 10.0.0.254 (packet 2): a firewall");
    }

    /** RFC 4861: what takes the errors of IPv6 takes that, too. */
    @Test
    void neighbourDiscoveryIsNoStrangersPacket() throws IOException {
        made.client = "fd00::2";
        made.server = "fd00::1";
        made.icmp6(Icmpv6Header.NEIGHBOR_SOLICITATION).ask("hola").answer("hola");
        is("S1 PASS, S2 PASS, S3 PASS, S4 PASS, S5 SKIP, S6 SKIP", 5);
        made = new Handed(folder.resolve("b.pcap"));
        made.client = "fd00::2";
        made.server = "fd00::1";
        made.icmp6(Icmpv6Header.ECHO_REQUEST).ask("hola").answer("hola");
        fails(5, "S2", "1 icmp6 echo (packet 1)", "udp port 3500 or icmp6;");
    }

    @Test
    void anEmptyDatagramMayGoUnanswered() throws IOException {
        made.ask("hola").answer("hola").ask("");
        is("S1 PASS, S2 PASS, S3 PASS, S4 NOTE, S5 SKIP, S6 SKIP", 5);
    }

    @Test
    void packetsThatAreThereTwiceCountOnce() throws IOException {
        made.ask("hola").again().answer("hola").again();
        Map<String, Verdict> verdicts = verdicts(5);
        assertEquals("S1 PASS, S2 PASS, S3 NOTE, S4 PASS, S5 SKIP, S6 SKIP", kinds(verdicts));
        assertTrue(verdicts.get("S3").detail().startsWith("2 packets are there twice"));
    }

    @Test
    void aPayloadThatIsCutAwayIsNotJudged() throws IOException {
        made.snap = 42;
        made.ask("hola").answer("hola");
        Map<String, Verdict> verdicts = verdicts(5);
        assertEquals(Verdict.Kind.NOTE, verdicts.get("S3").kind());
        assertEquals(false, verdicts.get("S4").isJudged());
    }

    @Test
    void whatAPacketHoldsCannotBreakTheTerminal() throws IOException {
        made.ask("hola").answer("\u001b[2J\u202e\"");
        fails(5, "S4", "\"\\x1b[2J\\u202e\\\"\"");
    }

    // ---- step 6 ----

    private void otherEnd(String name, int firstId, long micros, String... texts)
            throws IOException {
        Handed there = new Handed(folder.resolve(name));
        there.id = firstId;
        there.micros = micros;
        for (String text : texts) {
            there.ask(text);
            // the server's end sees the answer earlier than the client's
            there.micros -= 60;
            there.answer(text);
        }
        there.close();
        other = there.file;
    }

    @Test
    void bothEndsFilesBelongTogether() throws IOException {
        made.ask("hola").answer("hola").ask("chau").answer("chau");
        otherEnd("b.pcapng", 100, 77_000_000, "hola", "chau");
        Map<String, Verdict> verdicts = verdicts(6);
        assertEquals(
                "S1 PASS, S2 PASS, S3 PASS, S4 PASS, S7 PASS, S8 PASS, S9 NOTE", kinds(verdicts));
        String clocks = verdicts.get("S9").detail();
        assertTrue(clocks.contains("a.pcap is from the client's end"), clocks);
        assertTrue(clocks.contains("the other clock is 75.999970 s ahead"), clocks);
        assertTrue(clocks.endsWith("there and back takes 0.000060 s"), clocks);
    }

    @Test
    void withoutTheOtherFileNothingIsCompared() throws IOException {
        made.ask("hola").answer("hola");
        Map<String, Verdict> verdicts = verdicts(6);
        assertEquals(
                "S1 PASS, S2 PASS, S3 PASS, S4 PASS, S7 PASS, S8 SKIP, S9 SKIP", kinds(verdicts));
        assertTrue(verdicts.get("S8").detail().startsWith("needs --other FILE"));
    }

    @Test
    void filesOfTwoRunsFail() throws IOException {
        made.ask("hola").answer("hola");
        otherEnd("b.pcap", 7000, 77_000_000, "hola");
        fails(6, "S8", "of two runs (IP ids 100, 7000)");
        otherEnd("c.pcap", 100, 77_000_000, "chau");
        fails(6, "S8", "got none", "\"hola\") here", "\"chau\") there");
    }

    @Test
    void theSameCaptureTwiceFailsThoughItsTimesAreOthers() throws IOException {
        made.ask("hola").answer("hola");
        Handed there = new Handed(folder.resolve("b.pcap"));
        there.micros += 3_600_000_000L;
        there.ask("hola").answer("hola").close();
        other = there.file;
        fails(6, "S9", "the same difference (3600.000000 s) for all 2 packets");
        other = made.file;
        fails(6, "S8", "the same file twice");
    }

    @Test
    void whatIsInOneFileOnlyIsTold() throws IOException {
        made.ask("hola").answer("hola").ask("chau").answer("chau");
        otherEnd("b.pcap", 100, 77_000_000, "hola");
        Verdict verdict = verdicts(6).get("S8");
        assertEquals(Verdict.Kind.NOTE, verdict.kind());
        assertTrue(verdict.detail().contains("a.pcap packets 3, 4"), verdict.detail());
    }

    @Test
    void theOtherFileIsJudgedToo() throws IOException {
        made.ask("hola").answer("hola");
        otherEnd("b.pcap", 100, 77_000_000);
        fails(6, "S8", "got none in ");
        other = folder.resolve("c.pcap");
        Files.write(other, new byte[0]);
        fails(6, "S1", "c.pcap: the file has 0 bytes");
    }

    @Test
    void oneMachineFails() throws IOException {
        made.client = "127.0.0.1";
        made.server = "127.0.0.1";
        made.ask("hola").answer("hola");
        fails(6, "S7", "expected addresses of two machines, got 127.0.0.1:40001 > 127.0.0.1:3500");
        made = new Handed(folder.resolve("b.pcap"));
        made.client = made.server;
        made.ask("hola").answer("hola");
        fails(6, "S7", "10.0.0.1:40001 > 10.0.0.1:3500");
    }

    @Test
    void step6MayBeDoneOverTcp() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola").tcp(false, ACK, 1, 5, "hola");
        closed(5);
        is(
                "S1 PASS, S2 PASS, S3 PASS, S10 PASS, S11 PASS, S12 PASS, S13 NOTE, S7 PASS,"
                        + " S8 SKIP, S9 SKIP",
                6);
    }

    // ---- step 7 ----

    private Handed opened() throws IOException {
        return made.tcp(true, SYN, 0, 0, "")
                .tcp(false, SYN | ACK, 0, 1, "")
                .tcp(true, ACK, 1, 1, "");
    }

    /** The client closes first. */
    private Handed closed(int at) throws IOException {
        return made.tcp(true, FIN, at, at, "")
                .tcp(false, FIN, at, at + 1, "")
                .tcp(true, ACK, at + 1, at + 1, "");
    }

    @Test
    void aConnectionPassesAndItsFirstCloserIsTold() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola").tcp(false, ACK, 1, 5, "hola");
        closed(5);
        Map<String, Verdict> verdicts = verdicts(7);
        assertEquals(
                "S1 PASS, S2 PASS, S3 PASS, S10 PASS, S11 PASS, S12 PASS, S13 NOTE, S14 SKIP",
                kinds(verdicts));
        assertEquals(
                "the client closes first (packet 6), the client keeps TIME_WAIT",
                verdicts.get("S13").detail());
    }

    @Test
    void theServerMayCloseFirst() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola").tcp(false, ACK, 1, 5, "hola");
        made.tcp(false, FIN, 5, 5, "").tcp(true, FIN, 5, 6, "").tcp(false, ACK, 6, 6, "");
        assertEquals(
                "the server closes first (packet 6), the server keeps TIME_WAIT",
                verdicts(7).get("S13").detail());
    }

    @Test
    void segmentsOutOfOrderAndTwiceAreOneStream() throws IOException {
        opened().tcp(true, ACK, 3, 1, "la").tcp(true, ACK, 1, 1, "ho").tcp(true, ACK, 1, 1, "hola");
        made.tcp(false, ACK, 1, 5, "ho").tcp(false, ACK, 3, 5, "la");
        closed(5);
        assertEquals(Verdict.Kind.PASS, verdicts(7).get("S11").kind());
    }

    @Test
    void aMissingSynFails() throws IOException {
        made.tcp(true, ACK, 1, 1, "hola").tcp(false, ACK, 1, 5, "hola");
        closed(5);
        fails(
                7,
                "S10",
                "expected a SYN first, got packet 1",
                "begin the capture before the client");
    }

    @Test
    void oneDirectionOfTcpFails() throws IOException {
        made.tcp(true, SYN, 0, 0, "").tcp(true, ACK, 1, 1, "").tcp(true, ACK, 1, 1, "hola");
        fails(7, "S10", "nothing from the server: captured in one direction only");
        made = new Handed(folder.resolve("b.pcap"));
        made.tcp(false, SYN | ACK, 0, 1, "").tcp(false, ACK, 1, 5, "hola");
        fails(7, "S10", "expected a SYN first");
    }

    @Test
    void wrongNumbersOfTheHandshakeFail() throws IOException {
        made.tcp(true, SYN, 0, 0, "").tcp(false, SYN | ACK, 0, 7, "").tcp(true, ACK, 1, 1, "");
        fails(7, "S10", "expected packet 2 to acknowledge 5001, got 5007");
    }

    @Test
    void theClientsPortIsNotTheServers() throws IOException {
        opened();
        port = Handed.CLIENT_PORT;
        fails(7, "S10", "which is then the client's: --port 3500");
    }

    @Test
    void aChangedStreamFails() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola").tcp(false, ACK, 1, 5, "hoLa");
        closed(5);
        fails(7, "S11", "expected \"hola\" back, got \"hoLa\" (byte 3 of conversation 1)");
    }

    @Test
    void anEchoThatIsNotWholeFails() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola mundo").tcp(false, ACK, 1, 11, "hola");
        made.tcp(false, FIN, 5, 11, "").tcp(true, FIN, 11, 6, "").tcp(false, ACK, 6, 12, "");
        fails(7, "S11", "expected 10 bytes back, got 4");
    }

    @Test
    void aPrefixMayStandBeforeEachAnswer() throws IOException {
        opened().tcp(true, ACK, 1, 1, "uno").tcp(false, ACK, 1, 4, "OK...uno");
        made.tcp(true, ACK, 4, 9, "dos").tcp(false, ACK, 9, 7, "OK...dos");
        prefix = "OK...";
        assertEquals(Verdict.Kind.PASS, verdicts(7).get("S11").kind());
        prefix = "";
        assertTrue(verdicts(7).get("S11").failed());
    }

    @Test
    void whatIsNotAcknowledgedFails() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola").tcp(false, ACK, 1, 5, "hola");
        fails(7, "S12", "expected an ACK of packet 5, got none: 4 bytes unacknowledged");
        fails(7, "S13", "expected FIN of both ends, got none before the last packet, packet 5");
    }

    @Test
    void anEndOfOneSideOnlyFails() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola").tcp(false, ACK, 1, 5, "hola");
        made.tcp(true, FIN, 5, 5, "").tcp(false, ACK, 5, 6, "");
        fails(7, "S13", "got only client's (packet 6)");
    }

    @Test
    void aResetIsToldAndFailsIfDataWereOnTheirWay() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola").tcp(false, ACK, 1, 5, "hola");
        made.tcp(true, RST, 5, 5, "");
        Verdict verdict = verdicts(7).get("S13");
        assertEquals(Verdict.Kind.NOTE, verdict.kind());
        assertTrue(verdict.detail().startsWith("the client ends it by a reset (packet 6)"));
        made = new Handed(folder.resolve("b.pcap"));
        opened().tcp(true, ACK, 1, 1, "hola").tcp(true, ACK, 5, 1, "more");
        made.tcp(false, RST, 1, 1, "");
        fails(7, "S13", "server's reset (packet 6) with 8 bytes on their way");
        fails(7, "S11", "cut off by the reset, packet 6");
    }

    /** The second client of step 7, which gives up before its turn comes. */
    @Test
    void whatComesAfterItsCloseMayBeReset() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola").tcp(false, ACK, 1, 5, "");
        made.tcp(true, FIN, 5, 1, "").tcp(false, ACK, 1, 6, "").tcp(false, ACK, 1, 6, "hola");
        made.tcp(true, TcpHeader.RST, 6, 0, "");
        Map<String, Verdict> verdicts = verdicts(7);
        assertEquals(Verdict.Kind.PASS, verdicts.get("S12").kind(), verdicts::toString);
        assertTrue(verdicts.get("S13").detail().contains("data came after its close"));
    }

    /** Fast open, RFC 7413. */
    @Test
    void aSynMayHaveData() throws IOException {
        made.tcp(true, SYN, 0, 0, "hola").tcp(false, SYN | ACK, 0, 5, "");
        made.tcp(true, ACK, 5, 1, "").tcp(false, ACK, 1, 5, "hola");
        closed(5);
        assertEquals(Verdict.Kind.PASS, verdicts(7).get("S10").kind());
    }

    @Test
    void aRefusalIsTheClosedPort() throws IOException {
        made.tcp(true, SYN, 0, 0, "").tcp(false, RST, 0, 1, "");
        is("S1 PASS, S2 PASS, S3 PASS, S10 SKIP, S11 SKIP, S12 SKIP, S13 SKIP, S14 PASS", 7);
        expected = EnumSet.of(Experiment.ECHO);
        fails(7, "S10", "expected a connection, got a refusal: packet 2");
    }

    @Test
    void aSilentClientIsConnected() throws IOException {
        opened();
        is("S1 PASS, S2 PASS, S3 PASS, S10 PASS, S11 SKIP, S12 PASS, S13 NOTE, S14 SKIP", 7);
        expected = EnumSet.of(Experiment.ECHO);
        fails(7, "S11", "expected an echo, got no data");
    }

    @Test
    void aCaptureWithoutTcpFails() throws IOException {
        fails(7, "S10", "got no TCP packet of it: a TCP client that says nothing has sent two");
        made = new Handed(folder.resolve("b.pcap"));
        made.ask("hola").answer("hola");
        port = 3500;
        fails(7, "S2", "expected packets of TCP, got packets 1, 2 of UDP");
    }

    @Test
    void bothEndsOfAConnectionBelongTogetherThoughACardJoinedSegments() throws IOException {
        opened().tcp(true, ACK, 1, 1, "hola").tcp(true, ACK, 5, 1, " mundo");
        made.tcp(false, ACK, 1, 11, "hola mundo");
        closed(11);
        Handed here = made;
        made = new Handed(folder.resolve("b.pcap"));
        made.micros = 9_000_000;
        opened().tcp(true, ACK, 1, 1, "hola mundo").tcp(false, ACK, 1, 11, "hola mundo");
        closed(11).close();
        other = made.file;
        made = here;
        Map<String, Verdict> verdicts = verdicts(7);
        assertEquals(Verdict.Kind.PASS, verdicts.get("S8").kind(), verdicts::toString);
    }

    // ---- hashes ----

    private Map<String, Object> facts() throws IOException {
        verdicts(5);
        return probes.facts();
    }

    @Test
    void theSamePacketsAreKnownAgainWithOtherTimesAndAmongOthers() throws IOException {
        made.ask("hola").answer("hola");
        Map<String, Object> first = facts();
        made = new Handed(folder.resolve("b.pcapng"));
        made.micros += 123_456_789;
        made.ask("hola").arp().answer("hola");
        Map<String, Object> second = facts();
        assertEquals(first.get("packets"), second.get("packets"));
        assertNotEquals(first.get("sha256"), second.get("sha256"));
        made = new Handed(folder.resolve("c.pcap"));
        made.ask("hola").answer("holas");
        assertNotEquals(first.get("packets"), facts().get("packets"));
    }

    @Test
    void aCaptureWithoutPacketsHasNoHashOfThem() throws IOException {
        Map<String, Object> facts = facts();
        assertEquals(0L, facts.get("packetCount"));
        assertEquals(false, facts.containsKey("packets"));
    }

    @Test
    void theHashIsOfThePacketsFromIpOn() throws IOException {
        made.ask("hola");
        String packets = (String) facts().get("packets");
        assertEquals(64, packets.length());
        ByteBuffer ip = ByteBuffer.allocate(36);
        byte[] file = Files.readAllBytes(made.file);
        ip.putInt(32).put(file, file.length - 32, 32);
        var digest = Digests.sha256();
        digest.update(ip.array());
        assertEquals(Digests.hex(digest), packets);
        assertEquals("hola", new String(ip.array(), 32, 4, StandardCharsets.UTF_8));
    }
}
