package sockets.sockopts.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The TCP connections as the kernel lists them in /proc/net/tcp, which netstat reads. proc(5). */
final class TcpTable {
    static final String TIME_WAIT = "TIME_WAIT";
    private static final int PATIENCE_MILLIS = 3000;

    private TcpTable() {}

    /** The state of the connection that has these two ends; null if there is none. */
    static String state(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        String ends = text(local) + " " + text(remote) + " ";
        for (String row : Files.readAllLines(Path.of("/proc/net/tcp"))) {
            int at = row.indexOf(ends);
            if (at < 0) continue;
            int state = Integer.parseInt(row, at + ends.length(), at + ends.length() + 2, 16);
            return TcpInfo.state(state);
        }
        return null;
    }

    /** The state, waited for if it comes later: the last segment may be on its way. */
    static String await(InetSocketAddress local, InetSocketAddress remote, String state)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (true) {
            String now = state(local, remote);
            if (state.equals(now) || System.nanoTime() > end) return now;
            Thread.sleep(10);
        }
    }

    /** An address as this table has it: {@code 0100007F:0DAC}, the first byte last. */
    private static String text(InetSocketAddress end) {
        int address = ByteBuffer.wrap(end.getAddress().getAddress()).getInt();
        return String.format(
                Locale.ROOT, "%08X:%04X", Integer.reverseBytes(address), end.getPort());
    }
}
