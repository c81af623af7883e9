package sockets.common.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The kernel's tables of sockets, /proc/net/tcp and the like (proc(5)), as netstat reads them. */
public final class SocketTable {
    private static final String LISTEN = "0A";

    /** TIME_WAIT and CLOSE. */
    private static final Set<String> ENDED = Set.of("06", "07");

    private SocketTable() {}

    /**
     * A socket that serves a port.
     *
     * @param waiting TCP: connections that no accept has taken yet; UDP: bytes not yet received
     * @param inode what /proc/PID/fd calls it
     */
    public record Row(InetSocketAddress local, long waiting, int uid, long inode) {
        /** True if what is sent to this address comes to this socket. */
        public boolean takes(InetAddress address) {
            return local.getAddress().isAnyLocalAddress() || local.getAddress().equals(address);
        }
    }

    /** False outside Linux. */
    public static boolean exists() {
        return Files.exists(Path.of("/proc/net/tcp"));
    }

    /** The sockets bound to (UDP) or listening on (TCP) a port, in either family. */
    public static List<Row> servers(String protocol, int port) {
        List<Row> rows = new ArrayList<>();
        for (String table : new String[] {protocol, protocol + "6"}) read(table, port, rows);
        return rows;
    }

    /**
     * The local ports of all sockets, in any state: TIME_WAIT, too, which some servers do not bear.
     */
    public static Set<Integer> ports() {
        Set<Integer> ports = new HashSet<>();
        for (String table : new String[] {"tcp", "tcp6", "udp", "udp6"}) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/net/" + table))) {
                lines.skip(1)
                        .map(SocketTable::fields)
                        .map(fields -> fields[1].substring(fields[1].indexOf(':') + 1))
                        .forEach(port -> ports.add(Integer.parseInt(port, 16)));
            } catch (IOException e) {
                // a machine without IPv6 has no table for it
            }
        }
        return ports;
    }

    /**
     * True if a TCP connection of this machine is one still, or if the system does not tell: a
     * reset takes it out of the table, its end (TIME_WAIT) away from its socket.
     */
    public static boolean isConnected(InetSocketAddress local, InetSocketAddress remote) {
        return !exists() || hasLine(fields -> isConnection(fields, local, remote));
    }

    /**
     * True if a process of this machine has this side of a TCP connection; false for one that waits
     * in the queue of a listener: it has no inode yet.
     */
    public static boolean isAccepted(InetSocketAddress local, InetSocketAddress remote) {
        return exists()
                && hasLine(fields -> isConnection(fields, local, remote) && !fields[9].equals("0"));
    }

    private static boolean hasLine(Predicate<String[]> wanted) {
        for (String table : new String[] {"tcp", "tcp6"}) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/net/" + table))) {
                if (lines.skip(1).map(SocketTable::fields).anyMatch(wanted)) return true;
            } catch (IOException e) {
                // a machine without IPv6 has no table for it
            }
        }
        return false;
    }

    private static boolean isConnection(
            String[] fields, InetSocketAddress local, InetSocketAddress remote) {
        return fields.length > 9
                && !ENDED.contains(fields[3])
                && is(fields[1], local)
                && is(fields[2], remote);
    }

    /** True if 0100007F:0DAC is this address and port. */
    private static boolean is(String field, InetSocketAddress address) {
        int colon = field.indexOf(':');
        return Integer.parseInt(field.substring(colon + 1), 16) == address.getPort()
                && address(field.substring(0, colon)).equals(address.getAddress());
    }

    /** The processes that have a socket, of those that this user may see. */
    public static List<Long> holders(Row row) {
        Path socket = Path.of("socket:[" + row.inode() + "]");
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes)
                if (has(process, socket)) pids.add(Long.valueOf(process.getFileName().toString()));
        } catch (IOException e) {
            // as if there were none that we may see
        }
        return pids;
    }

    private static boolean has(Path process, Path socket) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors)
                if (Files.readSymbolicLink(descriptor).equals(socket)) return true;
        } catch (IOException | DirectoryIteratorException e) {
            // another user's process, or one that has just ended
        }
        return false;
    }

    private static void read(String table, int port, List<Row> rows) {
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        boolean listening = table.startsWith("tcp");
        try (BufferedReader lines = Files.newBufferedReader(Path.of("/proc/net/" + table))) {
            lines.readLine(); // the names of the columns
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = fields(line);
                // The kernel first lists those that listen (its proc_net_tcp.rst): the connections
                // behind them, which may be thousands, need not be read.
                if (fields.length < 10 || listening && !fields[3].equals(LISTEN)) return;
                if (fields[1].endsWith(suffix)) rows.add(row(fields, port));
            }
        } catch (IOException e) {
            // a machine without IPv6 has no table for it
        }
    }

    /** sl local rem st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode ... */
    private static String[] fields(String line) {
        return line.strip().split("\\s+");
    }

    private static Row row(String[] fields, int port) {
        String address = fields[1].substring(0, fields[1].indexOf(':'));
        long waiting = Long.parseLong(fields[4].substring(fields[4].indexOf(':') + 1), 16);
        InetSocketAddress local = new InetSocketAddress(address(address), port);
        return new Row(local, waiting, Integer.parseInt(fields[7]), Long.parseLong(fields[9]));
    }

    /** The table has each 32 bits of an address as a number in the order of this processor. */
    static InetAddress address(String hex) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        ByteBuffer network = ByteBuffer.allocate(bytes.capacity()).order(ByteOrder.nativeOrder());
        while (bytes.hasRemaining()) network.putInt(bytes.getInt());
        try {
            return InetAddress.getByAddress(network.array());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(hex + " is not an address", e);
        }
    }
}
