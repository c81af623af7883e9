package sockets.sniffer.check;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sockets.harness.check.Verdict;
import sockets.packet.IcmpHeader;
import sockets.sniffer.check.Datagrams.Question;

/** What a capture of a UDP program shows: an echo, the silence of a client, a closed port. */
final class DatagramProbes {
    private final Capture capture;
    private final Set<Experiment> expected;
    private final Datagrams datagrams;

    /**
     * @param expected what must be in it; empty: what is in it
     */
    DatagramProbes(Capture capture, Echo echo, Set<Experiment> expected) {
        this.capture = capture;
        this.expected = expected;
        datagrams = new Datagrams(capture, echo);
    }

    private boolean isLeftOut(Experiment one) {
        return !expected.isEmpty() && !expected.contains(one);
    }

    /** S4: two datagrams, the second as the first with its ends swapped. */
    Verdict echo() {
        if (isLeftOut(Experiment.ECHO)) return Verdict.notAsked("not asked for (--expect)");
        boolean asked = expected.contains(Experiment.ECHO);
        if (datagrams.questions.isEmpty()) return noQuestion(asked);
        Verdict fault = fault();
        if (fault != null) return fault;
        List<Question> echoes = datagrams.echoes();
        if (echoes.isEmpty()) return noEcho(asked);
        boolean seen = echoes.stream().anyMatch(DatagramProbes::isSeen);
        if (!seen)
            return Verdict.notJudged(
                    "the payload is not in the file: "
                            + echoes.get(0).answer
                            + " is cut; capture whole packets (-s 0)");
        return remark(echoes);
    }

    /** True if there are bytes to compare, or none that could differ. */
    private static boolean isSeen(Question echo) {
        return echo.packet.length() == 0
                || echo.packet.data().length > 0 && echo.answer.data().length > 0;
    }

    private Verdict noQuestion(boolean asked) {
        int port = capture.port();
        if (!datagrams.orphans.isEmpty())
            return Verdict.fail(
                    "expected a datagram to port "
                            + port
                            + " before each answer, got answers only ("
                            + Packet.list(datagrams.orphans)
                            + "): a filter that takes one direction?");
        if (capture.frames() > 0)
            return Verdict.fail(
                    "expected a datagram to port " + port + ", got none" + elsewhere(capture));
        String nothing = "no packet: nothing was sent, as by the silent client";
        return asked
                ? Verdict.fail("expected two datagrams, got " + nothing)
                : Verdict.skip(nothing + " (an echo must be there: --expect echo)");
    }

    /** Where the program may be, if not at this port. */
    static String elsewhere(Capture capture) {
        return capture.strangers().total() == 0
                ? ""
                : "; there are " + capture.strangers().told() + ": another port? --port";
    }

    private Verdict fault() {
        for (Question question : datagrams.questions) {
            if (question.answer == null) continue;
            if (!question.right)
                return Verdict.fail(
                        "expected "
                                + question.packet.bytes()
                                + " back ("
                                + question.packet
                                + "), got "
                                + question.answer.bytes()
                                + " ("
                                + question.answer
                                + ")"
                                + Echo.allow(question.packet.data(), question.answer.data()));
            if (!isSwapped(question))
                return Verdict.fail(
                        question.packet
                                + " went to "
                                + question.packet.server()
                                + ", the answer "
                                + question.answer
                                + " comes from "
                                + question.answer.server());
        }
        if (datagrams.astray.isEmpty()) return null;
        Packet astray = datagrams.astray.get(0);
        return Verdict.fail(
                "expected an answer from port "
                        + capture.port()
                        + ", got "
                        + astray
                        + " from "
                        + astray.segment().source()
                        + ": from another socket than the one that was asked");
    }

    private static boolean isSwapped(Question question) {
        // to many: each answers from its own address
        InetAddress asked = question.packet.server().address();
        byte[] bytes = asked.getAddress();
        boolean broadcast = bytes.length == 4 && bytes[3] == -1;
        return broadcast
                || asked.isMulticastAddress()
                || question.packet.server().equals(question.answer.server());
    }

    private Verdict noEcho(boolean asked) {
        boolean refused = datagrams.questions.stream().anyMatch(question -> question.error != null);
        List<Packet> unanswered = datagrams.unanswered();
        if (refused && unanswered.isEmpty() && !asked)
            return Verdict.notAsked("no answer, but ICMP errors: the capture of a closed port");
        Packet first = unanswered.isEmpty() ? datagrams.questions.get(0).packet : unanswered.get(0);
        String end = refused ? "an ICMP error" : "no answer";
        return Verdict.fail(
                "expected "
                        + first.bytes()
                        + " back from "
                        + first.server()
                        + " ("
                        + first
                        + "), got "
                        + end
                        + (refused ? "" : " in the file: captured in one direction only?"));
    }

