package sockets.grade.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The runs of twelve tokens in some files, as sorted hashes. Schleimer, Wilkerson, Aiken:
 * Winnowing, SIGMOD 2003, keeps some of such hashes; a hand-in is small enough for all.
 */
final class Grams {
    private static final int LENGTH = 12;

    /** More of one hand-in is not looked at. */
    private static final int MOST = 50_000;

    private final long[] sorted;

    private Grams(long[] sorted) {
        this.sorted = sorted;
    }

    /** Of source files; one that cannot be read has none. */
    static Grams of(List<Path> files) {
        LongStream.Builder hashes = LongStream.builder();
        int[] left = {MOST};
        for (Path file : files) {
            if (left[0] <= 0) break;
            String text = text(file);
            long[] window = new long[LENGTH];
            int[] count = {0};
            Tokens.of(
                    text,
                    SourceFiles.extension(file),
                    token -> {
                        window[count[0]++ % LENGTH] = token;
                        if (count[0] >= LENGTH && left[0]-- > 0) hashes.add(hash(window, count[0]));
                    });
        }
        return new Grams(hashes.build().sorted().distinct().toArray());
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > SourceFiles.LONGEST) return "";
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static long hash(long[] window, int first) {
        long hash = 0;
        for (int i = 0; i < LENGTH; i++) {
            hash = (hash ^ window[(first + i) % LENGTH]) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    int size() {
        return sorted.length;
    }

    /** How many are in both: one walk over two sorted lists of numbers. */
    int common(Grams other) {
        int common = 0;
        for (int i = 0, j = 0; i < sorted.length && j < other.sorted.length; ) {
            if (sorted[i] == other.sorted[j]) {
                common++;
                i++;
                j++;
            } else if (sorted[i] < other.sorted[j]) i++;
            else j++;
        }
        return common;
    }

    /** Without those that others have. */
    Grams without(Grams others) {
        return new Grams(
                Arrays.stream(sorted)
                        .filter(one -> Arrays.binarySearch(others.sorted, one) < 0)
                        .toArray());
    }

    /** Those of both. */
    Grams and(Grams other) {
        return new Grams(
                LongStream.concat(Arrays.stream(sorted), Arrays.stream(other.sorted))
                        .sorted()
                        .distinct()
                        .toArray());
    }
}
