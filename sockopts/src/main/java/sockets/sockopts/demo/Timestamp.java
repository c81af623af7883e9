package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import sockets.libc.Fd;

/**
 * When a datagram came, not when it was read: the kernel's own clock, in nanoseconds, in a control
 * message beside the data. socket(7).
 */
final class Timestamp implements Demo {
    private static final long WAIT_MILLIS = 500;

    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        try (Fd plain = stage.tell("plain", Link.udp());
                Fd stamped = stage.tell("stamped", Link.udp())) {
            // first of all: the kernel begins to stamp a moment after somebody asked for it
            stamped.setsockopt(SOL_SOCKET, SO_TIMESTAMPNS, 1);
            stage.say("first");
            long[] without = late(stage, "plain", plain);
            stage.check(without == null, "none");
            long[] with = late(stage, "stamped", stamped);
            if (with == null) {
                stage.check(false, "missing");
                return;
            }
            stage.check(
                    with[0] > -WAIT_MILLIS / 2 * 1000 && with[0] < with[1] / 2, "sent", with[0]);
            stage.check(with[1] > WAIT_MILLIS * 900, "came", Stage.millis(with[1] * 1000));
        }
    }

    /**
     * A datagram that waits in the buffer; microseconds from sending to its stamp, and from the
     * stamp to reading. Null if it has none.
     */
    private static long[] late(Stage stage, String side, Fd receiver)
            throws IOException, InterruptedException {
        Instant sent = Instant.now();
        try (Fd sender = stage.tell("sender", Fd.socket(AF_INET, SOCK_DGRAM, 0))) {
            sender.sendto(Datagram.bytes("now"), 0, receiver.getsockname());
        }
        stage.call("", "... at " + sent);
        // the receiver is busy with something else
        Thread.sleep(WAIT_MILLIS);
        Datagram datagram = Datagram.receive(receiver);
        Instant read = Instant.now();
        stage.call("", "... at " + read);
        // struct timespec: seconds and nanoseconds
        ByteBuffer stamp = datagram.beside(SOL_SOCKET, SO_TIMESTAMPNS);
        if (stamp == null) return null;
        Instant came = Instant.ofEpochSecond(stamp.getLong(), stamp.getLong());
        stage.call(side, "cmsg SCM_TIMESTAMPNS = " + came);
        return new long[] {
            ChronoUnit.MICROS.between(sent, came), ChronoUnit.MICROS.between(came, read)
        };
    }
}
