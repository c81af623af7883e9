package sockets.sniffer.flow;

import java.util.Locale;

/** Conversations as a picture for a report: SVG, in plain text. */
public final class LadderSvg {
    private static final int WIDTH = 920;
    private static final int LEFT = 260;
    private static final int RIGHT = 760;
    private static final int ROW = 26;
    private static final int TOP = 96;

    /** Room for an address with its port, around its line. */
    private static final int END_WIDTH = 300;

    /** A character is hardly wider, whatever font there is. */
    private static final int CHARACTER = 8;

    /** A picture with more rows would serve nobody. */
    private static final int MOST_ROWS = 2000;

    private final StringBuilder svg = new StringBuilder();
    private int y;
    private int rows;

    /** Where the last row is, and the states behind it. */
    private int end;

    private TcpState leftBefore;
    private TcpState rightBefore;

    private LadderSvg() {}

    /** The picture of all conversations of a capture. */
    public static String draw(Tracker tracker) {
        LadderSvg picture = new LadderSvg();
        for (Conversation conversation : tracker.conversations()) {
            if (picture.rows >= MOST_ROWS) break;
            picture.conversation(conversation);
        }
        if (tracker.conversations().isEmpty()) {
            picture.y = 40;
            picture.text(20, 24, "note", "start", "no conversation in the capture");
        }
        return picture.document();
    }

    private String document() {
        int height = y + 20;
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">
        <style>
        text { font: 13px sans-serif; fill: #1b1b1b }
        .title { font-weight: bold; font-size: 15px }
        .note, .time { fill: #5a5a5a; font-size: 12px }
        .state { font: 12px monospace; fill: #1f4e79 }
        .same { fill: #66727f }
        .alarm { fill: #b3261e }
        .line { stroke: #8a8a8a; stroke-width: 1.5 }
        .arrow { stroke: #2e6f40; stroke-width: 1.6; marker-end: url(#head) }
        .bad { stroke: #b3261e; stroke-width: 1.6; marker-end: url(#badhead) }
        </style>
        <defs>
        <marker id="head" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto">
        <path d="M0,0 L9,4 L0,8 z" fill="#2e6f40"/></marker>
        <marker id="badhead" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto">
        <path d="M0,0 L9,4 L0,8 z" fill="#b3261e"/></marker>
        </defs>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
                        .formatted(WIDTH, height, WIDTH, height)
                + svg
                + "</svg>\n";
    }

    private void conversation(Conversation conversation) {
        int start = y;
        String title = LadderText.title(conversation);
        text(20, start + 28, "title", "start", title, WIDTH - 40);
        if (conversation.isTcp())
            text(
                    20,
                    start + 48,
                    "note",
                    "start",
                    "the states of both ends are inferred from the packets");
        text(LEFT, start + 72, "", "middle", conversation.client().toString(), END_WIDTH);
        text(RIGHT, start + 72, "", "middle", conversation.server().toString(), END_WIDTH);
        y = start + TOP;
        leftBefore = conversation.isTcp() ? conversation.leftAtStart() : null;
        rightBefore = conversation.isTcp() ? conversation.rightAtStart() : null;
        if (conversation.isTcp()) states(y - 4, leftBefore, rightBefore, null, null);
        end = y;
        conversation.forEach(this::row);
        lifeline(LEFT, start + 80, end + 12);
        lifeline(RIGHT, start + 80, end + 12);
        y = end + 30;
    }

    private void row(Row row) {
        if (rows >= MOST_ROWS) {
            if (rows++ == MOST_ROWS) {
                y += ROW;
                text(LEFT, y, "note", "start", "the rest is left out");
            }
            return;
        }
        rows++;
        y += ROW;
        arrow(row);
        if (row.left != null) states(y, row.left, row.right, leftBefore, rightBefore);
        leftBefore = row.left;
        rightBefore = row.right;
        end = y;
    }

    private void arrow(Row row) {
        text(20, y + 4, "time", "start", LadderText.seconds(row.nanos) + " s");
        int from = row.toRight ? LEFT + 2 : RIGHT - 2;
        int to = row.toRight ? RIGHT - 2 : LEFT + 2;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n",
                        row.isAlarming() ? "bad" : "arrow",
                        from,
                        y,
                        to,
                        y + 5));
        String remark = row.remark().isEmpty() ? "" : " (" + row.remark() + ")";
        String kind = row.isAlarming() ? "alarm" : "";
        text((LEFT + RIGHT) / 2, y - 5, kind, "middle", row.what() + remark, RIGHT - LEFT - 20);
    }

    /** The states of both ends; pale where they are as before. */
    private void states(
            int at, TcpState left, TcpState right, TcpState leftBefore, TcpState rightBefore) {
        String leftKind = left == leftBefore ? "state same" : "state";
        String rightKind = right == rightBefore ? "state same" : "state";
        text(LEFT - 10, at + 4, leftKind, "end", LadderText.name(left));
        text(RIGHT + 10, at + 8, rightKind, "start", LadderText.name(right));
    }

    private void lifeline(int x, int from, int to) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"line\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n",
                        x,
                        from,
                        x,
                        to));
    }

    private void text(int x, int at, String kind, String anchor, String text) {
        text(x, at, kind, anchor, text, WIDTH);
    }

    /** Text that is pressed into a width where it may be longer: IPv6, and numbers at their end. */
    private void text(int x, int at, String kind, String anchor, String text, int width) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        boolean tooLong = text.length() * CHARACTER > width;
        String fitted =
                tooLong ? " textLength=\"" + width + "\" lengthAdjust=\"spacingAndGlyphs\"" : "";
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\"%s>%s</text>%n",
                        kind,
                        x,
                        at,
                        anchor,
                        fitted,
                        safe));
    }
}
