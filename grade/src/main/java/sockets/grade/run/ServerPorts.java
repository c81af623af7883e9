package sockets.grade.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import sockets.common.net.SocketTable;

/**
 * Ports for servers that must be told theirs beforehand: never one that the kernel gives to whoever
 * asks for any, never one twice, and, by locks on the bytes of a file, never one of another run.
 */
final class ServerPorts {
    private static final int FIRST = 10000;
    private static final int LAST = 65000;

    /** Never closed, as that would give up all its locks, fcntl(2). */
    private static FileChannel locks;

    private static boolean tried;
    private static int last = FIRST;

    private ServerPorts() {}

    static synchronized int next() throws IOException {
        if (!SocketTable.exists()) return anyFree();
        if (!tried) locks = open();
        tried = true;
        int[] dynamic = dynamic();
        Set<Integer> used = SocketTable.ports();
        // once around; with a kernel that gives all of them to anybody, one that is free now
        for (boolean strict : new boolean[] {true, false})
            for (int i = FIRST; i < LAST; i++) {
                last = last == LAST ? FIRST : last + 1;
                boolean kernels = last >= dynamic[0] && last <= dynamic[1];
                if (!used.contains(last) && !(strict && kernels) && isOurs(last)) return last;
            }
        throw new IOException("no port is free");
    }

    private static boolean isOurs(int port) throws IOException {
        try {
            return locks == null || locks.tryLock(port, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            // given already
            return false;
        }
    }

    /** Those that bind(2) with port 0, and connect(2), take: ip(7). */
    private static int[] dynamic() throws IOException {
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        // at once: the kernel gives the rest of such a file to nobody who asks for it byte by byte
        String[] words = Files.readAllLines(range).get(0).strip().split("\\s+");
        return new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])};
    }

    /** One file for all users of the machine, whoever is first; null if there can be none. */
    private static FileChannel open() {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "sockets-ports");
        try {
            Files.createFile(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (FileAlreadyExistsException e) {
            // opened only: to create another's file there is refused (sysctl fs.protected_regular)
        } catch (IOException e) {
            return null;
        }
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (IOException e) {
            return null;
        }
    }

    private static int anyFree() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            return socket.getLocalPort();
        }
    }
}
