package sockets.common.check;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Which ports are taken, without touching the servers that hold them. */
final class Ports {
    private static final String LISTEN = "0A";

    private Ports() {}

    /** True if somebody is bound to (UDP) or listens on (TCP) this port. */
    static boolean isBound(String protocol, int port) {
        if (!Files.exists(Path.of("/proc/net/" + protocol))) return isTaken(protocol, port);
        return rows(protocol, port) || rows(protocol + "6", port);
    }

    private static boolean rows(String table, int port) {
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of("/proc/net/" + table));
        } catch (IOException e) {
            // a machine without IPv6 has no table for it
            return false;
        }
        for (String line : lines) {
            // sl local_address rem_address st ...
            String[] fields = line.strip().split("\\s+");
            if (fields.length < 4 || !fields[1].endsWith(suffix)) continue;
            if (table.startsWith("udp") || fields[3].equals(LISTEN)) return true;
        }
        return false;
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
