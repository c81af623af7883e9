package sockets.grade.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sockets.grade.list.CheckLine;
import sockets.grade.list.Line;
import sockets.grade.list.Program;
import sockets.grade.run.Isolation;

/** Where each hand-in of a list is run in the sandbox. */
public final class KeptIn implements Isolation {
    private final Sandbox sandbox;

    public KeptIn(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public List<String> handIn(Line line, List<String> command, Path folder) throws IOException {
        return sandbox.handIn(command, folder, isLab(line));
    }

    @Override
    public List<String> grader(Line line, List<String> words) {
        if (!sandbox.isIsolated()) return words;
        if (isLab(line)) return sandbox.lab(words);
        boolean server = line instanceof CheckLine check && check.kind().isServer();
        return sandbox.grader(server ? wrapped(words) : words);
    }

    /**
     * A check of a server is told which words keep it in, so that neither they nor their processes
     * are taken for the server's: {@code --wrapper SCRIPT -- COMMAND} for {@code -- /bin/sh SCRIPT
     * COMMAND}.
     */
    private static List<String> wrapped(List<String> words) {
        int behind = words.indexOf("--") + 1;
        List<String> all = new ArrayList<>(words.subList(0, behind - 1));
        all.addAll(List.of("--wrapper", words.get(behind + 1), "--"));
        all.addAll(words.subList(behind + 2, words.size()));
        return all;
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
        return sandbox.isIsolated() ? List.of() : List.of(sandbox.reason());
    }
}
