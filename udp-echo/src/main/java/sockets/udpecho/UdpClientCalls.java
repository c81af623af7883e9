package sockets.udpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import sockets.common.Addresses;
import sockets.common.Explain;

/** What {@code --explain} tells of each call of the client. */
final class UdpClientCalls {
    private final InetSocketAddress server;
    private final Explain explain;

    UdpClientCalls(InetSocketAddress server, Explain explain) {
        this.server = server;
        this.explain = explain;
    }

    void opened() {
        explain.socket(server, "SOCK_DGRAM", "DatagramChannel.open", "socket.udp.client");
    }

    void broadcastAllowed() {
        explain.call("setsockopt(SO_BROADCAST, 1) = 0", "DatagramChannel.setOption", "broadcast");
    }

    void bound(int port) {
        String call = "bind(" + any(port) + ") = 0";
        explain.call(call, "DatagramChannel.bind", "bind.udp.client", port);
    }

    void notBound(int port, IOException e) {
        explain.failed("bind(" + any(port) + ")", "DatagramChannel.bind", "bind.failed", e);
    }

    /** Java binds before the first send or connect; the kernel would do it in that call. */
    void boundByJava(boolean connecting) {
        String java = connecting ? "DatagramChannel.connect" : "DatagramChannel.send";
        explain.byJava("bind(" + any(0) + ") = 0", java, "bind.by-java");
    }

    private String any(int port) {
        return (Addresses.familyName(server).equals("AF_INET6") ? "[::]:" : "0.0.0.0:") + port;
    }

    void connected() {
        String call = "connect(" + Addresses.text(server) + ") = 0";
        explain.call(call, "DatagramChannel.connect", "connect.udp");
        // Java throws away what came before the connection
        explain.byJava("recvfrom() = -1 EAGAIN", "DatagramChannel.connect", "drain");
    }

    void sent(boolean connected, int bytes) {
        explain.call(sendto(connected, bytes) + " = " + bytes, send(connected), "sendto.client");
    }

    void notSent(boolean connected, int bytes, IOException e) {
        explain.failed(sendto(connected, bytes), send(connected), "error", e);
    }

    private static String send(boolean connected) {
        return connected ? "DatagramChannel.write" : "DatagramChannel.send";
    }

    private String sendto(boolean connected, int bytes) {
        return "sendto(" + (connected ? "" : Addresses.text(server) + ", ") + bytes + ")";
    }

    void waited(long millis, int ready) {
        explain.waited(millis, ready);
    }

    void received(SocketAddress from, int bytes) {
        if (!explain.on()) return;
        String result = from == null ? "-1 EAGAIN" : bytes + " from " + Addresses.text(from);
        explain.call("recvfrom() = " + result, "DatagramChannel.receive", "recvfrom.client");
    }

    void notReceived(IOException e) {
        explain.failed("recvfrom()", "DatagramChannel.receive", "error", e);
    }

    void closed() {
        explain.call("close() = 0", "DatagramChannel.close", "close.udp");
    }
}
