package sockets.grade.sandbox;

import java.util.List;
import java.util.stream.Collectors;
import sockets.common.text.Quote;

/** Words for sh(1). */
final class Shell {
    /** A function of two words: a file or folder is seen at another place, too, mount(8). */
    static final String SEE =
            "see() { if [ -d \"$1\" ]; then mkdir -p \"$2\"; else : >\"$2\"; fi;"
                    + " mount --rbind \"$1\" \"$2\"; }\n";

    private Shell() {}

    static String see(Object from, Object to) {
        return "see " + quote(from) + " " + quote(to) + "\n";
    }

    /** A word as it stands: nothing in it is special. */
    static String quote(Object word) {
        return Quote.shell(word.toString());
    }

    static String quote(List<String> words) {
        return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
    }
}
