package sockets.sniffer.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sockets.common.text.Quote;
import sockets.packet.TcpHeader;

/** The bytes of a conversation out of two captures: what one of them lacks comes from the other. */
final class TwoStreams {
    private final TwoCaptures captures;
    private final TwoSided conversation;
    private final Follower follower = new Follower("in neither capture");

    /** What the left capture has of the client's bytes and of the server's, then the right one. */
    private final Coverage[] there = {
        new Coverage(), new Coverage(), new Coverage(), new Coverage()
    };

    TwoStreams(TwoCaptures captures, TwoSided conversation) {
        this.captures = captures;
        this.conversation = conversation;
    }

    List<String> lines() {
        for (Crossing row : conversation.rows()) {
            cover(row.left, true);
            cover(row.right, false);
        }
        for (Crossing row : conversation.rows()) {
            boolean left = whole(row.left) >= whole(row.right);
            SeenPacket packet = left ? row.left : row.right;
            if (whole(packet) < 0) continue;
            if (packet.key.tcp()) segment(packet, left);
            else datagram(packet, left, left ? row.right : row.left);
        }
        List<String> lines = new ArrayList<>();
        lines.add(conversation.title() + ", " + conversation.losses());
        lines.addAll(follower.lines());
        return lines;
    }

    /** How many bytes it has without a break; -1 if it has none that count. */
    private static int whole(SeenPacket packet) {
        if (packet == null || packet.data == null) return -1;
        return packet.gaps == null ? packet.data.length : packet.gaps[0];
    }

    private Coverage there(SeenPacket packet, boolean left) {
        return there[(left ? 0 : 2) + (isFromClient(packet) ? 0 : 1)];
    }

    /** The two captures may take another end for the client. */
    private boolean isFromClient(SeenPacket packet) {
        Conversation one = conversation.conversation();
        return one.client().equals(one.server())
                ? packet.fromClient
                : packet.key.source().equals(one.client());
    }

    private String name(boolean left) {
        return Quote.line((left ? captures.left() : captures.right()).name());
    }

    /** Where its data begin: behind a SYN, which counts as a byte. */
    private static long sequence(SeenPacket packet) {
        return packet.key.sequence() + ((packet.key.flags() & TcpHeader.SYN) != 0 ? 1 : 0);
    }

    private void cover(SeenPacket packet, boolean left) {
        if (whole(packet) > 0 && packet.key.tcp())
            there(packet, left).add(sequence(packet) & 0xffffffffL, packet.data.length);
    }

    /** Hands a segment on: what both captures have, and what is in one only, by themselves. */
    private void segment(SeenPacket packet, boolean left) {
        Coverage other = there(packet, !left);
        SeenPacket.Key key = packet.key;
        int length = packet.data.length;
        int done = 0;
        do {
            long at = sequence(packet) + done & 0xffffffffL;
            int both = other.there(at, length - done);
            int run = both > 0 ? both : other.missing(at, length - done);
            boolean last = done + run == length;
            int flags = key.flags();
            if (done > 0) flags &= ~TcpHeader.SYN;
            if (!last) flags &= ~TcpHeader.FIN;
            follower.add(
                    isFromClient(packet),
                    done == 0 ? key.sequence() : at,
                    key.acknowledgement(),
                    flags,
                    last ? key.length() - done : run,
                    Arrays.copyOfRange(packet.data, done, done + run),
                    both > 0 ? null : name(left));
            done += run;
        } while (done < length);
    }

    private void datagram(SeenPacket packet, boolean left, SeenPacket other) {
        int common = Math.max(0, whole(other));
        follower.add(isFromClient(packet), packet.data, packet.gaps, name(left), common);
    }
}
