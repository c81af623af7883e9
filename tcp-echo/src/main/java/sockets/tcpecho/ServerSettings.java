package sockets.tcpecho;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * How the server treats its sockets.
 *
 * @param backlog how many complete connections may wait, less one (listen(2))
 * @param reuseAddress SO_REUSEADDR on the listener
 * @param buffer where each read puts its bytes
 * @param once one read, one answer, close, as the course's original
 * @param holdSeconds how long to wait before each accept
 * @param linger SO_LINGER in seconds on each client's socket, or null to leave it
 * @param nagle false to set TCP_NODELAY on each client's socket
 */
record ServerSettings(
        int backlog,
        boolean reuseAddress,
        ByteBuffer buffer,
        boolean once,
        double holdSeconds,
        Integer linger,
        boolean nagle) {

    /** Sets the options of a client's socket. */
    void apply(SocketChannel client) throws IOException {
        Options.apply(client, nagle, linger);
    }
}
