package sockets.harness.check;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import sockets.common.net.Addresses;
import sockets.common.net.SocketTable;

/** Which ports are taken, without touching the servers that hold them. */
final class Ports {
    private Ports() {}

    /** True if somebody is bound to (UDP) or listens on (TCP) this port. */
    static boolean isBound(String protocol, int port) {
        if (!SocketTable.exists()) return isTaken(protocol, port);
        return !SocketTable.servers(protocol, port).isEmpty();
    }

    /** True if what is sent to an address of this machine comes to somebody, as far as is known. */
    static boolean isServed(String protocol, InetSocketAddress address) {
        if (!Addresses.isLocal(address.getAddress())) return false;
        return SocketTable.servers(protocol, address.getPort()).stream()
                .anyMatch(row -> row.takes(address.getAddress()));
    }

    /** Where the system has no such table: taken is what cannot be bound. */
    private static boolean isTaken(String protocol, int port) {
        try (DatagramSocket udp = new DatagramSocket(null);
                ServerSocket tcp = new ServerSocket()) {
            if (protocol.equals("udp")) udp.bind(new InetSocketAddress(port));
            else tcp.bind(new InetSocketAddress(port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
