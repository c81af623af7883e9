package sockets.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Ports for servers that must be told theirs beforehand. The kernel gives none of them to anybody
 * who asks for any port, and a lock on one byte of a file keeps each for this JVM until it ends.
 */
final class FreePorts {
    private static final int LAST = 65000;

    private static FileChannel locks;
    private static int last = 5000;

    private FreePorts() {}

    static synchronized int next() {
        try {
            if (locks == null) locks = open();
            Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
            String[] givenAway = Files.readString(range).strip().split("\\s+");
            while (last < LAST) {
                last++;
                if (last == Integer.parseInt(givenAway[0]))
                    last = Integer.parseInt(givenAway[1]) + 1;
                if (locks.tryLock(last, 1, false) != null && isFree(last)) return last;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no port is free");
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

    private static boolean isFree(int port) {
        InetSocketAddress all = new InetSocketAddress(port);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(all)) {
            // nor with old connections in TIME_WAIT: some server may not bear them
            tcp.setReuseAddress(false);
            tcp.bind(all);
            return udp.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
