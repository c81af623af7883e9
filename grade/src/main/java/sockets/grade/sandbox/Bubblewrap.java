package sockets.grade.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * bubblewrap, bwrap(1), as Debian has it: made to run what is not trusted, without root.
 *
 * @param filter a file with the filter of system calls
 */
record Bubblewrap(String tool, User user, Path filter) implements Wall {
    /** The descriptor from which bubblewrap reads it. */
    private static final String FILTER = "9";

    @Override
    public List<String> grader(List<String> words, Path stage, Limits limits, boolean lab) {
        List<String> all = new ArrayList<>(List.of(tool, "--dev-bind", "/", "/"));
        all.addAll(List.of("--unshare-net", "--unshare-pid", "--as-pid-1"));
        // it is ended with whoever started it, and all of its processes with it
        all.add("--die-with-parent");
        if (!user.isRoot()) all.add("--unshare-user");
        if (!user.isRoot() && lab) all.addAll(List.of("--uid", "0", "--gid", "0"));
        // sniffer captures what goes over this network: packet(7)
        if (!user.isRoot()) all.addAll(List.of("--cap-add", lab ? "ALL" : "CAP_NET_RAW"));
        temporary(stage, limits.disk(), all);
        String script = "\"$@\"; exit $?";
        // of root bubblewrap hides parts of /proc, and the kernel then gives no hand-in a /proc of
        // its own: "too revealing"
        if (user.isRoot()) script = "mount -t proc proc /proc && " + script;
        else all.addAll(List.of("--proc", "/proc"));
        // as the first process sh(1): when it ends all others have, before bubblewrap does
        all.addAll(List.of("--", "/bin/sh", "-c", script, "grader"));
        all.addAll(words);
        return all;
    }

    @Override
    public List<String> handIn(View view, Stage stage, Limits limits, boolean raw) {
        List<String> all = new ArrayList<>(List.of(tool, "--unshare-pid", "--unshare-ipc"));
        all.addAll(List.of("--unshare-uts", "--hostname", View.HOST, "--new-session"));
        boolean becomes = raw && user.isRoot();
        if (!raw) {
            all.addAll(List.of("--unshare-user", "--disable-userns"));
            all.addAll(List.of("--uid", "" + User.STUDENT, "--gid", "" + User.STUDENT));
        } else if (!becomes) all.addAll(List.of("--cap-drop", "ALL", "--cap-add", "CAP_NET_RAW"));
        all.addAll(List.of("--seccomp", FILTER));
        files(view, stage, limits, all);
        List<String> last = new ArrayList<>(List.of("exec"));
        if (becomes) last.addAll(User.become(stage.number(), true));
        last.addAll(limits.prlimit());
        String script = Inside.prepare() + String.join(" ", last) + " -- \"$@\"";
        all.addAll(List.of("--", "/bin/sh", "-c", script, View.HOST));
        return all;
    }

    @Override
    public String run(String command, Stage stage) {
        // bubblewrap takes capabilities in a user that is not root for a mistake
        String less = user.isRoot() ? "" : "setpriv --inh-caps=-all --ambient-caps=-all -- ";
        String open = "exec " + FILTER + "<" + Shell.quote(filter) + "\n";
        return open + "exec " + less + command + "\n";
    }

    private static void files(View view, Stage stage, Limits limits, List<String> all) {
        if (view.keepsTemporary()) add("--bind", stage.temporary(), "/tmp", all);
        else temporary("/tmp", limits.disk(), all);
        for (Path path : view.above())
            all.addAll(List.of("--perms", "0755", "--dir", path.toString()));
        for (Map.Entry<Path, Path> link : view.links().entrySet())
            add("--symlink", link.getValue(), link.getKey(), all);
        for (Map.Entry<Path, Path> each : view.readOnly().entrySet())
            add("--ro-bind", each.getValue(), each.getKey(), all);
        add("--bind", stage.work(), view.folder(), all);
        all.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        temporary("/dev/shm", Limits.SHARED, all);
        // what is not bounded cannot be written to
        all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/"));
        all.addAll(List.of("--chdir", view.folder().toString()));
    }

    private static void temporary(Object folder, long bytes, List<String> all) {
        all.addAll(List.of("--perms", "1777", "--size", "" + bytes, "--tmpfs", folder.toString()));
    }

    private static void add(String option, Object from, Object to, List<String> all) {
        all.addAll(List.of(option, from.toString(), to.toString()));
    }
}
