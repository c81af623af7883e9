package sockets.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command line as it was typed. */
final class Arguments {
    private Arguments() {}

    /**
     * Under LANG=C, or a locale that is not generated (a container), Java cannot decode accents in
     * its arguments. The kernel still has the bytes in /proc/self/cmdline, and they are UTF-8.
     */
    static String[] recover(String[] args) {
        if (System.getProperty("sun.jnu.encoding", "UTF-8").equalsIgnoreCase("UTF-8")) return args;
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of("/proc/self/cmdline"));
        } catch (IOException e) {
            return args;
        }
        return recover(args, new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
    }

    /** Takes from the end of a command line those arguments that hold more than ASCII. */
    static String[] recover(String[] args, String[] words) {
        // each word ends with a NUL, so the split leaves one empty word behind
        int first = words.length - 1 - args.length;
        if (first < 1) return args;
        String[] recovered = args.clone();
        for (int i = 0; i < args.length; i++) {
            String word = words[first + i];
            boolean ascii = word.chars().allMatch(c -> c < 0x80);
            // anything unlike what is expected: rather leave all as Java has it
            if (ascii && !word.equals(args[i])) return args;
            recovered[i] = word;
        }
        return recovered;
    }
}
