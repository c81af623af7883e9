package sockets.sniffer.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sockets.harness.check.Probe;
import sockets.harness.check.Verdict;

/** What is asked of the captures that steps 5, 6 and 7 of the practical hand in. */
public final class CaptureProbes {
    /** A capture of UDP, one from two machines, one of TCP. */
    public static final int UDP = 5;

    public static final int MACHINES = 6;
    public static final int TCP = 7;

    private static final String FIRST = "S1";

    private final Set<Experiment> expected;
    private final int step;
    private final Capture capture;
    private final Capture other;
    private final boolean tcp;
    private final DatagramProbes datagrams;
    private final ConnectionProbes connections;
    private final BothEnds ends;
    private final List<Probe> all = new ArrayList<>();

    /** What the user asks for. */
    public record Request(
            String file,
            String other,
            int step,
            Integer port,
            String prefix,
            Set<Experiment> expected) {}

    /** Reads the files. */
    public CaptureProbes(Request request) throws IOException {
        step = request.step();
        int port =
                request.port() != null
                        ? request.port()
                        : PortGuess.of(Path.of(request.file()), step != TCP, step != UDP);
        capture = Capture.of(request.file(), port);
        other = request.other() == null ? null : Capture.of(request.other(), port);
        expected = request.expected();
        tcp = step == TCP || step == MACHINES && isTcp(capture);
        Echo echo = new Echo(request.prefix());
        datagrams = tcp ? null : new DatagramProbes(capture, echo, expected);
        connections = tcp ? new ConnectionProbes(capture, echo, expected) : null;
        ends = other == null ? null : new BothEnds(capture, other, tcp);
        list();
    }

    private static boolean isTcp(Capture capture) {
        return capture.packets(false).isEmpty() && !capture.packets(true).isEmpty();
    }

    private void list() {
        boolean silent = step == UDP && expected.contains(Experiment.EMPTY);
        ofFile(FIRST, "the capture can be read to its end", commandOfFile(), FileProbes::whole);
        ofFile(
                "S2",
                "only the program's packets are in it",
                commandOfStrangers(),
                one -> FileProbes.own(one, step, tcp, silent));
        ofFile(
                "S3",
                "each packet is in it once, and whole",
                "",
                one -> FileProbes.once(one, silent));
        if (tcp) listTcp();
        else listUdp();
        if (step == MACHINES)
            ofFile(
                    "S7",
                    "its two ends are two machines",
                    show("read -n -e", "port"),
                    FileProbes::machines);
        if (step != MACHINES && other == null) return;
        String compare =
                "for f in FILE OTHER; do sniffer read -n -v -tttt \"$f\" 'port PORT'; done";
        add("S8", "both files hold the same packets", compare, () -> ofBoth(true));
        add("S9", "both files are from two ends, by their clocks", compare, () -> ofBoth(false));
    }

    /** A command of ours that shows the program's packets, or what there is instead. */
    private String show(String command, String filter) {
        return "sniffer " + command + " FILE" + (capture.own() > 0 ? " '" + filter + " PORT'" : "");
    }

    private void listUdp() {
        String payload = show("read -n -X", "udp port");
        add("S4", "a datagram comes back unchanged, its ends swapped", payload, datagrams::echo);
        if (step != UDP) return;
        add(
                "S5",
                "a client that sends nothing leaves no packet",
                show("read -n", "port"),
                datagrams::silence);
        add(
                "S6",
                "a closed port answers by ICMP port unreachable",
                show("read -n -v", "icmp or icmp6 or udp port"),
                datagrams::unreachable);
    }

    private void listTcp() {
        String ladder = show("flow", "tcp port");
        String payload = show("read -n -X", "tcp port");
        add("S10", "the connection opens with SYN, SYN+ACK, ACK", ladder, connections::opening);
        add("S11", "the client's bytes come back unchanged", payload, connections::data);
        add("S12", "every byte is acknowledged", ladder, connections::acknowledged);
        add("S13", "the connection is closed by both ends", ladder, connections::close);
        if (step == TCP)
            add("S14", "a closed port answers by RST+ACK", ladder, connections::refused);
    }

    private interface Judgement {
        Verdict verdict() throws IOException;
    }

    private interface OfCapture {
        Verdict of(Capture capture) throws IOException;
    }

    /** A question to each file by itself. */
    private void ofFile(String id, String claim, String byHand, OfCapture question) {
        put(id, claim, byHand, () -> each(question));
    }

    /** A question about what the program's packets show. */
    private void add(String id, String claim, String byHand, Judgement judgement) {
        put(id, claim, byHand, () -> bounded(judgement.verdict()));
    }

    private void put(String id, String claim, String byHand, Judgement judgement) {
        boolean unread = !id.equals(FIRST) && isUnread();
        Judgement asked = unread ? () -> Verdict.skip("no packet can be read") : judgement;
        String line = byHand.replace("sniffer ", "PROGRAM ");
        all.add(new Probe(id, claim, step, line, deadline -> asked.verdict()));
    }

    /** No capture at all: that it shows no packet says nothing. */
    private boolean isUnread() {
        boolean here = capture.damage() != null && capture.frames() == 0;
        return here || other != null && other.damage() != null && other.frames() == 0;
    }

    /** What is beyond our bounds was not seen, so nothing is missing for certain. */
    private Verdict bounded(Verdict verdict) {
        boolean isLong = capture.isTooLong() || other != null && other.isTooLong();
        return isLong && verdict.failed()
                ? Verdict.notJudged(
                        "only the first "
                                + Capture.MOST_PACKETS
                                + " packets of the program are looked at")
                : verdict;
    }

    /** The first fault of either file, else what is told of the first. */
    private Verdict each(OfCapture question) throws IOException {
        Verdict verdict = question.of(capture);
        if (other == null || verdict.failed()) return verdict;
        Verdict second = question.of(other);
        if (second.kind() == verdict.kind() && !second.failed()) return verdict;
        boolean tells = second.failed() || verdict.kind() == Verdict.Kind.PASS;
        return tells ? second.of(other.name()) : verdict;
    }

    private String commandOfFile() {
        boolean first = other == null || capture.damage() != null;
        Damage damage = first ? capture.damage() : other.damage();
        String file = first ? "FILE" : "OTHER";
        return damage != null && damage.whole() == 0
                ? "head -c 48 " + file + " | od -c"
                : "sniffer read -n " + file + " | tail -n 3";
    }

    private String commandOfStrangers() {
        if (capture.strangers().total() > 0) return "sniffer read -n FILE 'not port PORT'";
        boolean second = other != null && other.strangers().total() > 0;
        return second ? "sniffer read -n OTHER 'not port PORT'" : show("read -n", "port");
    }

    private Verdict ofBoth(boolean packets) throws IOException {
        if (ends == null)
            return Verdict.notAsked("needs --other FILE, the capture of the other end");
        return packets ? ends.same() : ends.clocks();
    }

    /** The probes of the step. */
    public List<Probe> all() {
        return all;
    }

    /** The port that is meant. */
    public int port() {
        return capture.port();
    }

    /** True if there are packets of that port. */
    public boolean hasPackets() {
        return capture.own() > 0;
    }

    /** What the JSON document tells of the files, so that several can be compared. */
    public Map<String, Object> facts() throws IOException {
        return Facts.of(capture, other);
    }
}
