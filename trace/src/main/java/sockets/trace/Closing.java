package sockets.trace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import sockets.common.net.SocketTable;

/** What depends on whether a selector knows a socket: when Java closes it, and how it may wait. */
final class Closing {
    private Closing() {}

    /**
     * Closes a channel. As long as a selector knows it Java only sends FIN, so that the other side
     * sees the end; the descriptor is given back by the next select, when nobody can be waiting for
     * it.
     */
    static void close(Traced channel, String java, String why) throws IOException {
        AbstractSelectableChannel jdk = channel.jdk();
        boolean late = jdk.isRegistered();
        // a listener goes on listening until then
        boolean listens = channel instanceof TracedListener;
        if (late) channel.fd().closesLater(listens ? why : "close.late", !listens);
        Result shutdown = late && channel instanceof TracedStream stream ? shutdown(stream) : null;
        jdk.close();
        if (shutdown != null) {
            String sent = shutdown.value() < 0 ? "shutdown.gone" : "shutdown.registered";
            channel.fd().tellJavas("shutdown", "SHUT_WR", shutdown, java, sent);
        }
        if (!late) channel.fd().tell("close", "", Result.of(0), java, why);
    }

    /** What the shutdown will return; null if Java makes none. */
    private static Result shutdown(TracedStream stream) throws IOException {
        SocketChannel jdk = stream.jdk();
        if (!jdk.isConnected()) return null;
        Integer linger = jdk.getOption(StandardSocketOptions.SO_LINGER);
        // it is to be reset
        if (linger == 0) return null;
        // a reset that came after the last read is known to the kernel only
        boolean gone =
                stream.isBroken()
                        || jdk.getLocalAddress() instanceof InetSocketAddress local
                                && jdk.getRemoteAddress() instanceof InetSocketAddress remote
                                && !SocketTable.isConnected(local, remote);
        return gone ? Result.error("ENOTCONN") : Result.of(0);
    }

    /** A key that was cancelled is so for the JDK's channel, too, before it may wait again. */
    static void configureBlocking(Traced channel, boolean block) throws IOException {
        if (block)
            for (TracedSelector selector : channel.fd().watchers()) selector.forget(channel.jdk());
        channel.jdk().configureBlocking(block);
    }
}
