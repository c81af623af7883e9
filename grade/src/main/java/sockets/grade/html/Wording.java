package sockets.grade.html;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import sockets.common.text.Texts;

/** The words and numbers of a page in its language. */
final class Wording {
    private final Texts texts;
    private final Properties claims;

    Wording(String language) {
        texts = new Texts(language, HtmlReport.class);
        // in English a probe brings its claim
        claims = Texts.load(HtmlReport.class, "claims_" + language);
    }

    String language() {
        return texts.language();
    }

    String get(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** A text that may be missing, else empty. */
    String orNone(String key) {
        return texts.has(key) ? texts.get(key) : "";
    }

    /** Points: two digits at most, in Spanish with a comma. */
    String number(double value) {
        boolean spanish = language().equals("es");
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(spanish ? ',' : '.');
        // no -0
        return new DecimalFormat("0.##", symbols).format(Math.round(value * 100) / 100.0 + 0.0);
    }

    /** Points that are not there: with a minus sign, unless there are none. */
    String lost(double points) {
        String number = number(points);
        return number.equals("0") ? number : "−" + number;
    }

    /** A name that others have chosen; words of ours if nothing of it is to be seen. */
    String name(String name) {
        boolean seen =
                name.codePoints()
                        .anyMatch(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c));
        return seen ? name : get("no.name");
    }

    /** Some of so many points, as a table has them. */
    String share(double got, double of) {
        return number(got) + "/" + number(of);
    }

    /** The title of a step of the practical. */
    String step(int step) {
        return orNone("step." + step);
    }

    /** 5, 6 and 7. */
    String list(List<?> items) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            String last = " " + get("and") + " ";
            if (i > 0) out.append(i == items.size() - 1 ? last : ", ");
            out.append(items.get(i));
        }
        return out.toString();
    }

    /** A probe: its id and what a right hand-in does, in this language where it has the words. */
    void probe(Html html, String probe, String claim) {
        String words = claims.getProperty(probe);
        // how many packets, which pattern: only the English claim says it
        boolean isOpen = probe.equals("capture") || probe.equals("run");
        if (!isOpen) html.element("span", probe, "class", "probe").text(" ");
        if (words != null) html.text(words);
        if (words != null && isOpen) html.text(": ");
        if (words == null || isOpen) english(html, "span", claim);
    }

    /** What points are for of which nothing was handed in, and the probes that would give them. */
    void purpose(Html html, String probes, String purpose) {
        String key = purpose.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String words = claims.getProperty("for." + key);
        if (words != null) html.text(words);
        else english(html, "span", purpose);
        html.text(" (" + probes + ")");
    }

    /** What is in English by contract. */
    void english(Html html, String element, String text) {
        if (language().equals("en")) html.element(element, text);
        else html.element(element, text, "lang", "en");
    }
}
