package sockets.grade.list;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import sockets.grade.list.Program.Asked;

/** One thing to grade. */
public sealed interface Line permits CheckLine, CaptureLine, RunLine, NothingLine {
    /** Where it stands in the list. */
    int number();

    Who who();

    /** udp-echo, tcp-echo, chat, capture, run, sniffer, traceroute or nothing. */
    String program();

    /** The step that it counts for; 0 if its probes have their own. */
    int step();

    /** The command line that was handed in; empty if none is started. */
    List<String> command();

    /** The same about somebody else. */
    Line of(Who other);

    /** What is graded, in words. */
    String target();

    /** The captures that were handed in; none if it is about something else. */
    default List<String> captures() {
        return List.of();
    }

    /** What it asks, if no report tells. */
    default List<Asked> asked() {
        return List.of(new Asked(program(), step()));
    }

    /** The name of a report about it: the name may hold anything, the number keeps two apart. */
    default String file(String extension) {
        String start = String.format(Locale.ROOT, "%03d-", number());
        return start + plain(who().name()) + "-" + program() + "." + extension;
    }

    /** A name in letters that every system has in the names of its files. */
    static String plain(String name) {
        String ascii =
                Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[^\\x00-\\x7f]", "");
        String plain = ascii.replaceAll("[^A-Za-z0-9_-]", "_");
        return plain.substring(0, Math.min(40, plain.length()));
    }
}
