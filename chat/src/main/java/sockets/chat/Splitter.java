package sockets.chat;

import java.nio.ByteBuffer;

/** Makes messages of the stream of one client, which has no boundaries. */
interface Splitter {
    /** Hands over what is whole; the beginning of the next one is kept. */
    <P extends Participant> void take(ByteBuffer in, P from, Protocol<P> protocol);
}
