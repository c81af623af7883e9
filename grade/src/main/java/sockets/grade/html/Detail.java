package sockets.grade.html;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The detail of a verdict in its parts: what was expected and came, what had been sent, what the
 * server printed, how it ended. {@code check} joins them; what is quoted is data of a peer, in
 * which the same words may stand.
 */
final class Detail {
    /** How a part begins, and the text that names it. */
    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("; sent ", "detail.sent");
        PARTS.put("; wanted ", "detail.wanted");
        PARTS.put("; it printed: ", "detail.printed");
        PARTS.put("; the server ended ", "detail.ended");
    }

    private Detail() {}

    /** The parts in their order, by the key of the text that names each. */
    static Map<String, String> parts(String detail) {
        Map<String, String> parts = new LinkedHashMap<>();
        String key = "detail.came";
        int begin = 0;
        boolean quoted = false;
        for (int i = 0; i < detail.length(); i++) {
            char c = detail.charAt(i);
            if (quoted && c == '\\') i++;
            else if (c == '"') quoted = !quoted;
            else if (c == ';' && !quoted) {
                String word = partAt(detail, i);
                // once each: what a server printed is not quoted, and comes last
                if (word == null || parts.containsKey(PARTS.get(word)) || isLast(key)) continue;
                parts.put(key, detail.substring(begin, i));
                key = PARTS.get(word);
                begin = i + word.length();
            }
        }
        parts.put(key, detail.substring(begin));
        return parts;
    }

    private static boolean isLast(String key) {
        return key.equals("detail.printed") || key.equals("detail.ended");
    }

    private static String partAt(String detail, int at) {
        for (String word : PARTS.keySet()) if (detail.startsWith(word, at)) return word;
        return null;
    }
}
