package sockets.sniffer.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sockets.packet.TcpHeader;
import sockets.sniffer.flow.Conversation;
import sockets.sniffer.flow.Endpoint;
import sockets.sniffer.flow.TcpState;

/** A TCP connection of a capture: its segments, and what both ends sent. */
final class Connection {
    /** Connections beyond these are not looked at. */
    static final int MOST = 1000;

    private final Conversation conversation;
    private final List<Packet> packets = new ArrayList<>();
    final Direction client = new Direction();
    final Direction server = new Direction();

    /** The acknowledgement of the server's SYN; null if it is not there. */
    private Packet third;

    private Connection(int number, Packet first) {
        conversation = new Conversation(number, first.segment());
    }

    /** Those of a capture, in the order of their beginning. */
    static List<Connection> all(Capture capture) {
        List<Connection> all = new ArrayList<>();
        Map<Set<Endpoint>, Connection> current = new HashMap<>();
        for (Packet packet : capture.packets(true)) {
            Set<Endpoint> ends =
                    packet.client().equals(packet.server())
                            ? Set.of(packet.client())
                            : Set.of(packet.client(), packet.server());
            Connection connection = current.get(ends);
            if (packet.isError()) continue;
            if (connection == null || connection.conversation.isOver(packet.segment())) {
                if (all.size() == MOST) break;
                connection = new Connection(all.size() + 1, packet);
                all.add(connection);
                current.put(ends, connection);
            }
            connection.add(packet);
        }
        return all;
    }

    private void add(Packet packet) {
        packets.add(packet);
        // the states of both ends, as flow infers them
        conversation.add(packet.segment(), false);
        Direction sender = packet.toServer() ? client : server;
        Direction receiver = packet.toServer() ? server : client;
        sender.sent(packet);
        receiver.acknowledged(packet.segment().tcp());
        boolean answers = packet.toServer() && server.syn != null && client.syn != packet;
        if (third == null && answers && packet.has(TcpHeader.ACK) && !packet.has(TcpHeader.RST))
            third = packet;
    }

    /** Its number in the file, as flow counts when there is nothing else. */
    @Override
    public String toString() {
        return "conversation " + conversation.number();
    }

    Packet first() {
        return packets.get(0);
    }

    Packet lastPacket() {
        return packets.get(packets.size() - 1);
    }

    Packet third() {
        return third;
    }

    /** Both have said where their numbers begin, and the third segment is there. */
    boolean isOpened() {
        return client.syn != null && server.syn != null && third != null;
    }

    /** A SYN that was answered by a reset. */
    boolean isRefused() {
        return client.syn != null && server.syn == null && server.reset != null;
    }

    /** Nobody has sent a byte of data. */
    boolean isSilent() {
        return client.length() == 0 && server.length() == 0;
    }

    /** The first reset of either end; null for none. */
    Packet reset() {
        if (client.reset == null || server.reset == null)
            return client.reset == null ? server.reset : client.reset;
        return client.reset.number() < server.reset.number() ? client.reset : server.reset;
    }

    /** True if the client's reset is its answer to what came after its close. */
    boolean isResetAfterClose() {
        Packet reset = reset();
        return reset != null
                && reset.toServer()
                && client.fin != null
                && client.fin.number() < reset.number();
    }

    /** The first FIN of either end; null for none. */
    Packet firstFin() {
        if (client.fin == null || server.fin == null)
            return client.fin == null ? server.fin : client.fin;
        return client.fin.number() < server.fin.number() ? client.fin : server.fin;
    }

    /** True if both ends have closed, and know it of each other. */
    boolean isClosed() {
        return client.isFinAcknowledged() && server.isFinAcknowledged();
    }

    /** True if an end is in TIME_WAIT when the capture ends. */
    boolean isWaiting(boolean atClient) {
        boolean left = conversation.client().equals(first().client());
        TcpState state = atClient == left ? conversation.leftState() : conversation.rightState();
        return state == TcpState.TIME_WAIT;
    }

    /** True if another capture shows the same connection: its first number, and its bytes. */
    boolean isAs(Connection other) {
        return first().client().equals(other.first().client())
                && client.isAs(other.client)
                && server.isAs(other.server);
    }
}
