package sockets.tcpecho;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** The socket options that both sides of a connection may set. */
final class Options {
    private Options() {}

    /**
     * Sets them.
     *
     * @param nagle false for TCP_NODELAY: a small write leaves at once, not after an ACK
     * @param linger seconds that close waits for unsent data; 0: close with RST; null: leave it
     */
    static void apply(SocketChannel socket, boolean nagle, Integer linger) throws IOException {
        if (!nagle) socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (linger != null) socket.setOption(StandardSocketOptions.SO_LINGER, linger);
    }
}
