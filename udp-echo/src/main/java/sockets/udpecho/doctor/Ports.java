package sockets.udpecho.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import sockets.common.net.Addresses;
import sockets.common.net.SocketTable;

/** Which sockets this machine gives a server: free ports, port 3500, IPv6. */
final class Ports {
    /** The port of the whole class. */
    private static final int CLASS_PORT = 3500;

    private static final int MILLIS = 1000;

    private Ports() {}

    /** A datagram that a socket sends to itself. */
    static Item udp() {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.bind(new InetSocketAddress("127.0.0.1", 0));
            channel.send(ByteBuffer.wrap(new byte[1]), channel.getLocalAddress());
            channel.socket().setSoTimeout(MILLIS);
            channel.socket().receive(new java.net.DatagramPacket(new byte[1], 1));
            String port = Addresses.text(channel.getLocalAddress());
            return Item.ok("udp", "steps 2 to 6", "bound to " + port + ", which got a datagram")
                    .asNeeded();
        } catch (IOException e) {
            return Item.no("udp", "steps 2 to 6", e, "loopback").asNeeded();
        }
    }

    /** A connection of this process with itself. */
    static Item tcp() {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
            listener.bind(new InetSocketAddress("127.0.0.1", 0), 1);
            client.socket().connect(listener.getLocalAddress(), MILLIS);
            listener.accept().close();
            String port = Addresses.text(listener.getLocalAddress());
            return Item.ok("tcp", "steps 7 to 10", "listened on " + port + ", which got a client")
                    .asNeeded();
        } catch (IOException e) {
            return Item.no("tcp", "steps 7 to 10", e, "loopback").asNeeded();
        }
    }

    /** Is the port of the class free? If not, who has it, and can other machines reach it? */
    static Item free(String protocol) {
        String what = protocol + " port " + CLASS_PORT;
        String steps = protocol.equals("udp") ? "steps 2 to 6" : "steps 7 to 10";
        try {
            bind(protocol);
            return Item.ok(what, steps, "free");
        } catch (IOException e) {
            List<SocketTable.Row> rows = SocketTable.servers(protocol, CLASS_PORT);
            if (rows.isEmpty()) return Item.no(what, steps, e, "port");
            List<String> holders = new ArrayList<>();
            boolean loopback = true;
            for (SocketTable.Row row : rows) {
                holders.add(Addresses.text(row.local()) + " of " + Proc.holder(row));
                loopback &= row.local().getAddress().isLoopbackAddress();
            }
            String detail = "taken: " + String.join(", ", holders);
            return Item.no(what, steps, detail, loopback ? "port.loopback" : "port");
        }
    }

    /** Binds without listening: no firewall asks the user whether that is allowed. */
    private static void bind(String protocol) throws IOException {
        ProtocolFamily family = StandardProtocolFamily.INET;
        InetSocketAddress all = new InetSocketAddress("0.0.0.0", CLASS_PORT);
        try (DatagramChannel udp = DatagramChannel.open(family);
                SocketChannel tcp = SocketChannel.open(family)) {
            // as a server: old connections in TIME_WAIT do not count
            tcp.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (protocol.equals("udp")) udp.bind(all);
            else tcp.bind(all);
        }
    }

    static Item ipv6() {
        String steps = "steps 2 to 10 with -6";
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            channel.bind(new InetSocketAddress("::1", 0));
            return Item.ok("ipv6", steps, "bound to " + Addresses.text(channel.getLocalAddress()));
        } catch (IOException e) {
            return Item.no("ipv6", steps, e, "ipv6");
        } catch (UnsupportedOperationException e) {
            return Item.no("ipv6", steps, "Address family not supported by protocol", "ipv6");
        }
    }

    /** Has this machine addresses that others can reach? */
    static Item addresses() {
        List<String> addresses = Addresses.ofThisMachine(StandardProtocolFamily.INET6);
        if (addresses.isEmpty())
            return Item.no("network", "step 6", "no address but loopback", "network");
        // what VirtualBox and QEMU give a machine whose network they hide
        boolean hidden = addresses.stream().allMatch(text -> text.startsWith("10.0.2."));
        String detail = String.join(", ", addresses);
        return hidden
                ? Item.no("network", "step 6", detail + ", of a virtual machine's NAT", "nat")
                : Item.ok("network", "step 6", detail);
    }
}
