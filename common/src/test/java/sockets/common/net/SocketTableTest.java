package sockets.common.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1", "::"})
    void findsWhoServesAPort(String host) throws Exception {
        assumeTrue(SocketTable.exists(), "needs /proc/net/tcp");
        InetSocketAddress free = new InetSocketAddress(host, 0);
        try (ServerSocketChannel tcp = ServerSocketChannel.open(Addresses.family(free));
                DatagramChannel udp = DatagramChannel.open(Addresses.family(free))) {
            tcp.bind(free);
            udp.bind(free);
            found("tcp", (InetSocketAddress) tcp.getLocalAddress());
            found("udp", (InetSocketAddress) udp.getLocalAddress());
        }
    }

    private static void found(String protocol, InetSocketAddress address) throws Exception {
        List<SocketTable.Row> rows = SocketTable.servers(protocol, address.getPort());
        assertEquals(1, rows.size());
        assertEquals(address, rows.get(0).local());
        assertEquals(0, rows.get(0).waiting());
        InetAddress other = InetAddress.getByName("10.0.0.1");
        assertEquals(address.getAddress().isAnyLocalAddress(), rows.get(0).takes(other));
        assertTrue(rows.get(0).takes(address.getAddress()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aConnectionIsOneUntilItIsReset(String host) throws Exception {
        assumeTrue(SocketTable.exists(), "needs /proc/net/tcp");
        InetSocketAddress free = new InetSocketAddress(host, 0);
        try (ServerSocketChannel listener = ServerSocketChannel.open(Addresses.family(free))) {
            listener.bind(free);
            SocketChannel client = SocketChannel.open(listener.getLocalAddress());
            try (SocketChannel server = listener.accept()) {
                InetSocketAddress local = (InetSocketAddress) server.getLocalAddress();
                InetSocketAddress remote = (InetSocketAddress) server.getRemoteAddress();
                assertTrue(SocketTable.isConnected(local, remote));
                assertTrue(SocketTable.isConnected(remote, local));
                // SO_LINGER 0: close sends RST
                client.setOption(StandardSocketOptions.SO_LINGER, 0);
                client.close();
                assertFalse(SocketTable.isConnected(local, remote));
            }
        }
    }
}
