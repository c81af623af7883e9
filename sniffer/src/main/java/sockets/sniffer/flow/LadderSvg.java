package sockets.sniffer.flow;

import java.util.List;
import java.util.Locale;

/** Conversations as a picture for a report: SVG, in plain text. */
public final class LadderSvg {
    private static final int WIDTH = 920;

    /** With the times of a second capture at the right. */
    private static final int TWO_WIDTH = 980;

    private static final int LEFT = 260;
    private static final int RIGHT = 760;
    private static final int ROW = 26;
    private static final int NOTE = 18;

    /** So far from the other end the arrow of a lost packet ends. */
    private static final int LOST = 120;

    private static final int TOP = 96;

    /** Room for an address with its port, around its line. */
    private static final int END_WIDTH = 300;

    /** A character is hardly wider, whatever font there is. */
    private static final int CHARACTER = 8;

    /** A picture with more rows would serve nobody. */
    private static final int MOST_ROWS = 2000;

    private static final String NONE = "no conversation in the capture";

    private final StringBuilder svg = new StringBuilder();
    private final int width;
    private int y;
    private int rows;

    /** Where the last row is, and the states behind it. */
    private int end;

    private TcpState leftBefore;
    private TcpState rightBefore;

    private LadderSvg(int width) {
        this.width = width;
    }

    /** The picture of all conversations of a capture. */
    public static String draw(Tracker tracker) {
        LadderSvg picture = new LadderSvg(WIDTH);
        for (Conversation conversation : tracker.conversations()) {
            if (picture.rows >= MOST_ROWS) break;
            picture.conversation(conversation);
        }
        if (tracker.conversations().isEmpty()) picture.note(NONE);
        return picture.document();
    }

    /** The picture of all conversations of two captures: each as one ladder of both. */
    public static String draw(TwoCaptures captures) {
        LadderSvg picture = new LadderSvg(TWO_WIDTH);
        List<TwoSided> all = TwoSided.all(captures);
        picture.note(all.isEmpty() ? NONE : TwoLadders.clocks(captures));
        if (all.stream().anyMatch(TwoSided::isTcp)) picture.note(TwoLadders.STATES);
        for (TwoSided conversation : all) {
            if (picture.rows >= MOST_ROWS) break;
            picture.conversation(conversation);
        }
        return picture.document();
    }

    /** A sentence over the whole width, in as many lines as it needs. */
    private void note(String text) {
        int most = (width - 40) / CHARACTER;
        for (String rest = text; !rest.isEmpty(); ) {
            int blank = rest.length() > most ? rest.lastIndexOf(' ', most) : -1;
            String line = blank > 0 ? rest.substring(0, blank) : rest;
            rest = rest.substring(line.length()).stripLeading();
            y += NOTE;
            text(20, y, "note", "start", line, width - 40);
        }
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
        .lost { stroke: #b3261e; stroke-width: 1.6; stroke-dasharray: 6 4 }
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
                        .formatted(width, height, width, height)
                + svg
                + "</svg>\n";
    }

    private void conversation(Conversation conversation) {
        int start = y;
        boolean tcp = conversation.isTcp();
        head(
                LadderText.title(conversation),
                tcp ? "the states of both ends are inferred from the packets" : "",
                conversation.client(),
                conversation.server());
        leftBefore = tcp ? conversation.leftAtStart() : null;
        rightBefore = tcp ? conversation.rightAtStart() : null;
        if (tcp) states(y - 4, leftBefore, rightBefore, null, null);
        conversation.forEach(this::row);
        lifelines(start);
    }

    private void conversation(TwoSided conversation) {
        int start = y;
        head(
                conversation.title(),
                conversation.losses(),
                conversation.leftEnd(),
                conversation.rightEnd());
        text(20, y - TOP + 72, "time", "start", "left");
        text(width - 20, y - TOP + 72, "time", "end", "right");
        leftBefore = null;
        rightBefore = null;
        for (Crossing row : conversation.rows()) row(row, conversation.start());
        lifelines(start);
    }

    private void head(String title, String note, Endpoint left, Endpoint right) {
        text(20, y + 28, "title", "start", title, width - 40);
        if (!note.isEmpty()) text(20, y + 48, "note", "start", note, width - 40);
        text(LEFT, y + 72, "", "middle", left.toString(), END_WIDTH);
        text(RIGHT, y + 72, "", "middle", right.toString(), END_WIDTH);
        y += TOP;
        end = y;
    }

    private void lifelines(int start) {
        lifeline(LEFT, start + 80, end + 12);
        lifeline(RIGHT, start + 80, end + 12);
        y = end + 30;
    }

    /** Makes room for a row; false if there are too many. */
    private boolean next() {
        if (rows > MOST_ROWS) return false;
        y += ROW;
        if (rows++ < MOST_ROWS) return true;
        text(LEFT, y, "note", "start", "the rest is left out");
        return false;
    }

    private void behind(TcpState left, TcpState right) {
        if (left != null) states(y, left, right, leftBefore, rightBefore);
        leftBefore = left;
        rightBefore = right;
        end = y;
    }

    private void row(Row row) {
        if (!next()) return;
        text(20, y + 4, "time", "start", LadderText.seconds(row.nanos) + " s");
        arrow(row.toRight, false, row.isAlarming(), row.what(), row.remark());
        behind(row.left, row.right);
    }

    private void row(Crossing row, long start) {
        if (!next()) return;
        if (row.left != null)
            text(20, y + 4, "time", "start", LadderText.seconds(row.leftTime() - start) + " s");
        if (row.right != null) {
            String time = LadderText.seconds(row.rightTime() - start) + " s";
            text(width - 20, y + 4, "time", "end", time);
        }
        arrow(row.toRight, row.lost, row.isAlarming(), row.any().what, row.remark());
        behind(row.leftState, row.rightState);
    }

    /** An arrow; of a lost packet it ends on its way. */
    private void arrow(boolean toRight, boolean lost, boolean alarming, String what, String more) {
        int from = toRight ? LEFT + 2 : RIGHT - 2;
        int way = RIGHT - LEFT - 4 - (lost ? LOST : 0);
        int to = toRight ? from + way : from - way;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n",
                        lost ? "lost" : alarming ? "bad" : "arrow",
                        from,
                        y,
                        to,
                        y + 5));
        if (lost) text(to, y + 9, "alarm", "middle", "X");
        String remark = more.isEmpty() ? "" : " (" + more + ")";
        String kind = alarming ? "alarm" : "";
        text((LEFT + RIGHT) / 2, y - 5, kind, "middle", what + remark, RIGHT - LEFT - 20);
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
        text(x, at, kind, anchor, text, width);
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
