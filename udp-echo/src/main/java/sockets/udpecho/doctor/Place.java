package sockets.udpecho.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.channels.DatagramChannel;
import java.util.List;
import sockets.common.net.Addresses;
import sockets.common.text.OperatingSystem;
import sockets.common.text.Reason;

/**
 * Where a server is, seen from here: what the kernel's table of routes knows before anything is
 * sent.
 *
 * @param source the address of this machine that it would be reached from; null without a route
 * @param card the interface of that address; empty without a route
 * @param noRoute why there is no route, else null
 */
record Place(
        InetSocketAddress server,
        Distance distance,
        InetAddress source,
        String card,
        Reason noRoute) {
    /** Who stands between this machine and the server. */
    enum Distance {
        HERE("this machine"),
        NEAR("the same network"),
        FAR("behind a router"),
        NOWHERE("no route");

        private final String words;

        Distance(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Place of(InetSocketAddress server) {
        try (DatagramChannel channel = DatagramChannel.open(Addresses.family(server))) {
            // connect: sends nothing, but looks for the route and takes its source address
            channel.connect(server);
            InetAddress source = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            NetworkInterface card = NetworkInterface.getByInetAddress(source);
            String name = card == null ? "" : card.getName();
            Distance distance =
                    Addresses.isLocal(server.getAddress())
                            ? Distance.HERE
                            : isNear(card, server.getAddress()) ? Distance.NEAR : Distance.FAR;
            return new Place(server, distance, source, name, null);
        } catch (IOException e) {
            return new Place(server, Distance.NOWHERE, null, "", Reason.of(e));
        } catch (UnsupportedOperationException e) {
            // no IPv6 on this machine
            return new Place(server, Distance.NOWHERE, null, "", Reason.EAFNOSUPPORT);
        }
    }

    private static boolean isNear(NetworkInterface card, InetAddress host) {
        if (card == null) return false;
        for (InterfaceAddress own : card.getInterfaceAddresses())
            if (isSame(
                    own.getAddress().getAddress(), host.getAddress(), own.getNetworkPrefixLength()))
                return true;
        return false;
    }

    /** True if the first bits of two addresses are the same. */
    static boolean isSame(byte[] one, byte[] two, int bits) {
        if (one.length != two.length) return false;
        for (int i = 0; i < bits; i++)
            if (((one[i / 8] ^ two[i / 8]) >> 7 - i % 8 & 1) != 0) return false;
        return true;
    }

    /** What the neighbour table of Linux says of it: TRUE if it has answered ARP, FALSE if not. */
    Boolean answersArp() {
        String host = Addresses.text(server.getAddress());
        List<String> lines = Proc.lines("/proc/net/arp");
        for (String line : lines) {
            // IP address, HW type, Flags: 0x2 is a complete entry
            String[] fields = line.split("\\s+");
            if (fields[0].equals(host)) return (Integer.decode(fields[2]) & 2) != 0;
        }
        return null;
    }

    /**
     * True if, in this network, an absent host would have been noticed: on Linux a connection to
     * one ends with "No route to host".
     */
    boolean isThere() {
        if (distance != Distance.NEAR) return distance == Distance.HERE;
        return OperatingSystem.name().equals("linux") || Boolean.TRUE.equals(answersArp());
    }

    /** {@code 10.77.0.1:3500 from 10.77.0.2 (eth0, the same network)}. */
    String words() {
        String to = Addresses.text(server);
        if (source == null) return to + ": no route";
        String where = card.isEmpty() ? distance.words() : card + ", " + distance.words();
        return to + " from " + Addresses.text(source) + " (" + where + ")";
    }
}
