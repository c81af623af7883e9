package sockets.chat;

import java.nio.ByteBuffer;
import sockets.chat.profile.Framing;

/**
 * Takes messages that have their length before them, 32 bits in network order. After a length that
 * is too large nothing can be read any more: where the next message begins only the length tells.
 */
final class LengthSplitter implements Splitter {
    private final ByteBuffer message = ByteBuffer.allocate(Framing.HEADER + LineSplitter.LONGEST);

    @Override
    public <P extends Participant> void take(ByteBuffer in, P from, Protocol<P> protocol) {
        while (in.hasRemaining() && !from.hasLeft()) {
            message.put(in.get());
            if (message.position() < Framing.HEADER) continue;
            int size = message.getInt(0);
            if (size < 0 || size > LineSplitter.LONGEST) {
                protocol.tooLong(from);
                from.leave("message too long");
            } else if (message.position() == Framing.HEADER + size) {
                byte[] bytes = new byte[size];
                message.position(Framing.HEADER).get(bytes).clear();
                protocol.line(from, bytes, size);
            }
        }
    }
}
