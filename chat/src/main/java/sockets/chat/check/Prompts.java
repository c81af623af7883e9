package sockets.chat.check;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a server writes without a line end, to ask for input, as {@code "Your name: "}: the next
 * line follows it, and is no other line for that. A CR before a line shows nothing, either.
 */
final class Prompts {
    private final Set<String> known = new LinkedHashSet<>();

    /** A text of the server's without the prompts that stand before it. */
    String without(String text) {
        return without(text, known);
    }

    /**
     * Tells whether a text that stood before a line is made of prompts, which are then known.
     *
     * @param unfinished what came without a line end
     */
    boolean explain(String text, Set<String> unfinished) {
        Set<String> all = new LinkedHashSet<>(known);
        for (String each : unfinished)
            if (!each.isBlank() && text.contains(each.strip())) all.add(each.strip());
        if (!without(text, all).isEmpty()) return false;
        known.addAll(all);
        return true;
    }

    private static String without(String text, Set<String> prompts) {
        String rest = text;
        boolean more = true;
        while (more) {
            more = false;
            while (rest.startsWith("\r")) rest = rest.substring(1);
            for (String prompt : prompts) {
                if (!rest.startsWith(prompt)) continue;
                // spaces behind it are its own
                rest = rest.substring(prompt.length()).replaceFirst("^ +", "");
                more = true;
            }
        }
        return rest;
    }
}
