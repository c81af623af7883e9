package sockets.grade.sandbox;

import java.util.List;

/** A tool that makes namespaces. */
interface Wall {
    String tool();

    /**
     * The command that runs another one in a network and among processes of its own, which end with
     * it; the teacher's files stay as they are.
     *
     * @param lab true if it makes networks inside: it is root there
     */
    List<String> grader(List<String> words, boolean lab);

    /**
     * The command that runs another one, whose words follow, within {@link #grader}, with this view
     * only.
     *
     * @param raw true if they may open raw sockets, raw(7)
     * @param number of the user that they run as
     */
    List<String> handIn(View view, Limits limits, boolean raw, int number);
}
