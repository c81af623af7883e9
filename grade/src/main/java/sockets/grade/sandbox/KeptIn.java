package sockets.grade.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import sockets.common.text.Texts;
import sockets.grade.Grade;
import sockets.grade.list.CheckLine;
import sockets.grade.list.Line;
import sockets.grade.list.Owners;
import sockets.grade.list.Program;
import sockets.grade.run.Isolation;

/** Where each hand-in of a list is run in the sandbox. */
public final class KeptIn implements Isolation {
    /** A note stands in the tables, which have one language, to be searched for. */
    private static final Texts ENGLISH = new Texts("en", Grade.class);

    private final Sandbox sandbox;
    private final Owners owners;

    public KeptIn(Sandbox sandbox, Owners owners) {
        this.sandbox = sandbox;
        this.owners = owners;
    }

    @Override
    public List<String> handIn(Line line, List<String> command, Path folder) throws IOException {
        return sandbox.handIn(command, folder, others(line), isLab(line));
    }

    /**
     * A check of a server is told which words keep it in, so that neither they nor their processes
     * are taken for the server's: {@code --wrapper SCRIPT -- COMMAND}.
     */
    @Override
    public List<String> ofCheck(Line line, List<String> command, Path folder) throws IOException {
        boolean server = line instanceof CheckLine check && check.kind().isServer();
        if (!server || !sandbox.isIsolated()) return Isolation.super.ofCheck(line, command, folder);
        Path script = sandbox.script(command, folder, others(line), false);
        List<String> words = new ArrayList<>(List.of("--wrapper", script.toString(), "--"));
        words.addAll(command);
        return words;
    }

    @Override
    public List<String> grader(Line line, List<String> words) {
        return isLab(line) ? sandbox.lab(words) : sandbox.grader(words);
    }

    private Predicate<Path> others(Line line) {
        return path -> owners.hasOthers(path, line.who());
    }

    /** True for the check that makes networks for a hand-in, which opens raw sockets in them. */
    private static boolean isLab(Line line) {
        return line instanceof CheckLine check && check.kind() == Program.TRACEROUTE;
    }

    @Override
    public boolean hasOwnNetwork() {
        return sandbox.isIsolated();
    }

    @Override
    public List<String> notes(Line line) {
        return sandbox.isIsolated() ? List.of() : List.of(sandbox.reason(ENGLISH));
    }
}
