package sockets.grade.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who grades, and who a hand-in runs as.
 *
 * <p>An ordinary user needs a user namespace, user_namespaces(7), to make the others; outside of it
 * the hand-in's user is the same. Root must not be: the kernel sets root no limit of processes and
 * lets root write to /proc/sys, even without capabilities. So a hand-in of root's is that of a
 * number which nobody has, and is then kept in as that of any ordinary user.
 */
record User(boolean isRoot) {
    /** What hand-ins see as their own number. */
    static final int STUDENT = 1000;

    /** Numbers from here on are nobody's: neither of users nor of containers (subuid(5)). */
    private static final int NOBODYS = 1 << 30;

    private static final int PER_GRADER = 256;

    /** This process: true root, not that of a user namespace. */
    static User own() {
        try {
            String status = Files.readString(Path.of("/proc/self/status"));
            String map = Files.readString(Path.of("/proc/self/uid_map"));
            return new User(
                    status.contains("\nUid:\t0\t") && map.strip().split("\\s+")[1].equals("0"));
        } catch (IOException e) {
            return new User(false);
        }
    }

    /** Another number for each hand-in of root's, since limits go by user. */
    static int number(int handIn) {
        long grader = ProcessHandle.current().pid() % (NOBODYS / PER_GRADER);
        return (int) (NOBODYS + grader * PER_GRADER + handIn % PER_GRADER);
    }

    /** setpriv(1) from root to another number, a command to follow. */
    static List<String> become(int number, boolean raw) {
        List<String> words = new ArrayList<>(List.of("setpriv", "--clear-groups"));
        words.addAll(List.of("--reuid=" + number, "--regid=" + number));
        words.addAll(without(raw));
        // another number loses what it is not given as ambient, capabilities(7)
        if (raw) words.add("--ambient-caps=-all,+net_raw");
        return words;
    }

    /** The options of setpriv(1) that leave no capability, or that for raw sockets only. */
    static List<String> without(boolean raw) {
        String caps = raw ? "-all,+net_raw" : "-all";
        return List.of("--no-new-privs", "--inh-caps=" + caps, "--bounding-set=" + caps);
    }
}
