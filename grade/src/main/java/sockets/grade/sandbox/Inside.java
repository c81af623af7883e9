package sockets.grade.sandbox;

import java.nio.file.Path;
import java.util.List;

/** What sh(1) does before a hand-in runs, whoever made its namespaces. */
final class Inside {
    private Inside() {}

    /** Only the view is there: copies the hand-in, and is the first that the kernel ends. */
    static String prepare(Limits limits) {
        return copy(View.ASIDE + "/.", ".", limits)
                // when memory is short it goes first (proc(5)), not the teacher's programs
                + "echo 1000 >/proc/self/oom_score_adj\n"
                + "command -v \"$1\" >/dev/null || {"
                + " echo \"$1: no such program where it is kept in\" >&2; exit 127; }\n";
    }

    static String copy(String from, String to, Limits limits) {
        return "cp -RP --preserve=mode,timestamps,links "
                + from
                + " "
                + to
                + " || { echo 'the hand-in cannot be copied (it may have "
                + (limits.disk() >> 20)
                + " MiB)' >&2; exit 126; }\n";
    }

    /**
     * A script for sh(1) that runs a command, and as its last words those that it gets. Nothing of
     * the teacher's environment is left, but the mark by which check finds its server.
     */
    static String script(List<String> words) {
        String java = Path.of(System.getProperty("java.home")).toString();
        String language = System.getenv().getOrDefault("LANG", "");
        List<String> environment =
                List.of(
                        "PATH=" + java + "/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                        "JAVA_HOME=" + java,
                        "LANG=" + (language.isEmpty() ? "C.UTF-8" : language),
                        "HOME=/tmp",
                        "USER=student");
        return "exec env -i ${SOCKETS_CHECK:+\"SOCKETS_CHECK=$SOCKETS_CHECK\"} "
                + Shell.quote(environment)
                + " "
                + Shell.quote(words)
                + " \"$@\"\n";
    }
}
