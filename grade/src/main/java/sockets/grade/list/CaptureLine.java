package sockets.grade.list;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A capture in which packets that meet a filter are counted: capture:STEP FILE COUNT [FILTER...].
 *
 * @param count as it was written: 2, 2-4 or 2+
 */
public record CaptureLine(
        int number,
        Who who,
        int step,
        String file,
        String count,
        long least,
        long most,
        List<String> filter)
        implements Line {
    /** So many are told by their number. */
    private static final long LOOKED_AT = 10_000;

    private static final Pattern COUNT = Pattern.compile("([0-9]{1,9})(\\+|-([0-9]{1,9}))?");

    static CaptureLine of(int number, Who who, List<String> words, List<String> command)
            throws BadLine {
        if (words.size() < 3 || !command.isEmpty())
            throw new BadLine("expected NAME capture:STEP FILE COUNT [FILTER...]");
        int step = Lines.ownStep(words.get(0));
        String count = words.get(2);
        Matcher found = COUNT.matcher(count);
        if (!found.matches()) throw new BadLine("not a count (2, 2-4 or 2+): " + count);
        long least = Long.parseLong(found.group(1));
        long most = found.group(3) == null ? least : Long.parseLong(found.group(3));
        if ("+".equals(found.group(2))) most = Long.MAX_VALUE;
        if (most < least) throw new BadLine("a count backwards: " + count);
        List<String> filter = List.copyOf(words.subList(3, words.size()));
        return new CaptureLine(number, who, step, words.get(1), count, least, most, filter);
    }

    @Override
    public Line of(Who other) {
        return new CaptureLine(number, other, step, file, count, least, most, filter);
    }

    @Override
    public String program() {
        return "capture";
    }

    @Override
    public List<String> command() {
        return List.of();
    }

    @Override
    public String target() {
        return file;
    }

    @Override
    public List<String> captures() {
        return List.of(file);
    }

    /** How many packets need be looked at, whatever a file has. */
    public long counted() {
        return Math.max(LOOKED_AT, most == Long.MAX_VALUE ? least : most + 1);
    }

    /** What is counted, in words. */
    public String wanted() {
        String kind = filter.isEmpty() ? "any kind" : String.join(" ", filter);
        return count + " packets of " + kind;
    }
}
