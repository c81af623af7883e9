package sockets.sniffer.flow;

import java.util.Arrays;

/** A packet of one of two captures, with what a tracker says of it. */
final class SeenPacket {
    /**
     * What stays the same on the way; checksums and the time to live do not.
     *
     * @param hash of a datagram's bytes, where no number tells which one it is
     * @param identification of IPv4, 0 where it is not told
     */
    record Key(
            boolean tcp,
            Endpoint source,
            Endpoint destination,
            long sequence,
            long acknowledgement,
            int flags,
            int length,
            int hash,
            String error,
            long identification) {
        Key withoutIdentification() {
            return new Key(
                    tcp,
                    source,
                    destination,
                    sequence,
                    acknowledgement,
                    flags,
                    length,
                    hash,
                    error,
                    0);
        }
    }

    /** So many bytes of a datagram tell it from others, and are in a capture that cuts. */
    private static final int HASHED = 64;

    final Key key;
    final long nanos;
    final Conversation conversation;

    /** True if the client of its conversation has sent it. */
    final boolean fromClient;

    final String what;
    final String remark;
    final boolean alarming;

    /** States behind it, of the client's end and of the server's. */
    private final TcpState client;

    private final TcpState server;

    /** Its data, if they are wanted and count; else null. */
    byte[] data;

    /** What of a datagram's data is not there, as in a {@link Sighting}; null for nothing. */
    int[] gaps;

    /** The same packet in the other capture; null if it is not there. */
    SeenPacket other;

    SeenPacket(Sighting packet, Conversation conversation, Row row) {
        this.conversation = conversation;
        key =
                new Key(
                        packet.tcp,
                        packet.source(),
                        packet.destination(),
                        packet.sequence,
                        packet.acknowledgement,
                        packet.flags,
                        packet.length,
                        packet.tcp ? 0 : hash(packet),
                        packet.error,
                        packet.error == null ? packet.identification : 0);
        nanos = packet.sinceEpoch();
        fromClient = row.toRight == (packet.error == null);
        what = row.what();
        remark = row.remark();
        alarming = row.isAlarming();
        client = row.left;
        server = row.right;
    }

    void keep(Sighting packet) {
        data = Arrays.copyOfRange(packet.data, packet.start, packet.start + packet.captured);
        if (!key.tcp()) gaps = Follower.gaps(packet);
    }

    private static int hash(Sighting packet) {
        int most = packet.start + Math.min(HASHED, packet.captured);
        return Arrays.hashCode(Arrays.copyOfRange(packet.data, packet.start, most));
    }

    /** The state of the client's end, or of the server's; null for UDP. */
    TcpState state(boolean ofClient) {
        if (!key.tcp()) return null;
        TcpState state = ofClient ? client : server;
        if (state != TcpState.UNKNOWN) return state;
        return ofClient ? conversation.leftAtStart() : conversation.rightAtStart();
    }
}
