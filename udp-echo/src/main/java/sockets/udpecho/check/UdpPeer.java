package sockets.udpecho.check;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import sockets.common.net.Addresses;
import sockets.harness.check.Deadline;

/** A client of the checks: an unconnected socket that takes what anybody sends it. */
final class UdpPeer implements Closeable {
    /** Room for the answers of a burst. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    /** A datagram and who sent it. */
    record Answer(byte[] bytes, InetSocketAddress from) {}

    private final InetSocketAddress server;
    private final DatagramSocket socket;
    private final byte[] buffer = new byte[65535];
    private final List<byte[]> sent = new ArrayList<>();

    UdpPeer(InetSocketAddress server) throws IOException {
        this.server = server;
        // the socket of a channel: it has the family that is meant, and a timeout
        socket = DatagramChannel.open(Addresses.family(server)).socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
    }

    void send(byte[] message) throws IOException {
        sent.add(message);
        socket.send(new DatagramPacket(message, message.length, server));
    }

    /** True if it has sent such a message. */
    boolean hasSent(Predicate<byte[]> such) {
        return sent.stream().anyMatch(such);
    }

    /** The next datagram, or null if none comes in time. */
    Answer receive(Deadline deadline) throws IOException {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        while (true) {
            // asked before the wait: what comes while this machine keeps us waiting is still taken
            boolean last = deadline.passed();
            // 0 would be for ever
            socket.setSoTimeout((int) Math.max(1, deadline.millis()));
            try {
                socket.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                return new Answer(bytes, (InetSocketAddress) packet.getSocketAddress());
            } catch (SocketTimeoutException e) {
                if (last) return null;
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
