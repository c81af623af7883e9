package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import sockets.common.text.Failure;

/**
 * How the client treats its socket.
 *
 * @param sourcePort the port to bind before connecting, or null for one the system chooses
 * @param nagle false to set TCP_NODELAY
 * @param linger SO_LINGER in seconds, or null to leave it
 */
record ClientSettings(Integer sourcePort, boolean nagle, Integer linger) {
    /** Sets the options and binds, before the connection. */
    void apply(SocketChannel socket) throws IOException {
        Options.apply(socket, nagle, linger);
        if (sourcePort == null) return;
        try {
            socket.bind(new InetSocketAddress(sourcePort));
        } catch (IOException e) {
            socket.close();
            throw new Failure("bind", "port " + sourcePort, e).hint("hint.source-port");
        }
    }
}
