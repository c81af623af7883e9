package sockets.grade.list;

import java.util.List;

/** Somebody who handed in nothing, and counts all the same: nothing. */
public record NothingLine(int number, Who who) implements Line {
    static NothingLine of(int number, Who who, List<String> words, List<String> command)
            throws BadLine {
        if (words.size() != 1 || !command.isEmpty()) throw new BadLine("expected NAME nothing");
        return new NothingLine(number, who);
    }

    @Override
    public String program() {
        return "nothing";
    }

    @Override
    public int step() {
        return 0;
    }

    @Override
    public List<String> command() {
        return List.of();
    }

    @Override
    public Line of(Who other) {
        return new NothingLine(number, other);
    }

    @Override
    public String target() {
        return "";
    }

    @Override
    public List<Program.Asked> asked() {
        return List.of();
    }
}
