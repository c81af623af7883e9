package sockets.grade.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sockets.grade.list.Line;

/**
 * What is really started where a hand-in runs: the one place that stands between its code and the
 * teacher's machine.
 */
public interface Isolation {
    /** Everything runs as it is. */
    Isolation NONE =
            new Isolation() {
                @Override
                public List<String> grader(Line line, List<String> words) {
                    return words;
                }

                @Override
                public List<String> handIn(Line line, List<String> command, Path folder) {
                    return command;
                }

                @Override
                public boolean hasOwnNetwork() {
                    return false;
                }

                @Override
                public List<String> notes(Line line) {
                    return List.of();
                }
            };

    /** For the check that starts a hand-in, or for one that runs by itself: the whole of it. */
    List<String> grader(Line line, List<String> words) throws IOException;

    /**
     * For the hand-in within.
     *
     * @param folder of the list, from which its paths are
     */
    List<String> handIn(Line line, List<String> command, Path folder) throws IOException;

    /** True if the ports of each line are its own. */
    boolean hasOwnNetwork();

    /** What is to be said of how a line was run. */
    List<String> notes(Line line);
}
