package sockets.grade.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What surrounds a hand-in's command, whoever made its namespaces. */
final class Inside {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    private Inside() {}

    /** The lines of sh(1) before the command, once only the view is there. */
    static String prepare() {
        // when memory is short it goes first (proc(5)), not the teacher's programs
        return "echo 1000 >/proc/self/oom_score_adj\n"
                + "command -v \"$1\" >/dev/null || {"
                + " echo \"$1: no such program where it is kept in\" >&2; exit 127; }\n";
    }

    /**
     * The words before the command: nothing of the teacher's environment is left, but the mark by
     * which check finds its server.
     */
    static List<String> environment() {
        String java = Path.of(System.getProperty("java.home")).toString();
        String language = System.getenv().getOrDefault("LANG", "");
        List<String> words = new ArrayList<>(List.of("env", "-i", "--default-signal=INT,QUIT"));
        words.add("PATH=" + java + "/bin:" + PATH);
        words.add("JAVA_HOME=" + java);
        words.add("LANG=" + (language.isEmpty() ? "C.UTF-8" : language));
        words.addAll(List.of("HOME=/tmp", "USER=student"));
        return words;
    }

    /** What sh(1) runs for a script: the command, and what the script gets as its arguments. */
    static String command(List<String> words) {
        return Shell.quote(environment())
                + " ${SOCKETS_CHECK:+\"SOCKETS_CHECK=$SOCKETS_CHECK\"} "
                + Shell.quote(words)
                + " \"$@\"";
    }
}
