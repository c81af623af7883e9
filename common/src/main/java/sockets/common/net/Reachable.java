package sockets.common.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.List;
import sockets.common.BindOptions;
import sockets.common.Started;
import sockets.common.console.Console;
import sockets.common.text.OperatingSystem;

/** The hints a server prints at its start: how to see its socket, and who can reach it. */
public final class Reachable {
    private Reachable() {}

    /**
     * Prints them.
     *
     * @param protocol udp or tcp
     * @param address where the server is bound
     */
    public static void hints(Console console, String protocol, InetSocketAddress address) {
        if (console.isQuiet()) return;
        String port = String.valueOf(address.getPort());
        console.hint("see." + protocol, port);
        boolean loopback = address.getAddress().isLoopbackAddress();
        console.hint(
                "capture",
                loopback ? loopback() : "any",
                filter(protocol, address),
                display(protocol, address));
        String here = Addresses.text(address.getAddress());
        if (loopback) {
            String bind = isIpv6(address) ? "-6 --bind ::" : "--bind 0.0.0.0";
            if (address.getPort() != BindOptions.PORT) bind += " -p " + port;
            console.hint("reach.loopback", bind, here, Started.command(console.program()));
        } else if (address.getAddress().isAnyLocalAddress()) {
            List<String> addresses = Addresses.ofThisMachine(Addresses.family(address));
            if (addresses.isEmpty()) console.hint("reach.nobody");
            else
                console.hint("reach.all", client(console, addresses.get(0), port), join(addresses));
        } else {
            console.hint("reach.one", client(console, here, port), here);
        }
    }

    /** What a capture needs to show of a server: for UDP also the errors that ICMP brings. */
    private static String filter(String protocol, InetSocketAddress address) {
        String filter = protocol + " port " + address.getPort();
        if (protocol.equals("tcp")) return filter;
        return filter + (isIpv6(address) ? " or icmp6" : " or icmp");
    }

    /** The same in the language of Wireshark's display filters. */
    private static String display(String protocol, InetSocketAddress address) {
        String filter = protocol + ".port == " + address.getPort();
        if (protocol.equals("tcp")) return filter;
        return filter + (isIpv6(address) ? " || icmpv6" : " || icmp");
    }

    private static boolean isIpv6(InetSocketAddress address) {
        return Addresses.family(address) == StandardProtocolFamily.INET6;
    }

    private static String loopback() {
        return OperatingSystem.name().equals("macos") ? "lo0" : "lo";
    }

    /** With what to connect to a server whose own program has no client: any of TCP. */
    public static void clients(Console console, InetSocketAddress address) {
        InetAddress to = address.getAddress();
        boolean any = to.isAnyLocalAddress();
        String host = any ? (isIpv6(address) ? "::1" : "127.0.0.1") : Addresses.text(to);
        String peer = host + " " + address.getPort();
        console.hint("clients", Started.other("tcp-echo") + " client " + peer, peer);
    }

    /** Which advice helps when a server is refused: for loopback, IPv6 or IPv4. */
    public static String kind(InetSocketAddress server) {
        if (server.getAddress().isLoopbackAddress()) return ".here";
        return isIpv6(server) ? ".ipv6" : "";
    }

    private static String client(Console console, String host, String port) {
        return Started.command(console.program()) + " client " + host + " " + port;
    }

    private static String join(List<String> addresses) {
        return String.join(", ", addresses);
    }
}
