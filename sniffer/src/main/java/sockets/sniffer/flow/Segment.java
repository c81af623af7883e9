package sockets.sniffer.flow;

import java.nio.ByteBuffer;
import sockets.packet.TcpHeader;

/**
 * A packet as far as a conversation is concerned.
 *
 * @param tcp its header; null for UDP
 * @param length of the data on the wire
 * @param data of it what was captured: a view of the frame
 * @param error what an ICMP error says about a packet of the conversation; null for the
 *     conversation's own packets. Source and destination are then those of the quoted packet.
 */
public record Segment(
        long seconds,
        long nanos,
        Endpoint source,
        Endpoint destination,
        TcpHeader tcp,
        int length,
        ByteBuffer data,
        String error) {
    public boolean isTcp() {
        return tcp != null;
    }
}
