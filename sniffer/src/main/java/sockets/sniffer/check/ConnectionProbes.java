package sockets.sniffer.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sockets.common.text.Quote;
import sockets.harness.check.Verdict;
import sockets.packet.TcpHeader;

/** What a capture of a TCP program shows: how a connection opens, what it carries, its end. */
final class ConnectionProbes {
    private static final int MOST_TOLD = 3;

    /** Bytes before a difference that are shown. */
    private static final int BEFORE = 8;

    private final Capture capture;
    private final Echo echo;
    private final Set<Experiment> expected;
    private final List<Connection> all;

    /** Those that are in the file from their beginning; if there are none, all. */
    private final List<Connection> judged;

    ConnectionProbes(Capture capture, Echo echo, Set<Experiment> expected) {
        this.capture = capture;
        this.echo = echo;
        this.expected = expected;
        all = Connection.all(capture);
        List<Connection> opened = all.stream().filter(Connection::isOpened).toList();
        judged = opened.isEmpty() ? notRefused() : opened;
    }

    private List<Connection> notRefused() {
        return all.stream().filter(connection -> !connection.isRefused()).toList();
    }

    /** Why there is nothing to judge; null if there is. */
    private Verdict nothing() {
        if (!expected.isEmpty() && !expected.contains(Experiment.ECHO))
            return Verdict.notAsked("not asked for (--expect)");
        if (!judged.isEmpty()) return null;
        boolean asked = expected.contains(Experiment.ECHO);
        if (!all.isEmpty())
            return asked
                    ? Verdict.fail("expected a connection, got a refusal: " + all.get(0).reset())
                    : Verdict.notAsked("refused: the capture of a closed port");
        return Verdict.skip("no connection");
    }

    /** S10: SYN, SYN+ACK, ACK, with numbers that follow each other. */
    Verdict opening() {
        if (all.isEmpty() && (expected.isEmpty() || expected.contains(Experiment.ECHO)))
            return Verdict.fail(
                    "expected a SYN to port "
                            + capture.port()
                            + ", got no TCP packet of it"
                            + (capture.frames() == 0
                                    ? ": a TCP client that says nothing has sent two already"
                                    : DatagramProbes.elsewhere(capture)));
        Verdict nothing = nothing();
        if (nothing != null) return nothing;
        for (Connection connection : judged) {
            Verdict fault = opening(connection);
            if (fault != null) return fault;
        }
        List<Connection> late =
                notRefused().stream().filter(connection -> !connection.isOpened()).toList();
        if (all.size() == Connection.MOST)
            return Verdict.notJudged("more than " + Connection.MOST + " connections");
        if (late.isEmpty()) return Verdict.pass();
        return Verdict.note(
                judged.size()
                        + " opened; of "
                        + late.get(0)
                        + " ("
                        + late.get(0).first()
                        + ") the handshake is not in the file");
    }

    private static Verdict opening(Connection connection) {
        Packet syn = connection.client.syn;
        Packet answer = connection.server.syn;
        Packet third = connection.third();
        if (answer != null && !answer.has(TcpHeader.ACK))
            return Verdict.fail(
                    "expected the SYN to go to the server, got "
                            + answer
                            + " from port "
                            + answer.segment().source().port()
                            + ", which is then the client's: --port "
                            + answer.segment().destination().port());
        if (syn == null)
            return Verdict.fail(
                    "expected a SYN first, got "
                            + connection.first()
                            + " of a connection that was there already: begin the capture before"
                            + " the client");
        String behind = "expected a SYN+ACK behind the SYN (" + syn + "), got ";
        if (answer == null && connection.server.last() != null)
            return Verdict.fail(behind + connection.server.last());
        if (answer == null)
            return Verdict.fail(
                    behind
                            + "nothing from the server: captured in one direction only, or dropped"
                            + " by a firewall");
        long acknowledged = answer.segment().tcp().acknowledgement();
        long own = answer.segment().tcp().sequence();
        // a SYN may have data, RFC 7413, which the server takes or leaves
        if (acknowledged != next(syn) && acknowledged != (next(syn) + syn.length() & 0xffffffffL))
            return number(answer, next(syn), acknowledged);
        if (third == null)
            return Verdict.fail(
                    "expected an ACK behind the SYN+ACK ("
                            + answer
                            + "), got none: the client's packets, or the end, are not in the file");
        if (third.segment().tcp().acknowledgement() - own > Integer.MAX_VALUE
                || !covers(third.segment().tcp().acknowledgement(), own + 1))
            return number(third, next(answer), third.segment().tcp().acknowledgement());
        return null;
    }

    private static boolean covers(long acknowledged, long number) {
        return (int) (acknowledged - number) >= 0;
    }

    /** The number behind a SYN. */
    private static long next(Packet syn) {
        return syn.segment().tcp().sequence() + 1 & 0xffffffffL;
    }

    private static Verdict number(Packet packet, long expected, long got) {
        return Verdict.fail("expected " + packet + " to acknowledge " + expected + ", got " + got);
    }

