package sockets.chat.check;

import java.util.ArrayList;
import java.util.List;
import sockets.chat.check.ChatPeer.Line;
import sockets.common.text.Quote;

/** What clients sent and received, told in a line: the evidence of a verdict. */
final class Transcript {
    /** So many of the first messages are told, and of the last ones. */
    private static final int ENDS = 2;

    private Transcript() {}

    /**
     * {@code ; sent "DIGO hola\n"; beto received "ERROR orden"; wanted "ana dice: hola"}.
     *
     * @param wanted what had to come, or null
     */
    static String of(List<ChatPeer> peers, String wanted) {
        StringBuilder out = new StringBuilder();
        List<ChatPeer> senders = senders(peers);
        for (ChatPeer peer : senders)
            out.append("; ")
                    .append(senders.size() > 1 ? peer.name + " " : "")
                    .append("sent ")
                    .append(quoted(peer.sent()));
        for (ChatPeer peer : peers) {
            List<byte[]> received = received(peer);
            // that who has spoken gets nothing is as it should be
            if (received.isEmpty() && senders.contains(peer)) continue;
            out.append("; ")
                    .append(peer.name)
                    .append(" received ")
                    .append(received.isEmpty() ? "nothing" : quoted(received))
                    .append(peer.isEnded() ? " and the end of its connection" : "");
        }
        if (wanted != null) out.append("; wanted ").append(quoted(wanted));
        return out.toString();
    }

    /** Those who have said something; if nobody has, those who have asked for a name. */
    private static List<ChatPeer> senders(List<ChatPeer> peers) {
        List<ChatPeer> speakers = peers.stream().filter(ChatPeer::hasSpoken).toList();
        return speakers.isEmpty()
                ? peers.stream().filter(peer -> !peer.sent().isEmpty()).toList()
                : speakers;
    }

    private static List<byte[]> received(ChatPeer peer) {
        List<byte[]> received = new ArrayList<>();
        for (Line line : peer.lines()) received.add(line.bytes());
        if (peer.unfinished().length > 0) received.add(peer.unfinished());
        return received;
    }

    private static String quoted(List<byte[]> messages) {
        StringBuilder out = new StringBuilder();
        int size = messages.size();
        for (int i = 0; i < size; i++) {
            boolean left = i >= ENDS && i < size - ENDS;
            if (left && i > ENDS) continue;
            if (i > 0) out.append(' ');
            out.append(left ? "..." : Quote.text(messages.get(i)));
        }
        return out.toString();
    }

    private static String quoted(String text) {
        return Quote.text(Crowd.bytes(text));
    }
}
