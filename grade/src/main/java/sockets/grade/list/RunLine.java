package sockets.grade.list;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A program that must end well and print a line: run:STEP PATTERN -- COMMAND.... */
public record RunLine(int number, Who who, int step, Pattern pattern, List<String> command)
        implements Line {
    static RunLine of(int number, Who who, List<String> words, List<String> command)
            throws BadLine {
        if (words.size() != 2 || command.isEmpty())
            throw new BadLine("expected NAME run:STEP PATTERN -- COMMAND...");
        String pattern = words.get(1);
        try {
            int step = Lines.ownStep(words.get(0));
            return new RunLine(number, who, step, Pattern.compile(pattern), command);
        } catch (PatternSyntaxException e) {
            String why = e.getDescription();
            throw new BadLine("not a regular expression: " + pattern + " (" + why + ")");
        }
    }

    @Override
    public Line of(Who other) {
        return new RunLine(number, other, step, pattern, command);
    }

    @Override
    public String program() {
        return "run";
    }

    @Override
    public String target() {
        return Words.joined(command);
    }

    /** What is looked for, in words. */
    public String wanted() {
        return "a line with " + pattern.pattern();
    }
}
