package sockets.sniffer.print;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The times before the lines, by the option t. */
final class Clock {
    private static final int DAY = 86_400;

    /** Zones change their offset at quarters of an hour. */
    private static final int QUARTER = 900;

    /** Some thirty thousand years: later ones are no times. */
    private static final long LATEST = 1L << 40;

    private final ZoneId zone = ZoneId.systemDefault();
    private long quarter = Long.MIN_VALUE;
    private int offset;
    private long second;
    private final Line day = new Line();
    private boolean first = true;
    private long since;
    private int sinceNanos;

    void print(Line out, Style style, long seconds, int nanos) {
        switch (style.times()) {
            case 0 -> ofDay(out, style, seconds, nanos, false);
            case 1 -> {
                return;
            }
            case 2 -> {
                if (isUnusable(seconds)) {
                    out.text("[Error converting time]");
                } else {
                    out.number(seconds);
                    fraction(out, style, nanos);
                }
            }
            case 4 -> ofDay(out, style, seconds, nanos, true);
            default -> elapsed(out, style, seconds, nanos);
        }
        out.character(' ');
    }

    /** tcpdump takes seconds for a signed number of 32 bits. */
    private static boolean isUnusable(long seconds) {
        return (seconds & 0x80000000L) != 0 || Math.abs(seconds) > LATEST || seconds < -LATEST;
    }

    private static void fraction(Line out, Style style, int nanos) {
        out.character('.');
        if (style.nanos()) out.unsigned(nanos, 9);
        else out.unsigned(nanos / 1000, 6);
    }

    private void ofDay(Line out, Style style, long seconds, int nanos, boolean date) {
        if (isUnusable(seconds)) {
            out.text("[Error converting time]");
            return;
        }
        if (seconds != second || day.length() == 0) {
            second = seconds;
            day(seconds, date);
        }
        out.bytes(day.bytes(), 0, day.length());
        fraction(out, style, nanos);
    }

    /** The text up to the second, which many packets share. */
    private void day(long seconds, boolean date) {
        if (Math.floorDiv(seconds, QUARTER) != quarter) {
            quarter = Math.floorDiv(seconds, QUARTER);
            offset = zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
        }
        long local = seconds + offset;
        day.clear();
        if (date)
            day.text(LocalDate.ofEpochDay(Math.floorDiv(local, DAY)).toString()).character(' ');
        hours(day, (int) Math.floorMod(local, (long) DAY));
    }

    private static void hours(Line out, int second) {
        out.padded(second / 3600, 2).character(':');
        out.padded(second / 60 % 60, 2).character(':').padded(second % 60, 2);
    }

    /** Since the packet before, or since the first. */
    private void elapsed(Line out, Style style, long seconds, int nanos) {
        if (!style.nanos()) nanos -= nanos % 1000;
        if (first) {
            since = seconds;
            sinceNanos = nanos;
            first = false;
        }
        long difference = seconds - since;
        int differenceNanos = nanos - sinceNanos;
        boolean negative = difference < 0 || difference == 0 && differenceNanos < 0;
        if (negative) {
            difference = -difference;
            differenceNanos = -differenceNanos;
        }
        if (differenceNanos < 0) {
            difference--;
            differenceNanos += 1_000_000_000;
        }
        out.character(negative ? '-' : ' ');
        if (isUnusable(difference)) {
            out.text("[Error converting time]");
        } else {
            hours(out, (int) (difference % DAY));
            fraction(out, style, differenceNanos);
        }
        if (style.times() == 3) {
            since = seconds;
            sinceNanos = nanos;
        }
    }
}
