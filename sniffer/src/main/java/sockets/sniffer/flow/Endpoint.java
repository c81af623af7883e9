package sockets.sniffer.flow;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import sockets.common.net.Addresses;

/** An address with a port: one end of a conversation. */
public record Endpoint(InetAddress address, int port) {
    @Override
    public String toString() {
        return Addresses.text(new InetSocketAddress(address, port));
    }
}
