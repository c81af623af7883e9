package sockets.grade.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * unshare(1) of util-linux, and by hand what bubblewrap does.
 *
 * @param empty a folder on which the new root is mounted
 */
record Unshare(String tool, User user, Path empty) implements Wall {
    private static final List<String> DEVICES =
            List.of("null", "zero", "full", "random", "urandom", "tty");

    /** The first process: it waits for the command, and takes in what that leaves behind. */
    private static final String RUN = " \"$@\"; exit $?\n";

    /**
     * As the first process it takes in those that have lost their parents, until there are none.
     */
    private static final String AFTERWARDS =
            "echo $? >&9\n"
                    + "exec 9>&- </dev/null >/dev/null 2>&1\n"
                    + "while set -- /proc/[0-9]* && [ $# -gt 1 ]; do sleep 0.2; done\n";

    @Override
    public List<String> grader(List<String> words, Path stage, Limits limits, boolean lab) {
        // it is ended with whoever started it, and all of its processes with it
        List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", tool));
        all.addAll(List.of("--net", "--pid", "--fork", "--kill-child", "--mount-proc"));
        String command = "";
        if (!user.isRoot() && lab) all.addAll(List.of("--user", "--map-root-user"));
        if (!user.isRoot() && !lab) {
            all.addAll(List.of("--user", "--map-current-user", "--keep-caps"));
            command = "setpriv --inh-caps=-all --ambient-caps=-all --";
        }
        String up = "PATH=$PATH:/usr/sbin:/sbin ip link set lo up || exit\n";
        StringBuilder out = new StringBuilder(up);
        temporary(Shell.quote(stage), limits.disk(), out);
        out.append(command).append(RUN);
        all.addAll(List.of("sh", "-c", out.toString(), "grader"));
        all.addAll(words);
        return all;
    }

    @Override
    public List<String> handIn(View view, Stage stage, Limits limits, boolean raw) {
        List<String> all = new ArrayList<>(List.of(tool, "--mount", "--pid", "--fork"));
        all.addAll(List.of("--ipc", "--uts"));
        StringBuilder out = new StringBuilder();
        List<String> last = new ArrayList<>();
        files(view, stage, limits, out);
        if (!raw) {
            all.addAll(List.of("--user", "--map-root-user"));
            // it is not root there, and there is no user namespace below
            out.append("echo 1 >/proc/sys/user/max_user_namespaces\n");
            last.addAll(
                    List.of(
                            tool,
                            "--user",
                            "--map-user=" + User.STUDENT,
                            "--map-group=" + User.STUDENT));
            last.addAll(List.of("setpriv", "--no-new-privs"));
        } else if (user.isRoot()) {
            last.addAll(User.become(stage.number(), true));
        } else {
            last.add("setpriv");
            last.addAll(User.without(true));
        }
        // from a session of its own nobody types at the teacher's terminal
        last.add("setsid");
        last.addAll(limits.prlimit());
        out.append("set +e\n").append(Inside.prepare());
        out.append(String.join(" ", last)).append(" -- \"$@\" 9>&-\n").append(AFTERWARDS);
        all.addAll(List.of("/bin/sh", "-c", out.toString(), View.HOST));
        return all;
    }

    /** unshare ends with the last process; the first one's status comes before, through a pipe. */
    @Override
    public String run(String command, Stage stage) {
        return "pipe="
                + Shell.quote(stage.folder())
                + "/status-$$\n"
                + "mkfifo $pipe && exec 8<&0 9<>$pipe && rm $pipe || exit\n"
                // if it does not come so far there is a status all the same
                + "{ "
                + command
                + "; echo $? >&9; } <&8 8<&- &\n"
                + "exec 8<&-\n"
                + "read -r status <&9\n"
                + "exit $status\n";
    }

    private void files(View view, Stage stage, Limits limits, StringBuilder out) {
        out.append("set -e\numask 022\n").append(Shell.SEE);
        out.append("mount -t tmpfs -o size=1m,mode=755,nosuid root ").append(Shell.quote(empty));
        out.append("\ncd ").append(Shell.quote(empty)).append("\nmkdir tmp proc dev old\n");
        if (view.keepsTemporary()) bind(stage.temporary(), "tmp", out);
        else temporary("tmp", limits.disk(), out);
        for (Path path : view.above()) out.append("mkdir -p ").append(in(path)).append('\n');
        for (Map.Entry<Path, Path> link : view.links().entrySet())
            out.append("ln -s ")
                    .append(Shell.quote(link.getValue()))
                    .append(' ')
                    .append(in(link.getKey()))
                    .append('\n');
        for (Map.Entry<Path, Path> each : view.readOnly().entrySet())
            out.append(Shell.see(each.getValue(), "." + each.getKey()));
        out.append(readOnly());
        devices(out);
        out.append("mkdir -p ").append(in(view.folder())).append('\n');
        bind(stage.work(), in(view.folder()), out);
        out.append("mount -t proc -o nosuid,nodev,noexec proc proc\n");
        out.append("pivot_root . old\ncd /\numount -l old\nrmdir old\n");
        out.append("mount -o remount,bind,ro,nosuid /\n");
        out.append("hostname ").append(View.HOST).append('\n');
        out.append("cd ").append(Shell.quote(view.folder())).append('\n');
    }

    /** All that is mounted so far but /tmp, with what was mounted beneath it. */
    private String readOnly() {
        return "while read -r _ _ _ _ at _; do\n"
                // spaces in names are \040 there
                + "case $at in *\\\\*) at=$(printf %b \"$at\");; esac\n"
                + "case $at in \"$PWD/tmp\") ;; \"$PWD\"/*)\n"
                + "mount -o remount,bind,ro,nosuid,nodev \"$at\" 2>/dev/null ||"
                + " mount -o remount,bind,ro,nosuid,nodev,noexec \"$at\";;\n"
                + "esac; done </proc/self/mountinfo\n";
    }

    private static void devices(StringBuilder out) {
        for (String name : DEVICES)
            out.append(": >dev/" + name + "\nmount --bind /dev/" + name + " dev/" + name + "\n");
        out.append("ln -s /proc/self/fd dev/fd\n");
        String[] standard = {"stdin", "stdout", "stderr"};
        for (int i = 0; i < standard.length; i++)
            out.append("ln -s /proc/self/fd/" + i + " dev/" + standard[i] + "\n");
        out.append("mkdir dev/shm\n");
        temporary("dev/shm", Limits.SHARED, out);
    }

    private static void bind(Path from, String to, StringBuilder out) {
        out.append("mount --bind ").append(Shell.quote(from)).append(' ').append(to).append('\n');
    }

    private static void temporary(String folder, long bytes, StringBuilder out) {
        out.append("mount -t tmpfs -o nosuid,nodev,mode=1777,size=" + bytes);
        out.append(",nr_inodes=" + Limits.FILES + " none " + folder + "\n");
    }

    /** Where it will be seen, from the folder that becomes the root. */
    private static String in(Path path) {
        return Shell.quote("." + path);
    }
}
