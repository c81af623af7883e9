package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import sockets.common.Addresses;
import sockets.common.Explain;
import sockets.common.Failure;
import sockets.common.Reachable;
import sockets.common.Reason;

/** What {@code --explain} tells of each call of the client, and how a failed one is reported. */
final class TcpClientCalls {
    private final InetSocketAddress server;
    private final Explain explain;

    TcpClientCalls(InetSocketAddress server, Explain explain) {
        this.server = server;
        this.explain = explain;
    }

    void opened() {
        explain.socket(server, "SOCK_STREAM", "SocketChannel.open", "socket.tcp.client");
    }

    void connected() {
        String call = "connect(" + Addresses.text(server) + ") = 0";
        explain.call(call, "SocketChannel.connect", "connect.tcp");
    }

    void waited(long millis, int ready) {
        explain.waited(millis, ready);
    }

    void wrote(int asked, int taken) {
        if (!explain.on()) return;
        String result = taken == 0 && asked > 0 ? "-1 EAGAIN" : String.valueOf(taken);
        String key = taken < asked ? "write.part" : "write.client";
        explain.call("write(" + asked + ") = " + result, "SocketChannel.write", key);
    }

    void read(int room, int length) {
        if (!explain.on()) return;
        String call = "read(" + room + ") = " + Math.max(0, length);
        explain.call(call, "SocketChannel.read", length < 0 ? "read.end" : "read.client");
    }

    void shutDown() {
        explain.call("shutdown(SHUT_WR) = 0", "SocketChannel.shutdownOutput", "shutdown");
    }

    void closed() {
        explain.call("close() = 0", "SocketChannel.close", "close.tcp");
    }

    /** A connect that failed; the time it took tells causes apart. */
    Failure notConnected(IOException e, long nanos) {
        Failure failure = failed("connect", "SocketChannel.connect", e);
        return failure.reason() == Reason.ECONNREFUSED ? failure : failure.after(nanos);
    }

    /** A call that failed: explained, and as the error line of the program. */
    Failure failed(String call, String java, IOException e) {
        explain.failed(call + "()", java, "error", e);
        Failure failure = new Failure(call, Addresses.text(server), e);
        boolean refused = failure.reason() == Reason.ECONNREFUSED;
        return refused ? failure.hint("hint.refused" + Reachable.kind(server)) : failure;
    }
}
