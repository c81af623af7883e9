package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import sockets.libc.Fd;

/**
 * struct tcp_info of {@code <linux/tcp.h>}: what the kernel knows of a connection, as {@code ss
 * -ti} prints it. It grows with the kernel: a field that this one does not give is 0.
 */
public record TcpInfo(ByteBuffer in) {
    private static final int SIZE = 256;

    /** The numbers of {@code <netinet/tcp.h>}, from 1 on. */
    private static final List<String> STATES =
            List.of(
                    "ESTABLISHED",
                    "SYN_SENT",
                    "SYN_RECV",
                    "FIN_WAIT1",
                    "FIN_WAIT2",
                    "TIME_WAIT",
                    "CLOSE",
                    "CLOSE_WAIT",
                    "LAST_ACK",
                    "LISTEN",
                    "CLOSING",
                    "NEW_SYN_RECV");

    static TcpInfo of(Fd fd) throws IOException {
        return of(fd, is -> "state " + is.state());
    }

    /** With the fields of it that are shown, if the socket tells its calls. */
    static TcpInfo of(Fd fd, Function<TcpInfo, String> shown) throws IOException {
        Function<byte[], String> some = given -> "{" + shown.apply(of(given)) + ", ...}";
        return of(fd.getsockopt(IPPROTO_TCP, TCP_INFO, SIZE, some));
    }

    /** The structure as the kernel gave it. */
    public static TcpInfo of(byte[] given) {
        ByteBuffer all = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
        all.put(0, given, 0, Math.min(given.length, SIZE));
        return new TcpInfo(all);
    }

    /** tcpi_state. */
    String state() {
        return state(in.get(0));
    }

    /** The name of a state by its number, in the structure as in /proc/net/tcp. */
    static String state(int number) {
        return number < 1 || number > STATES.size() ? "state " + number : STATES.get(number - 1);
    }

    /** tcpi_backoff: how often it doubled the wait before it tried again. */
    int backoff() {
        return Byte.toUnsignedInt(in.get(4));
    }

    /** tcpi_options: bits of what both ends agreed on. */
    int options() {
        return Byte.toUnsignedInt(in.get(5));
    }

    /** tcpi_rto in milliseconds: how long it waits before it sends again. */
    double rtoMillis() {
        return in.getInt(8) / 1000.0;
    }

    /** tcpi_last_ack_recv in milliseconds: for how long nothing has come. */
    int lastAckRecvMillis() {
        return in.getInt(56);
    }

    /** tcpi_data_segs_out: segments with data that have left. */
    int dataSegsOut() {
        return in.getInt(156);
    }

    /** tcpi_snd_mss: bytes in a full segment. */
    int sndMss() {
        return in.getInt(16);
    }

    /** tcpi_unacked: segments under way. */
    int unacked() {
        return in.getInt(24);
    }

    /** tcpi_rtt in milliseconds: round trip, smoothed. */
    double rttMillis() {
        return in.getInt(68) / 1000.0;
    }

    /** tcpi_snd_cwnd: segments that may be under way, the congestion window. */
    int sndCwnd() {
        return in.getInt(80);
    }

    /** tcpi_total_retrans. */
    int totalRetrans() {
        return in.getInt(100);
    }

    /** tcpi_bytes_acked: the SYN counts as one. */
    long bytesAcked() {
        return in.getLong(120);
    }

    /**
     * Shows the fields by their names, without tcpi_, in two lines: one would be too long. The
     * socket tells its calls from now on.
     */
    static TcpInfo show(Stage stage, String side, Fd fd) throws IOException {
        TcpInfo is = of(stage.tell(side, fd), TcpInfo::window);
        stage.call("", "... " + is.others());
        return is;
    }

    private String window() {
        String fields = "state %s, snd_cwnd %d, snd_mss %d";
        return String.format(Locale.ROOT, fields, state(), sndCwnd(), sndMss());
    }

    private String others() {
        String fields = "unacked %d, rtt %.3f ms, rto %.0f ms, total_retrans %d, bytes_acked %d";
        double rtt = rttMillis();
        double rto = rtoMillis();
        return String.format(
                Locale.ROOT, fields, unacked(), rtt, rto, totalRetrans(), bytesAcked());
    }

    @Override
    public String toString() {
        return window() + ", " + others();
    }
}
