package sockets.udpecho;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** The way an answer takes to its client. */
interface Network {
    /** Passes every answer on at once; the real network may still lose it. */
    Network DIRECT = (answer, client, server) -> server.answer(answer, client);

    void pass(ByteBuffer answer, SocketAddress client, UdpEchoServer server);

    /** Waits until what is still under way has been sent: the server has answered enough. */
    default void finish() {}
}
