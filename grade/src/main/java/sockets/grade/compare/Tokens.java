package sockets.grade.compare;

import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * The tokens of a program, as numbers, good enough for Python, C and Java: all identifiers are one
 * kind, all numbers, all strings; comments and white space are none. So renaming changes nothing.
 */
final class Tokens {
    private static final int IDENTIFIER = 1;
    private static final int NUMBER = 2;
    private static final int STRING = 3;

    /** Those of several languages: where one is a name, it keeps its own kind. */
    private static final Set<String> KEYWORDS =
            Set.of(
                    ("and as assert async await boolean break byte case catch char class const"
                                    + " continue def default defer del do double elif else end enum except"
                                    + " extends final finally float for from func function global go goto"
                                    + " if implements import in instanceof int interface is lambda let long"
                                    + " map match new nonlocal not or package pass private protected public"
                                    + " raise range record return select short signed sizeof static struct"
                                    + " switch synchronized this throw throws try typedef union unless"
                                    + " unsigned until var void volatile while with yield")
                            .split(" "));

    /** Languages in which # begins a comment. */
    private static final Set<String> HASH = Set.of("py", "rb", "pl", "sh", "php");

    private final String text;
    private final boolean hash;
    private final boolean slashes;
    private final boolean python;
    private final IntConsumer sink;
    private int at;

    private Tokens(String text, String extension, IntConsumer sink) {
        this.text = text;
        this.sink = sink;
        hash = HASH.contains(extension);
        slashes = !hash || extension.equals("php");
        python = extension.equals("py");
    }

    /** Hands out the tokens of a text. */
    static void of(String text, String extension, IntConsumer sink) {
        new Tokens(text, extension.toLowerCase(Locale.ROOT), sink).scan();
    }

    private void scan() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) at++;
            else if (hash && c == '#' || slashes && text.startsWith("//", at)) skipTo("\n");
            else if (slashes && text.startsWith("/*", at)) skipPast("*/", 2);
            else if (text.startsWith("\"\"\"", at) || python && text.startsWith("'''", at))
                block(text.substring(at, at + 3));
            else if (c == '"' || c == '\'' || c == '`') string(c);
            else if (Character.isDigit(c)) number();
            else if (Character.isJavaIdentifierStart(c)) word();
            else {
                sink.accept(256 + c);
                at++;
            }
        }
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found;
    }

    private void skipPast(String end, int from) {
        int found = text.indexOf(end, at + from);
        at = found < 0 ? text.length() : found + end.length();
    }

    /** In Python a text that says what a function does: a comment. */
    private void block(String quotes) {
        skipPast(quotes, 3);
        if (!python) sink.accept(STRING);
    }

    /** Up to its end, or that of the line; only ` goes on. */
    private void string(char quote) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' && quote != '`') break;
            at++;
            if (c == quote) break;
            if (c == '\\') at++;
        }
        at = Math.min(at, text.length());
        sink.accept(STRING);
    }

    private void number() {
        while (at < text.length() && isPartOfNumber(text.charAt(at))) at++;
        sink.accept(NUMBER);
    }

    private static boolean isPartOfNumber(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_';
    }

    private void word() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) at++;
        String word = text.substring(start, at);
        // f"text", b'bytes': the letters belong to the string
        if (python && at < text.length() && at - start <= 2 && "\"'".indexOf(text.charAt(at)) >= 0)
            return;
        // far from the numbers of the signs
        sink.accept(KEYWORDS.contains(word) ? word.hashCode() | 1 << 30 : IDENTIFIER);
    }
}
