package sockets.harness.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import sockets.common.text.Quote;

/** Bytes that the probes send, and how an answer differs from them. */
public final class Samples {
    private Samples() {}

    /** Words that no server has seen before. */
    public static String unseen(String text) {
        return text + " " + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    public static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom().nextBytes(bytes);
        return bytes;
    }

    /** Words that end a conversation, or a server, elsewhere; with line ends, as they are typed. */
    public static List<byte[]> commands() {
        List<byte[]> commands = new ArrayList<>();
        String words = "quit exit bye stop end close shutdown kill fin salir chau adios q . 0 -1";
        for (String word : words.split(" "))
            for (String text : new String[] {word, word.toUpperCase(Locale.ROOT)})
                commands.add((text + "\n").getBytes(StandardCharsets.UTF_8));
        for (String text : new String[] {"\n", "\r\n", "\3\n", "\4\n", "\32\n", "/quit\n", ":q\n"})
            commands.add(text.getBytes(StandardCharsets.UTF_8));
        return commands;
    }

    /** All 256 byte values, in order. */
    public static byte[] allValues() {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) all[i] = (byte) i;
        return all;
    }

    /** True if some bytes stand in others, one behind the other. */
    public static boolean contains(byte[] all, byte[] some) {
        for (int at = 0; at + some.length <= all.length; at++)
            if (Arrays.equals(all, at, at + some.length, some, 0, some.length)) return true;
        return false;
    }

    /** {@code expected 3 bytes, got 3, different from byte 1: "aXc" instead of "abc"}. */
    public static String difference(byte[] wanted, byte[] got) {
        int at = Arrays.mismatch(wanted, got);
        return "expected "
                + wanted.length
                + " bytes, got "
                + got.length
                + ", different from byte "
                + at
                + ": "
                + around(got, at)
                + " instead of "
                + around(wanted, at);
    }

    /** {@code "hola\n"}; of many bytes how many, and the first ones. */
    public static String sent(byte[] bytes) {
        return bytes.length <= Quote.LIMIT
                ? Quote.text(bytes)
                : bytes.length + " bytes " + Quote.text(Arrays.copyOf(bytes, 16)) + "...";
    }

    /** The bytes near an offset, quoted. */
    public static String around(byte[] bytes, int at) {
        int from = Math.min(bytes.length, Math.max(0, at - 4));
        return Quote.text(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 24)));
    }
}
