package sockets.grade.html;

import java.text.Normalizer;
import java.util.Locale;

/** The name of the file of a student's page. */
final class PageName {
    private static final int MOST = 40;

    private PageName() {}

    /**
     * The number keeps two apart that have the same name; of the name only ASCII letters and digits
     * stay, so that it is a file in this folder on any system, and a link to it needs no escapes.
     *
     * @param number in the order of the list, from 1
     */
    static String of(int number, String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD);
        plain = plain.replaceAll("\\p{M}+", "").replaceAll("[^A-Za-z0-9]+", "-");
        plain = plain.replaceAll("^-|-$", "");
        if (plain.length() > MOST) plain = plain.substring(0, MOST).replaceAll("-$", "");
        String digits = String.format(Locale.ROOT, "%03d", number);
        return (plain.isEmpty() ? digits : digits + "-" + plain) + ".html";
    }
}
