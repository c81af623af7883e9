package sockets.traceroute.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hops in what a traceroute prints, whatever its layout. A line is about a hop if a number
 * stands before its first IPv4 address, star or word of silence: {@code " 2 name (10.0.2.2) 0.3
 * ms"}, {@code "ttl=2 10.0.2.2"}, {@code "hop 2: *"}. A line that begins with an address or star is
 * about the hop of the line before. What stands before hop 1, any other line, and a number that
 * goes back, is a title or a remark.
 */
final class Printed {
    private static final int MOST_HOPS = 255;

    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\.?\\d)");

    private static final Pattern SILENCE =
            Pattern.compile(
                    "(?i)\\*|\\?\\?|time ?out|timed out|no (?:answer|reply|response)|silen"
                            + "|sin respuesta|no respond|no contest|tiempo (?:de espera )?agotado");

    /** Of how many of them a title or a summary tells; a machine may be called so, too. */
    private static final String COUNTED =
            "\\s+(?:routers?|hops?|saltos?|probes?|sondas?|packets?|paquetes?|bytes?|hosts?"
                    + "|seconds?|segundos?|m?s)\\b(?!\\s*\\()";

    /** A whole number: no part of a time, an address, a word; no count. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.])\\d{1,3}(?!\\w)(?!\\.\\d)(?!" + COUNTED + ")");

    /** Said to be the number of a hop. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b(?:ttl|hop|salto)s?\\W{0,3}(\\d{1,3})(?![\\w])(?!\\.\\d)");

    /** Said to be where the probe went, not who answered. */
    private static final Pattern TARGET =
            Pattern.compile(
                    "(?i)\\b(?:to|dst|dest|destination|target|destino|hacia|objetivo)\\W{1,3}"
                            + ADDRESS.pattern());

    /** An address or star at the beginning, or a name with its address in parentheses. */
    private static final Pattern MORE =
            Pattern.compile(
                    "\\s*(?:\\*|\\S+ \\("
                            + ADDRESS.pattern()
                            + "|\\(?"
                            + ADDRESS.pattern()
                            + ").*");

    /** What moves the cursor or chooses a colour: ECMA-48. */
    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");

    /**
     * A hop.
     *
     * @param addresses who answered; none if it was silent
     * @param line the first line about it, as it was printed
     */
    record Hop(Set<String> addresses, String line) {}

    private final Map<Integer, Hop> hops = new TreeMap<>();
    private int current;

    Printed(List<String> lines) {
        for (String line : lines) for (String part : line.split("\r")) read(part);
    }

    private void read(String printed) {
        String line = TARGET.matcher(ESCAPES.matcher(printed).replaceAll("")).replaceAll(" ");
        Matcher address = ADDRESS.matcher(line);
        Matcher silence = SILENCE.matcher(line);
        int end = line.length();
        boolean answered = address.find();
        if (answered) end = address.start();
        if (silence.find()) end = Math.min(end, silence.start());
        else if (!answered) return;
        int number = number(line.substring(0, end));
        if (number == 0 && current > 0 && MORE.matcher(line).matches()) number = current;
        // a number that goes back is none of a hop; hops begin with the first
        if (number == 0 || number < current || current == 0 && number != 1) return;
        current = number;
        Hop hop = hops.computeIfAbsent(number, k -> new Hop(new LinkedHashSet<>(), printed));
        address.reset();
        while (address.find()) hop.addresses().add(address.group());
    }

    /** The number of a hop in the beginning of a line; 0 if there is none. */
    private static int number(String beginning) {
        Matcher named = NAMED.matcher(beginning);
        Matcher plain = NUMBER.matcher(beginning);
        String digits = named.find() ? named.group(1) : plain.find() ? plain.group() : "0";
        int number = Integer.parseInt(digits);
        return number <= MOST_HOPS ? number : 0;
    }

    /** A hop that was printed; null if it was not. */
    Hop hop(int k) {
        return hops.get(k);
    }

    boolean isEmpty() {
        return hops.isEmpty();
    }

    /** The last hop that was printed, 0 if none was. */
    int last() {
        return current;
    }

    /** All addresses that were printed as hops. */
    Set<String> addresses() {
        Set<String> all = new LinkedHashSet<>();
        for (Hop hop : hops.values()) all.addAll(hop.addresses());
        return all;
    }
}
