package sockets.udpecho.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import sockets.common.net.Addresses;
import sockets.common.text.Log;

/**
 * Some datagrams to be echoed, from a connected socket: only such a one is told of ICMP errors, and
 * only of those that last (udp(7)).
 */
final class UdpProbe {
    private static final byte[] MESSAGE = "doctor".getBytes(StandardCharsets.US_ASCII);

    /** The first wait; each later one is twice as long, for a server that is busy or far away. */
    private static final int FIRST_MILLIS = 500;

    private final InetSocketAddress server;
    private final IcmpErrors errors;

    UdpProbe(InetSocketAddress server) {
        this.server = server;
        errors = new IcmpErrors(server);
    }

    /** Sends until something comes back, at most some times. */
    Seen run(int times) {
        long start = System.nanoTime();
        String call = "socket";
        try (DatagramChannel socket = DatagramChannel.open(Addresses.family(server));
                Selector selector = Selector.open()) {
            socket.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            call = "connect";
            socket.connect(server);
            for (int i = 0; i < times; i++) {
                call = "send";
                socket.write(ByteBuffer.wrap(MESSAGE));
                call = "recv";
                if (selector.select(FIRST_MILLIS << i) > 0) return answer(socket, start);
            }
        } catch (IOException e) {
            return Seen.none(call, e, System.nanoTime() - start, errors);
        }
        return Seen.silence(times, System.nanoTime() - start, errors);
    }

    /**
     * Who answers a socket that is not connected, and so takes answers of everybody: a server with
     * several addresses may answer from another one, or with another socket. Null if nobody does.
     */
    InetSocketAddress whoAnswers() {
        try (DatagramChannel socket = DatagramChannel.open(Addresses.family(server));
                Selector selector = Selector.open()) {
            socket.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            for (int i = 0; i < 2; i++) {
                socket.send(ByteBuffer.wrap(MESSAGE), server);
                if (selector.select(FIRST_MILLIS << i) == 0) continue;
                InetSocketAddress from = (InetSocketAddress) socket.receive(ByteBuffer.allocate(1));
                return server.equals(from) ? null : from;
            }
        } catch (IOException e) {
            Log.debug("send {}: {}", server, e);
        }
        return null;
    }

    private static Seen answer(DatagramChannel socket, long start) throws IOException {
        // room for a byte more than was sent: a longer answer is another one
        ByteBuffer answer = ByteBuffer.allocate(MESSAGE.length + 1);
        socket.read(answer);
        long nanos = System.nanoTime() - start;
        return answer.flip().equals(ByteBuffer.wrap(MESSAGE))
                ? Seen.of(Seen.Answer.ECHO, nanos, "the echo came back")
                : Seen.of(Seen.Answer.OTHER_BYTES, nanos, "other bytes came back");
    }
}
