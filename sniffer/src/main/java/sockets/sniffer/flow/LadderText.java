package sockets.sniffer.flow;

import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Times;

/** Conversations as ladders of text: the client on the left, time downwards. */
public final class LadderText {
    private static final int STATE = 11;
    private static final int ARROW = 44;

    private LadderText() {}

    static String title(Conversation conversation) {
        return "conversation "
                + conversation.number()
                + ": "
                + (conversation.isTcp() ? "tcp " : "udp ")
                + conversation.client()
                + " > "
                + conversation.server()
                + ", "
                + Times.count(conversation.packets(), "packet")
                + ", "
                + Times.count(conversation.bytesRight(), "byte")
                + " >, "
                + Times.count(conversation.bytesLeft(), "byte")
                + " <";
    }

    /** All conversations of a capture. */
    public static List<String> lines(Tracker tracker) {
        List<String> lines = new ArrayList<>();
        for (Conversation conversation : tracker.conversations()) {
            if (!lines.isEmpty()) lines.add("");
            ladder(conversation, lines);
        }
        return lines;
    }

    private static void ladder(Conversation conversation, List<String> lines) {
        lines.add(title(conversation));
        boolean tcp = conversation.isTcp();
        if (tcp) lines.add("(the states of both ends are inferred from the packets)");
        int state = tcp ? STATE + 1 : 0;
        String client = conversation.client().toString();
        String server = conversation.server().toString();
        int gap = Math.max(1, state + ARROW + 2 - client.length());
        lines.add(pad("seconds", 12) + client + " ".repeat(gap) + server);
        if (tcp)
            lines.add(
                    pad("", 12)
                            + pad(name(conversation.leftAtStart()), state)
                            + "|"
                            + " ".repeat(ARROW)
                            + "| "
                            + name(conversation.rightAtStart()));
        for (Row row : conversation.rows()) {
            String line =
                    pad(seconds(row.nanos()), 12)
                            + (tcp ? pad(name(row.left()), state) : "")
                            + "|"
                            + arrow(row)
                            + "|"
                            + (tcp ? " " + pad(name(row.right()), STATE) : "");
            String remark = row.remark().isEmpty() ? "" : " ! " + row.remark();
            lines.add((line + remark).stripTrailing());
        }
    }

    static String name(TcpState state) {
        return state == TcpState.UNKNOWN ? "(unknown)" : state.name();
    }

    /** Since the conversation's beginning, with microseconds. */
    static String seconds(long nanos) {
        String sign = nanos < 0 ? "-" : "";
        long micros = Math.abs(nanos) / 1000;
        String fraction = String.valueOf(1_000_000 + micros % 1_000_000).substring(1);
        return sign + micros / 1_000_000 + "." + fraction;
    }

    private static String arrow(Row row) {
        String label = " " + row.what() + " ";
        int dashes = Math.max(2, ARROW - 1 - label.length());
        String before = "-".repeat(dashes / 2);
        String behind = "-".repeat(dashes - dashes / 2);
        return row.toRight() ? before + label + behind + ">" : "<" + before + label + behind;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
