package sockets.grade.run;

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
                public List<String> check(Line line, List<String> words) {
                    return words;
                }

                @Override
                public List<String> command(Line line, List<String> words) {
                    return words;
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

    /** For a check that starts a hand-in: java -jar PROGRAM.jar check ... -- COMMAND. */
    List<String> check(Line line, List<String> words);

    /** For a hand-in that is started by itself. */
    List<String> command(Line line, List<String> words);

    /** True if the ports of each line are its own. */
    boolean hasOwnNetwork();

    /** What is to be said of how a line was run. */
    List<String> notes(Line line);
}
