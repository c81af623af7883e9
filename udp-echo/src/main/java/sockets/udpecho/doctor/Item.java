package sockets.udpecho.doctor;

import java.io.IOException;
import sockets.common.Started;
import sockets.common.console.Console;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.common.text.Texts;

/**
 * One thing that a machine can do or cannot.
 *
 * @param what the short name of it
 * @param steps the steps of the practical that it matters for
 * @param needed true if those steps have no other way
 * @param detail what was found
 * @param way the key of what to do about it, in the user's language; null if there is nothing
 */
record Item(String what, String steps, boolean needed, boolean ok, String detail, String way) {
    static Item ok(String what, String steps, String detail) {
        return new Item(what, steps, false, true, detail, null);
    }

    static Item no(String what, String steps, String detail, String way) {
        return new Item(what, steps, false, false, detail, way);
    }

    static Item no(String what, String steps, IOException e, String way) {
        return no(what, steps, Reason.of(e).text(), way);
    }

    /** The same, where the steps have no other way. */
    Item asNeeded() {
        return new Item(what, steps, true, ok, detail, way);
    }

    /** What to do, as this system does it; empty if there is nothing. */
    String way(Texts texts) {
        if (way == null) return "";
        return texts.get(
                "doctor.way." + way,
                Started.otherUnderSudo("sniffer"),
                Started.other("sniffer"),
                Started.otherUnderSudo("traceroute"));
    }

    /** {@code no telnet (step 8): not in PATH; WHAT TO DO}. */
    void print(Console console) {
        String way = way(console.texts());
        String line = (ok ? "ok  " : "no  ") + what + " (" + steps + "): " + detail;
        console.line(Quote.line(way.isEmpty() ? line : line + "; " + way));
    }
}
