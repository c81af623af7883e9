package sockets.common;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The explanation of how a listening TCP socket comes to be; the calls are the server's own. */
public final class ListenTrace {
    private final Explain explain;
    private final InetSocketAddress wanted;

    public ListenTrace(InetSocketAddress wanted, Explain explain) {
        this.wanted = wanted;
        this.explain = explain;
    }

    /** The channel is open: Java has set an option, too. */
    public void opened() {
        explain.socket(wanted, "SOCK_STREAM", "ServerSocketChannel.open", "socket.tcp.server");
        explain.byJava("setsockopt(SO_REUSEADDR, 1) = 0", "ServerSocketChannel.open", "reuse.java");
    }

    public void reuseAddress(boolean on) {
        String call = "setsockopt(SO_REUSEADDR, " + (on ? 1 : 0) + ") = 0";
        explain.call(call, "ServerSocketChannel.setOption", on ? "reuse.on" : "reuse.off");
    }

    /** The two calls that ServerSocketChannel.bind makes. */
    public void bound(InetSocketAddress address, int backlog) {
        String bind = "bind(" + Addresses.text(address) + ") = 0";
        explain.call(bind, "ServerSocketChannel.bind", "bind.tcp");
        String listen = "listen(" + backlog + ") = 0";
        explain.call(listen, "ServerSocketChannel.bind", "listen", backlog + 1L);
    }

    /** The address is not to be had: what to throw. */
    public Failure notBound(IOException e) {
        String object = Addresses.text(wanted);
        explain.failed("bind(" + object + ")", "ServerSocketChannel.bind", "bind.failed", e);
        return new Failure("bind", object, e).with(wanted.getPort());
    }

    /** TCP_NODELAY is set on the socket of a client that was accepted. */
    public void noDelay(Client client) {
        if (!explain.on()) return;
        String call = "setsockopt(" + client.number() + ", TCP_NODELAY, 1) = 0";
        explain.call(call, "SocketChannel.setOption", "nodelay");
    }

    /** No connection could be taken: what to tell. */
    public Failure notAccepted(InetSocketAddress address, IOException e) {
        explain.failed("accept()", "ServerSocketChannel.accept", "accept.failed", e);
        return new Failure("accept", Addresses.text(address), e);
    }

    /** A call that does not block found the queue empty. */
    public void nobodyWaits() {
        explain.call("accept() = -1 EAGAIN", "ServerSocketChannel.accept", "accept.none");
    }

    public void closed() {
        explain.call("close() = 0", "ServerSocketChannel.close", "close.listener");
    }
}
