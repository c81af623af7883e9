package sockets.common.console;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the standard streams are: a terminal, a pipe, or closed. */
public final class Terminal {
    private Terminal() {}

    /** True if this descriptor (0, 1 or 2) is a terminal. */
    public static boolean is(int descriptor) {
        String target = target(descriptor);
        // outside Linux Java only knows of input and output together
        if (target == null) return isInteractive(System.console());
        return target.startsWith("/dev/pts/")
                || target.startsWith("/dev/tty")
                || target.equals("/dev/console");
    }

    /** On Java 22 to 24 there is a console even where there is no terminal. */
    private static boolean isInteractive(Console console) {
        if (console == null) return false;
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // before Java 22: it would be null
            return true;
        }
    }

    /** Standard input as bytes; at its end from the start if it is closed. */
    static InputStream input() {
        String target = target(0);
        // with "<&-" Java's own module file gets the free descriptor 0: reading it would send it
        boolean closed =
                target != null && target.startsWith(System.getProperty("java.home"))
                        || target == null && Files.isDirectory(Path.of("/proc/self/fd"));
        return closed ? InputStream.nullInputStream() : new FileInputStream(FileDescriptor.in);
    }

    /** What a descriptor refers to, from /proc/self/fd; null if it is closed or not on Linux. */
    private static String target(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    /** The charset of what is printed: the terminal's. */
    public static Charset charset() {
        return charset("stdout.encoding", "sun.stdout.encoding", "native.encoding");
    }

    /** The charset of what is typed: the terminal's; on Windows that of its code page. */
    public static Charset typedCharset() {
        // before Java 25 only the console knows
        Console console = System.console();
        if (console == null || System.getProperty("stdin.encoding") != null)
            return charset("stdin.encoding", "native.encoding");
        return usable(console.charset());
    }

    private static Charset charset(String... properties) {
        for (String key : properties) {
            String name = System.getProperty(key, "");
            if (!name.isEmpty() && Charset.isSupported(name)) return usable(Charset.forName(name));
        }
        return StandardCharsets.UTF_8;
    }

    /** UTF-8 instead of one that has not even Spanish, as under LANG=C in a container. */
    private static Charset usable(Charset charset) {
        return charset.newEncoder().canEncode('ñ') ? charset : StandardCharsets.UTF_8;
    }

    /** True if this process may read from its terminal: a background job would be stopped. */
    static boolean isForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // behind the name in brackets, proc(5): state ppid pgrp session tty_nr tpgid
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[2].equals(fields[5]);
        } catch (IOException e) {
            return true;
        }
    }
}