    /** S11: what the client sent came back. */
    Verdict data() {
        Verdict nothing = nothing();
        if (nothing != null) return nothing;
        List<String> remarks = new ArrayList<>();
        Verdict first = null;
        int whole = 0;
        for (Connection connection : judged) {
            Verdict one = data(connection);
            if (one.failed() && isWrong(connection)) return one;
            if (one.kind() == Verdict.Kind.PASS) whole++;
            else remarks.add(connection + ": " + one.detail());
            boolean worse = first == null || one.failed() && !first.failed();
            if (one.kind() != Verdict.Kind.PASS && worse) first = one;
        }
        if (whole > 0)
            return remarks.isEmpty()
                    ? Verdict.pass()
                    : Verdict.note(whole + " echoed; " + told(remarks));
        boolean silent = judged.stream().allMatch(Connection::isSilent);
        return silent && expected.contains(Experiment.ECHO)
                ? Verdict.fail("expected an echo, got " + first.detail())
                : first;
    }

    private boolean isWrong(Connection connection) {
        return echo.follow(connection.client.bytes(), connection.server.bytes()).wrongAt() >= 0
                || connection.reset() == null;
    }

    private Verdict data(Connection connection) {
        if (connection.isSilent()) return Verdict.notAsked("no data: connected, and nothing said");
        Direction client = connection.client;
        Direction server = connection.server;
        byte[] sent = client.bytes();
        byte[] back = server.bytes();
        Echo.Progress progress = echo.follow(sent, back);
        if (progress.wrongAt() >= 0 && client.missing() == 0)
            return Verdict.fail(different(connection, sent, back, progress));
        int missing = Math.max(client.missing(), server.missing());
        if (missing > 0)
            return Verdict.notJudged(
                    missing
                            + " bytes of "
                            + connection
                            + " are not in the file (cut, -s 0 takes all; or lost by the capture)");
        if (progress.agreed() == sent.length) return Verdict.pass();
        Packet reset = connection.reset();
        return Verdict.fail(
                "expected "
                        + count(sent.length)
                        + " back, got "
                        + progress.agreed()
                        + (reset == null
                                ? " before the last packet, " + connection.lastPacket()
                                : ": cut off by the reset, " + reset));
    }

    private static String different(
            Connection connection, byte[] sent, byte[] back, Echo.Progress progress) {
        int at = progress.wrongAt();
        int from = Math.max(0, at - BEFORE);
        String got = Quote.text(ByteBuffer.wrap(back, from, back.length - from));
        int start = Math.min(sent.length, Math.max(0, progress.agreed() - BEFORE));
        String expected =
                progress.agreed() == sent.length
                        ? "no more than " + count(sent.length)
                        : Quote.text(ByteBuffer.wrap(sent, start, sent.length - start));
        return "expected "
                + expected
                + " back, got "
                + got
                + " (byte "
                + (at + 1)
                + " of "
                + connection
                + ")"
                + Echo.allow(sent, back);
    }

    private static String count(int bytes) {
        return bytes + (bytes == 1 ? " byte" : " bytes");
    }

    private static String told(List<String> remarks) {
        int rest = remarks.size() - MOST_TOLD;
        String start = String.join("; ", remarks.subList(0, Math.min(MOST_TOLD, remarks.size())));
        return rest > 0 ? start + "; and " + rest + " more" : start;
    }

    /** S12: all that one end sent, the other said that it has. */
    Verdict acknowledged() {
        Verdict nothing = nothing();
        if (nothing != null) return nothing;
        for (Connection connection : judged)
            for (Direction direction : List.of(connection.client, connection.server)) {
                int left = direction.unacknowledged();
                // what a FIN takes is told with the close
                boolean onlyFin = direction.fin != null && left == 1;
                boolean gone = direction == connection.server && connection.isResetAfterClose();
                if (left == 0 || onlyFin || gone) continue;
                Packet reset = connection.reset();
                return Verdict.fail(
                        "expected an ACK of "
                                + direction.last()
                                + ", got none: "
                                + count(left)
                                + " unacknowledged"
                                + (reset == null ? "" : " at the reset, " + reset));
            }
        return Verdict.pass();
    }

    /** S13: how it ends, and who waits for a minute then: who closes first is a choice. */
    Verdict close() {
        Verdict nothing = nothing();
        if (nothing != null) return nothing;
        List<String> ends = new ArrayList<>();
        for (Connection connection : judged) {
            Verdict fault = Closes.fault(connection);
            if (fault != null && connection.isSilent() && connection.reset() == null) {
                // a client that says nothing may still be there
                ends.add("still open");
                continue;
            }
            if (fault != null) return judged.size() > 1 ? fault.of(connection.toString()) : fault;
            ends.add(Closes.told(connection));
        }
        if (ends.size() == 1) return Verdict.note(ends.get(0));
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) remarks.add(judged.get(i) + ": " + ends.get(i));
        return Verdict.note(told(remarks));
    }

    /** S14: a port that nobody has. */
    Verdict refused() {
        boolean asked = expected.contains(Experiment.UNREACHABLE);
        if (!expected.isEmpty() && !asked) return Verdict.notAsked("not asked for (--expect)");
        for (Connection connection : all) {
            if (!connection.isRefused()) continue;
            TcpHeader reset = connection.server.reset.segment().tcp();
            long number = next(connection.client.syn);
            if (reset.has(TcpHeader.ACK) && reset.acknowledgement() == number)
                return Verdict.pass();
            return number(connection.server.reset, number, reset.acknowledgement());
        }
        return asked
                ? Verdict.fail("expected a SYN, and RST+ACK for it, got none")
                : Verdict.notAsked("no SYN went to a closed port");
    }
}
