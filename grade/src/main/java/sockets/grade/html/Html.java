package sockets.grade.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import sockets.common.text.Quote;

/**
 * HTML in the making. All that is not ours passes through {@link #escape}: a text or the value of
 * an attribute can hold no markup. What is opened is closed in its order, and every end tag is
 * written, so that a page can be read as XML, too.
 */
final class Html {
    /** Those that stand within a line of the file, where white space would be seen. */
    private static final Set<String> INLINE =
            Set.of("a", "b", "bdi", "code", "span", "strong", "abbr", "th", "td");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * A text as the content of an element or the value of an attribute. Control characters, and
     * those that change the direction of what follows, are shown by their number.
     */
    static String escape(String text) {
        return Quote.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Begins an element; attributes are names, each with its value. */
    Html open(String name, String... attributes) {
        if (!INLINE.contains(name)) out.append('\n');
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2)
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        out.append('>');
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** An element with nothing but a text. */
    Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** What is markup already. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A value for an attribute id that no other element of this page has. */
    String id(String wanted) {
        String plain = wanted.replaceAll("[^A-Za-z0-9-]", "");
        String id = plain;
        for (int i = 2; !ids.add(id); i++) id = plain + "-" + i;
        return id;
    }

    /** The page; all is closed. */
    String page() {
        if (!open.isEmpty()) throw new IllegalStateException("open: " + open);
        return out.append('\n').toString();
    }
}
