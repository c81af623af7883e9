package sockets.sockopts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The table of all options, from {@code options.tsv}. */
final class Options {
    /** Longer than any name: what is longer is like none of them. */
    private static final int LONGEST_NAME = 40;

    private static final Options TABLE = new Options();

    private final List<SocketOption> all = new ArrayList<>();

    static Options table() {
        return TABLE;
    }

    private Options() {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                Options.class.getResourceAsStream("options.tsv"),
                                StandardCharsets.UTF_8))) {
            // the first line names the columns
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine())
                if (!line.startsWith("#")) all.add(option(line.split("\t", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SocketOption option(String... columns) {
        return new SocketOption(
                columns[0],
                columns[1],
                columns[2].equals("-") ? -1 : Integer.parseInt(columns[2]),
                columns[3],
                Value.valueOf(columns[4].toUpperCase(Locale.ROOT)),
                columns[5],
                columns[6],
                SocketKind.of(columns[7]),
                columns[8],
                columns[9].equals("yes"),
                Arrays.asList(columns[10].split(", ")),
                new Names(columns[11]),
                columns[12]);
    }

    List<SocketOption> all() {
        return all;
    }

    /** The options of a level, by its name in C or in short (tcp); empty if there is none. */
    List<SocketOption> ofLevel(String level) {
        return all.stream()
                .filter(o -> level.equalsIgnoreCase(o.level()) || isShort(level, o))
                .toList();
    }

    private static boolean isShort(String level, SocketOption option) {
        return level.equalsIgnoreCase(option.shortLevel());
    }

    /** The levels there are. */
    TreeSet<String> levels() {
        TreeSet<String> levels = new TreeSet<>();
        for (SocketOption option : all) levels.add(option.level());
        return levels;
    }

    /**
     * The option of a name, in any case; null if there is none. Of a name at two levels
     * (MCAST_JOIN_GROUP) that of IPv4.
     */
    SocketOption find(String name) {
        for (SocketOption option : all) if (option.name().equalsIgnoreCase(name)) return option;
        return null;
    }

    /** The option at each level that has one of its name. */
    List<SocketOption> atEachLevel(SocketOption option) {
        return all.stream().filter(other -> other.name().equals(option.name())).toList();
    }

    /** The option as this kind of socket has it: at the level of IPv6 if it is one of IPv6. */
    SocketOption on(SocketKind kind, SocketOption option) {
        if (kind.isIpv6())
            for (SocketOption other : atEachLevel(option))
                if (other.level().equals("IPPROTO_IPV6")) return other;
        return option;
    }

    /** The option whose name is the most like what was typed; null if none is. */
    SocketOption nearest(String name) {
        if (name.length() > LONGEST_NAME) return null;
        String wanted = name.toUpperCase(Locale.ROOT);
        SocketOption best = null;
        // a third of it may be wrong
        int least = name.length() / 3 + 1;
        for (SocketOption option : all) {
            int distance = distance(wanted, option.name());
            if (!wanted.contains("_")) {
                // "linger" for SO_LINGER: the prefix is not what was mistyped
                String bare = option.name().substring(option.name().indexOf('_') + 1);
                distance = Math.min(distance, distance(wanted, bare));
            }
            if (distance < least) {
                least = distance;
                best = option;
            }
        }
        return best;
    }

    /** How many letters must be put in, left out or changed (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
