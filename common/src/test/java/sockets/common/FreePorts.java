package sockets.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Ports for servers that must be told theirs beforehand. The kernel gives none of them to anybody
 * who asks for any port, and a lock on one byte of a file keeps each for this JVM until it ends.
 *
 * <p>To see whether a port is free none is bound: a process that another thread starts at that
 * moment would have the socket, too, until it has closed it, and the port would be taken.
 */
final class FreePorts {
    private static final int LAST = 65000;

    /** Ports are taken by so many, as the kernel's tables may be long. */
    private static final int BATCH = 50;

    private static final Deque<Integer> FREE = new ArrayDeque<>();
    private static FileChannel locks;
    private static int last = 5000;

    private FreePorts() {}

    static synchronized int next() {
        try {
            while (FREE.isEmpty()) take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return FREE.remove();
    }

    private static void take() throws IOException {
        if (locks == null) locks = open();
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        // not readString, whose first read is of one byte: the kernel gives the rest to nobody
        String[] givenAway = Files.readAllLines(range).get(0).strip().split("\\s+");
        while (last < LAST && FREE.size() < BATCH) {
            last++;
            if (last == Integer.parseInt(givenAway[0])) last = Integer.parseInt(givenAway[1]) + 1;
            if (locks.tryLock(last, 1, false) != null) FREE.add(last);
        }
        if (FREE.isEmpty()) throw new AssertionError("no port is free");
        FREE.removeAll(used());
    }

    /** Ports with a socket in any state, TIME_WAIT among them: some server may not bear it. */
    private static Set<Integer> used() throws IOException {
        Set<Integer> ports = new HashSet<>();
        for (String table : new String[] {"tcp", "tcp6", "udp", "udp6"}) {
            Path file = Path.of("/proc/net/" + table);
            // a machine without IPv6 has no table for it
            if (!Files.exists(file)) continue;
            for (String line : Files.readAllLines(file)) {
                // sl local_address rem_address: the names of the columns have no colon
                String local = line.strip().split("\\s+")[1];
                int colon = local.indexOf(':');
                if (colon > 0) ports.add(Integer.parseInt(local.substring(colon + 1), 16));
            }
        }
        return ports;
    }

    /** One file for all users of the machine: whoever is first makes it. */
    private static FileChannel open() throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "sockets-ports");
        try {
            Files.createFile(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (FileAlreadyExistsException e) {
            // opened only: to create another's file there is refused (sysctl fs.protected_regular)
        }
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }
}