    private Verdict remark(List<Question> echoes) {
        List<String> remarks = new ArrayList<>();
        if (!datagrams.again.isEmpty())
            remarks.add("answered twice: " + Packet.list(datagrams.again));
        if (!datagrams.orphans.isEmpty())
            remarks.add("without a datagram before it: " + Packet.list(datagrams.orphans));
        List<Packet> empty =
                datagrams.questions.stream()
                        .filter(question -> question.isOpen() && question.packet.length() == 0)
                        .map(question -> question.packet)
                        .toList();
        if (!empty.isEmpty())
            remarks.add("an empty datagram was not answered: " + Packet.list(empty));
        if (remarks.isEmpty()) return Verdict.pass();
        String count = echoes.size() + (echoes.size() == 1 ? " echo" : " echoes");
        return Verdict.note(count + "; " + String.join("; ", remarks));
    }

    /** S5: the client of step 2, that sends nothing. */
    Verdict silence() {
        if (isLeftOut(Experiment.EMPTY)) return Verdict.notAsked("not asked for (--expect)");
        boolean asked = expected.contains(Experiment.EMPTY);
        if (capture.own() > 0) {
            String there = "the program's packets are there: " + capture.own();
            return asked && expected.size() == 1
                    ? Verdict.fail("expected none, " + there)
                    : Verdict.notAsked(there);
        }
        if (capture.frames() > 0 && !asked)
            return Verdict.notAsked(
                    "the file is not empty, though without a packet of the program");
        if (asked) return Verdict.pass();
        return Verdict.note(
                "no packet: the capture of a client that sends nothing (another is asked for with"
                        + " --expect echo)");
    }

    /** S6: a datagram to a port that nobody has. */
    Verdict unreachable() {
        if (isLeftOut(Experiment.UNREACHABLE)) return Verdict.notAsked("not asked for (--expect)");
        List<Question> refused =
                datagrams.questions.stream().filter(question -> question.error != null).toList();
        for (Question question : refused)
            if (question.error.ip().isPortUnreachable() && isOfHost(question))
                return Verdict.pass();
        if (!refused.isEmpty()) return otherError(refused.get(0));
        if (!datagrams.strangeErrors.isEmpty())
            return Verdict.fail(
                    "expected the datagram that "
                            + datagrams.strangeErrors.get(0)
                            + " (ICMP) quotes, got none like it in the file: begin the capture"
                            + " before the client");
        boolean asked = expected.contains(Experiment.UNREACHABLE);
        List<Packet> unanswered = datagrams.unanswered();
        boolean open =
                !datagrams.echoes().isEmpty()
                        && unanswered.stream()
                                .anyMatch(packet -> !datagrams.isAnsweredLater(packet));
        if (!asked && !open) return Verdict.notAsked("no datagram went to a closed port");
        String expectation = "expected ICMP port unreachable (type 3, code 3)";
        if (unanswered.isEmpty()) return Verdict.fail(expectation + ", got no ICMP error");
        return Verdict.fail(
                expectation
                        + " or an answer behind "
                        + unanswered.get(0).told()
                        + ", got neither: a filter without ICMP? udp port "
                        + capture.port()
                        + " or icmp");
    }

    /** A router has no ports: what says so in a host's place is a firewall, RFC 1122 3.2.2.1. */
    private static boolean isOfHost(Question question) {
        return question.error.ip().source().equals(question.packet.ip().destination());
    }

    private static Verdict otherError(Question question) {
        Packet error = question.error;
        if (error.ip().isPortUnreachable())
            return Verdict.fail(
                    "expected ICMP port unreachable from "
                            + question.packet.ip().destination().getHostAddress()
                            + ", got it from "
                            + error.ip().source().getHostAddress()
                            + " ("
                            + error
                            + "): a firewall on the way rejects it");
        boolean firewall =
                !error.ip().isIpv6()
                        && error.ip().type() == IcmpHeader.UNREACHABLE
                        && error.ip().code() >= IcmpHeader.NET_PROHIBITED;
        return Verdict.fail(
                "expected ICMP port unreachable (type 3, code 3), got "
                        + error.segment().error()
                        + " (type "
                        + error.ip().type()
                        + ", code "
                        + error.ip().code()
                        + ", "
                        + error
                        + ")"
                        + (firewall ? ": a firewall rejects it" : ""));
    }
}
