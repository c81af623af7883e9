package sockets.harness.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

/** At which address of this machine somebody is. */
class PortsTest {
    private static DatagramChannel bound(StandardProtocolFamily family, String host)
            throws Exception {
        DatagramChannel channel = DatagramChannel.open(family);
        channel.bind(new InetSocketAddress(host, 0));
        return channel;
    }

    private static int port(DatagramChannel channel) throws Exception {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Test
    void oneAddressIsServedAndTheOtherIsNot() throws Exception {
        try (DatagramChannel four = bound(StandardProtocolFamily.INET, "127.0.0.1")) {
            int port = port(four);
            assertTrue(Ports.isServed("udp", new InetSocketAddress("127.0.0.1", port)));
            assertFalse(Ports.isServed("udp", new InetSocketAddress("127.0.0.2", port)));
            assertFalse(Ports.isServed("udp", new InetSocketAddress("::1", port)));
            assertFalse(Ports.isServed("tcp", new InetSocketAddress("127.0.0.1", port)));
        }
    }

    @Test
    void whoIsBoundToAllServesThoseOfThisMachineOnly() throws Exception {
        try (DatagramChannel all = bound(StandardProtocolFamily.INET, "0.0.0.0")) {
            int port = port(all);
            assertTrue(Ports.isServed("udp", new InetSocketAddress("127.0.0.1", port)));
            assertFalse(Ports.isServed("udp", new InetSocketAddress("192.0.2.1", port)));
            assertTrue(Ports.isBound("udp", port));
        }
    }
}
