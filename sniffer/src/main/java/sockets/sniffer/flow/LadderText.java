package sockets.sniffer.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Times;

/** Conversations as ladders of text: the client on the left, time downwards. */
public final class LadderText {
    /** Takes whole lines: ASCII, with their ends. */
    public interface Sink {
        void lines(byte[] bytes, int count);
    }

    private static final int TIME = 12;
    private static final int STATE = 11;
    private static final int ARROW = 44;
    private static final int BUFFER = 1 << 15;

    private final Sink sink;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder label = new StringBuilder();
    private byte[] bytes = new byte[BUFFER];
    private boolean behindOne;

    public LadderText(Sink sink) {
        this.sink = sink;
    }

    /** Which conversation it is, between whom, of how many packets. */
    static String title(int number, Conversation conversation, long packets) {
        return "conversation "
                + number
                + ": "
                + (conversation.isTcp() ? "tcp " : "udp ")
                + conversation.client()
                + " > "
                + conversation.server()
                + ", "
                + Times.count(packets, "packet");
    }

    static String title(Conversation conversation) {
        return title(conversation.number(), conversation, conversation.packets())
                + ", "
                + Times.count(conversation.bytesRight(), "byte")
                + " >, "
                + Times.count(conversation.bytesLeft(), "byte")
                + " <"
                + again(conversation);
    }

    private static String again(Conversation conversation) {
        long right = conversation.againRight();
        long left = conversation.againLeft();
        if (right == 0 && left == 0) return "";
        return "; sent again: "
                + (right > 0 ? Times.count(right, "byte") + " >" : "")
                + (right > 0 && left > 0 ? ", " : "")
                + (left > 0 ? Times.count(left, "byte") + " <" : "");
    }

    /** Draws those of a capture that have not been drawn. */
    public void rest(Tracker tracker) {
        for (Conversation conversation : tracker.conversations()) draw(conversation);
    }

    /** All conversations of a capture. */
    public static List<String> lines(Tracker tracker) {
        List<String> lines = new ArrayList<>();
        new LadderText(
                        (bytes, count) -> {
                            String text = new String(bytes, 0, count, StandardCharsets.US_ASCII);
                            lines.addAll(text.lines().toList());
                        })
                .rest(tracker);
        return lines;
    }

    /** Draws a conversation. */
    public void draw(Conversation conversation) {
        if (behindOne) out.append('\n');
        behindOne = true;
        out.append(title(conversation)).append('\n');
        boolean tcp = conversation.isTcp();
        if (tcp) out.append("(the states of both ends are inferred from the packets)\n");
        int state = tcp ? STATE + 1 : 0;
        String client = conversation.client().toString();
        pad("seconds", TIME);
        out.append(client);
        spaces(Math.max(1, state + ARROW + 2 - client.length()));
        out.append(conversation.server()).append('\n');
        if (tcp) {
            spaces(TIME);
            pad(name(conversation.leftAtStart()), state);
            out.append('|');
            spaces(ARROW);
            out.append("| ").append(name(conversation.rightAtStart())).append('\n');
        }
        conversation.forEach(this::row);
        flush();
    }

    private void row(Row row) {
        int start = out.length();
        seconds(row.nanos, out);
        spaces(Math.max(1, TIME - (out.length() - start)));
        if (row.left != null) pad(name(row.left), STATE + 1);
        out.append('|');
        arrow(row);
        out.append('|');
        label.setLength(0);
        row.remark(label);
        if (row.right != null) {
            out.append(' ');
            String name = name(row.right);
            if (label.length() > 0) pad(name, STATE);
            else out.append(name);
        }
        if (label.length() > 0) out.append(" ! ").append(label);
        out.append('\n');
        if (out.length() > BUFFER - 1000) flush();
    }

    private void flush() {
        int length = out.length();
        if (bytes.length < length) bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) out.charAt(i);
        sink.lines(bytes, length);
        out.setLength(0);
    }

    static String name(TcpState state) {
        return state == TcpState.UNKNOWN ? "(unknown)" : state.name();
    }

    /** Since the conversation's beginning, with microseconds. */
    static String seconds(long nanos) {
        StringBuilder text = new StringBuilder();
        seconds(nanos, text);
        return text.toString();
    }

    private static void seconds(long nanos, StringBuilder to) {
        if (nanos < 0) to.append('-');
        long micros = Math.abs(nanos / 1000);
        to.append(micros / 1_000_000).append('.');
        int fraction = (int) (micros % 1_000_000);
        for (int unit = 100_000; unit > 0; unit /= 10)
            to.append((char) ('0' + fraction / unit % 10));
    }

    private void arrow(Row row) {
        label.setLength(0);
        label.append(' ');
        row.what(label);
        label.append(' ');
        int dashes = Math.max(2, ARROW - 1 - label.length());
        if (!row.toRight) out.append('<');
        dashes(dashes / 2);
        out.append(label);
        dashes(dashes - dashes / 2);
        if (row.toRight) out.append('>');
    }

    private void dashes(int count) {
        for (int i = 0; i < count; i++) out.append('-');
    }

    private void spaces(int count) {
        for (int i = 0; i < count; i++) out.append(' ');
    }

    private void pad(String text, int width) {
        out.append(text);
        spaces(Math.max(1, width - text.length()));
    }
}
