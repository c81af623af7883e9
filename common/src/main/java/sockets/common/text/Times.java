package sockets.common.text;

import java.math.BigDecimal;

/** Times as ping prints them: milliseconds with three decimals and a point. */
public final class Times {
    private Times() {}

    /** Nanoseconds as milliseconds: 214000 is 0.214. Without String.format, which starts slowly. */
    public static String millis(long nanos) {
        long micros = Math.max(0, (nanos + 500) / 1000);
        String decimals = String.valueOf(1000 + micros % 1000).substring(1);
        return micros / 1000 + "." + decimals;
    }

    /** Seconds as the user wrote them: 2 rather than 2.0, 0.5. */
    public static String seconds(double seconds) {
        return seconds == Math.rint(seconds)
                ? String.valueOf((long) seconds)
                : BigDecimal.valueOf(seconds).toPlainString();
    }

    /** Seconds in nanoseconds. */
    public static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** A number with its noun: "1 write", "2 writes". */
    public static String count(long number, String noun) {
        return number + " " + (number == 1 ? noun : noun + "s");
    }
}
