package sockets.grade.sandbox;

import java.nio.file.Path;
import java.util.List;

/** A tool that makes namespaces. */
interface Wall {
    String tool();

    /**
     * The command that runs another one in a network and among processes of its own, which end with
     * it; the teacher's files stay as they are.
     *
     * @param stage an empty folder: what is mounted there has the size of the limits
     * @param lab true if it makes networks inside: it is root there
     */
    List<String> grader(List<String> words, Path stage, Limits limits, boolean lab);

    /**
     * The command that runs another one, whose words follow, within {@link #grader}, with this view
     * only.
     *
     * @param raw true if they may open raw sockets, raw(7)
     */
    List<String> handIn(View view, Stage stage, Limits limits, boolean raw);

    /**
     * The last lines of a script for sh(1): they end as the hand-in's first process does, even if
     * it has left others in the background.
     */
    String run(String command, Stage stage);
}
