package sockets.sockopts.demo;

import java.io.IOException;
import sockets.libc.Sysctl;

/**
 * With net.ipv4.tcp_syncookies = 2 the kernel answers every SYN by a cookie and keeps nothing of
 * it: what a listener does with a connection that is half open cannot be shown.
 */
final class SynCookies {
    private static final String SYSCTL = "net.ipv4.tcp_syncookies";
    private static final long ALWAYS = 2;

    private SynCookies() {}

    /** Skips the experiment where cookies are always sent. */
    static void none(String option) throws IOException {
        if (isAlways()) throw new Demo.Skipped("syncookies", option);
    }

    private static boolean isAlways() {
        try {
            return Sysctl.number(SYSCTL) == ALWAYS;
        } catch (IOException e) {
            // a container may hide it
            return false;
        }
    }
}
