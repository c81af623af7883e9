package sockets.grade.points;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sockets.grade.list.BadLine;
import sockets.grade.model.Result;

/**
 * So many points of a step for some probes.
 *
 * @param purpose what they are for, in words
 */
record Weight(int step, double points, List<Probes> probes, String purpose) {
    /**
     * Probes that a word names: {@code U1}, {@code U1-U7}, {@code U*}, {@code capture}, {@code
     * U4:5}.
     *
     * @param prefix U, or the whole word
     * @param first the number, or 0 if there is none
     * @param all true for any number
     * @param step under which they are told
     */
    record Probes(String prefix, int first, int last, boolean all, int step) {
        private static final Pattern WORD =
                Pattern.compile("([A-Z])(?:([0-9]{1,4})(?:-\\1([0-9]{1,4}))?|\\*)");

        static Probes of(String word, int step) throws BadLine {
            int colon = word.indexOf(':');
            if (colon >= 0) step = step(word.substring(colon + 1));
            String name = colon < 0 ? word : word.substring(0, colon);
            if (name.equals("capture") || name.equals("run"))
                return new Probes(name, 0, 0, false, step);
            Matcher matcher = WORD.matcher(name);
            if (!matcher.matches()) throw new BadLine("not a probe (U1, U1-U7, U*): " + word);
            if (matcher.group(2) == null) return new Probes(matcher.group(1), 0, 0, true, step);
            int first = Integer.parseInt(matcher.group(2));
            String last = matcher.group(3);
            return new Probes(
                    matcher.group(1),
                    first,
                    last == null ? first : Integer.parseInt(last),
                    false,
                    step);
        }

        static int step(String word) throws BadLine {
            if (!word.matches("[1-9]|1[0-2]")) throw new BadLine("not a step (1 to 12): " + word);
            return Integer.parseInt(word);
        }

        boolean has(Result result) {
            return result.step() == step && has(result.id());
        }

        boolean has(String id) {
            if (first == 0 && !all) return id.equals(prefix);
            if (!id.startsWith(prefix)) return false;
            String number = id.substring(prefix.length());
            // * stands for all probes of a letter, of which no report came
            if (number.equals("*")) return true;
            if (!number.matches("[0-9]{1,4}")) return false;
            return all || first <= Integer.parseInt(number) && Integer.parseInt(number) <= last;
        }
    }

    /** True if a result gives or costs a part of these points. */
    boolean has(Result result) {
        return probes.stream().anyMatch(some -> some.has(result));
    }

    /** The probes, as they are written. */
    String name() {
        return String.join(" ", probes.stream().map(Weight::word).toList());
    }

    private static String word(Probes some) {
        if (some.all()) return some.prefix() + "*";
        if (some.first() == 0) return some.prefix();
        String first = some.prefix() + some.first();
        return some.first() == some.last() ? first : first + "-" + some.prefix() + some.last();
    }
}
