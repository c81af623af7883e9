package sockets.grade.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sockets.grade.list.Line;

/**
 * What is really started where a hand-in runs: the one place that stands between its code and the
 * teacher's machine. As it is written here, everything runs as it is.
 */
public interface Isolation {
    Isolation NONE = new Isolation() {};

    /** For the check that starts a hand-in, or for one that runs by itself: the whole of it. */
    default List<String> grader(Line line, List<String> words) {
        return words;
    }

    /**
     * For the hand-in within.
     *
     * @param folder of the list, from which its paths are
     */
    default List<String> handIn(Line line, List<String> command, Path folder) throws IOException {
        return command;
    }

    /** The same as a check gets it, behind its other words. */
    default List<String> ofCheck(Line line, List<String> command, Path folder) throws IOException {
        List<String> words = new ArrayList<>(List.of("--"));
        words.addAll(handIn(line, command, folder));
        return words;
    }

    /** True if the ports of each line are its own. */
    default boolean hasOwnNetwork() {
        return false;
    }

    /** What is to be said of how a line was run. */
    default List<String> notes(Line line) {
        return List.of();
    }
}
