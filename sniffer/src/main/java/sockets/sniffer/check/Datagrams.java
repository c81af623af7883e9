package sockets.sniffer.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sockets.sniffer.flow.Endpoint;

/** Each datagram to the server with its answer, or with the ICMP error that quotes it. */
final class Datagrams {
    /** Datagrams of one client that may wait for their answers. */
    private static final int MOST_OPEN = 1000;

    /** A datagram to the server. */
    static final class Question {
        final Packet packet;

        /** What came back; null for nothing. */
        Packet answer;

        /** True if the answer is what it should be. */
        boolean right;

        /** The ICMP error about it; null for none. */
        Packet error;

        Question(Packet packet) {
            this.packet = packet;
        }

        /** Nothing tells what became of it. */
        boolean isOpen() {
            return answer == null && error == null;
        }
    }

    private final Echo echo;
    private final int port;
    private final Map<Endpoint, Deque<Question>> open = new HashMap<>();
    private final Map<Endpoint, Question> answered = new HashMap<>();
    final List<Question> questions = new ArrayList<>();

    /** Answers to nothing that is in the file. */
    final List<Packet> orphans = new ArrayList<>();

    /** Second answers to the same. */
    final List<Packet> again = new ArrayList<>();

    /** What came to a client from another port. */
    final List<Packet> astray = new ArrayList<>();

    /** Errors that quote a datagram to the server which is not in the file. */
    final List<Packet> strangeErrors = new ArrayList<>();

    Datagrams(Capture capture, Echo echo) {
        this.echo = echo;
        port = capture.port();
        for (Packet packet : capture.packets(false)) {
            if (packet.isError()) error(packet);
            else if (packet.toServer()) question(packet);
            else answer(packet);
        }
    }

    private void question(Packet packet) {
        Question question = new Question(packet);
        questions.add(question);
        Deque<Question> waiting = open.computeIfAbsent(packet.client(), any -> new ArrayDeque<>());
        if (waiting.size() == MOST_OPEN) waiting.remove();
        waiting.add(question);
    }

    private void answer(Packet packet) {
        if (packet.segment().source().port() != port) {
            astray.add(packet);
            return;
        }
        Deque<Question> waiting = open.getOrDefault(packet.client(), new ArrayDeque<>());
        Question last = answered.get(packet.client());
        Question question =
                waiting.stream()
                        .filter(one -> echo.isOf(one.packet, packet))
                        .findFirst()
                        .orElse(null);
        boolean right = question != null;
        if (!right && last != null && echo.isOf(last.packet, packet)) {
            again.add(packet);
            return;
        }
        if (!right) question = waiting.peek();
        if (question == null) {
            orphans.add(packet);
            return;
        }
        waiting.remove(question);
        question.answer = packet;
        question.right = right;
        answered.put(packet.client(), question);
    }

    private void error(Packet packet) {
        // about an answer, whose client was gone
        if (!packet.toServer()) return;
        Deque<Question> waiting = open.getOrDefault(packet.client(), new ArrayDeque<>());
        for (Question question : waiting) {
            if (!packet.quotes(question.packet)) continue;
            question.error = packet;
            waiting.remove(question);
            return;
        }
        strangeErrors.add(packet);
    }

    /** True for one that was lost, and sent again: the same bytes were answered afterwards. */
    boolean isAnsweredLater(Packet lost) {
        return echoes().stream()
                .anyMatch(
                        echo ->
                                echo.answer.number() > lost.number()
                                        && echo.packet.server().equals(lost.server())
                                        && Arrays.equals(echo.packet.data(), lost.data()));
    }

    /** Datagrams that came back unchanged. */
    List<Question> echoes() {
        return questions.stream().filter(question -> question.right).toList();
    }

    /** Datagrams with data of which nothing more is in the file. */
    List<Packet> unanswered() {
        return questions.stream()
                .filter(question -> question.isOpen() && question.packet.length() > 0)
                .map(question -> question.packet)
                .toList();
    }
}
