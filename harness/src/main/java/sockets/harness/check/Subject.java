package sockets.harness.check;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sockets.common.net.Addresses;

/**
 * What is judged: a server, or a file that somebody hands in.
 *
 * @param kind its key in the JSON document: server, capture
 * @param name what it is called there and in JUnit's XML
 * @param words what stands for HOST, PORT and others in a command line by hand
 * @param facts further keys of the JSON document, in this order: texts and numbers, until the end
 */
public record Subject(
        String kind, String name, Map<String, String> words, Map<String, Object> facts) {
    private static final Pattern WORD = Pattern.compile("\\b[A-Z]+\\b");

    /** A server at an address. */
    public static Subject server(InetSocketAddress address) {
        Map<String, String> words =
                Map.of(
                        "HOST", Addresses.text(address.getAddress()),
                        "PORT", String.valueOf(address.getPort()));
        return new Subject("server", Addresses.text(address), words, Map.of());
    }

    /** The command line of a probe, for this subject; empty if there is none. */
    String byHand(Probe probe) {
        // in one go: the name of a file may be PORT
        return WORD.matcher(probe.byHand())
                .replaceAll(
                        word ->
                                Matcher.quoteReplacement(
                                        words.getOrDefault(word.group(), word.group())));
    }
}
