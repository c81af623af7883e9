package sockets.libc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The kernel's settings, by the names that sysctl(8) uses: {@code net.core.rmem_max}. */
public final class Sysctl {
    private Sysctl() {}

    private static Path path(String name) {
        return Path.of("/proc/sys", name.split("\\."));
    }

    /** Its value in one piece: read byte by byte, the kernel gives only the first one. */
    public static String text(String name) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(path(name))) {
            String line = in.readLine();
            return line == null ? "" : line.strip();
        }
    }

    /** Its value as a number; -1 if this kernel has no such setting, or a container hides it. */
    public static long number(String name) throws IOException {
        try {
            return Long.parseLong(text(name));
        } catch (NoSuchFileException e) {
            return -1;
        }
    }

    /** Changes one; that needs root, or CAP_NET_ADMIN for those of the network. */
    public static void write(String name, long value) throws IOException {
        Files.writeString(path(name), value + "\n");
    }
}
