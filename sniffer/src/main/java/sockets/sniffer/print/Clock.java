package sockets.sniffer.print;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The times before the lines, by the option t. */
final class Clock {
    private static final int DAY = 86_400;

    /** Zones change their offset at quarters of an hour. */
    private static final int QUARTER = 900;

    private final ZoneId zone = ZoneId.systemDefault();
    private long quarter = Long.MIN_VALUE;
    private int offset;
    private long second;
    private final Line day = new Line();
    private long since;
    private long sinceNanos;

    void print(Line out, Style style, long seconds, long nanos) {
        switch (style.times()) {
            case 0 -> ofDay(out, style, seconds, nanos, false);
            case 1 -> {
                return;
            }
            case 2 -> {
                if (isTime(out, seconds)) {
                    out.number(seconds);
                    fraction(out, style, nanos);
                }
            }
            case 4 -> ofDay(out, style, seconds, nanos, true);
            default -> elapsed(out, style, seconds, nanos);
        }
        out.character(' ');
    }

    /** Before 1970, or so far behind it that its number has no room: told in its place. */
    private static boolean isTime(Line out, long seconds) {
        if (seconds < 0) out.text("[timestamp overflow]");
        return seconds >= 0;
    }

    /** In a broken file it may be more than a second. */
    private static void fraction(Line out, Style style, long nanos) {
        // 32 bits of it are told, as in tcpdump
        long value = (style.nanos() ? nanos : nanos / 1000) & 0xffffffffL;
        out.character('.').atLeast(style.nanos() ? 9 : 6, value);
        if (value >= (style.nanos() ? 1_000_000_000 : 1_000_000))
            out.text(style.nanos() ? " (invalid ns)" : " (invalid us)");
    }

    private void ofDay(Line out, Style style, long seconds, long nanos, boolean date) {
        if (!isTime(out, seconds)) return;
        if (seconds != second || day.length() == 0) {
            second = seconds;
            day(seconds, date);
        }
        out.bytes(day.bytes(), 0, day.length());
        fraction(out, style, nanos);
    }

    /** The text up to the second, which many packets share. */
    private void day(long seconds, boolean date) {
        if (seconds > Instant.MAX.getEpochSecond()) {
            day.clear();
            day.text("[localtime() or gmtime() couldn't convert the date and time]");
            return;
        }
        if (Math.floorDiv(seconds, QUARTER) != quarter) {
            quarter = Math.floorDiv(seconds, QUARTER);
            offset = zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
        }
        long local = seconds + offset;
        day.clear();
        if (date) {
            LocalDate then = LocalDate.ofEpochDay(Math.floorDiv(local, DAY));
            day.number(then.getYear()).character('-').padded(then.getMonthValue(), 2);
            day.character('-').padded(then.getDayOfMonth(), 2).character(' ');
        }
        hours(day, (int) Math.floorMod(local, (long) DAY));
    }

    private static void hours(Line out, int second) {
        out.padded(second / 3600, 2).character(':');
        out.padded(second / 60 % 60, 2).character(':').padded(second % 60, 2);
    }

    /** Since the packet before, or since the first. */
    private void elapsed(Line out, Style style, long seconds, long nanos) {
        if (!style.nanos()) nanos -= nanos % 1000;
        // none yet, or one of which nobody knows the time
        if (since == 0 && sinceNanos == 0) {
            since = seconds;
            sinceNanos = nanos;
        }
        long difference = seconds - since;
        long differenceNanos = nanos - sinceNanos;
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
        if (isTime(out, difference)) {
            hours(out, (int) (difference % DAY));
            fraction(out, style, differenceNanos);
        }
        if (style.times() == 3) {
            since = seconds;
            sinceNanos = nanos;
        }
    }
}
