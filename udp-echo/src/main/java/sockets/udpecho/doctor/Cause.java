package sockets.udpecho.doctor;

import java.util.Objects;
import sockets.common.Started;
import sockets.common.net.Addresses;
import sockets.common.text.Texts;

/**
 * The most probable cause of what was seen.
 *
 * @param key its name, and that of its texts
 * @param more what else its texts tell: {2}
 */
record Cause(String key, String more) {
    Cause(String key) {
        this(key, "");
    }

    /**
     * A text in the user's language; empty where there is nothing to say.
     *
     * @param part cause, server (what to do there) or here
     */
    String text(Texts texts, Place place, String part) {
        String name = "doctor." + key + "." + part;
        if (!texts.has(name)) return "";
        String host = Addresses.text(place.server().getAddress());
        return texts.get(
                name,
                place.server().getPort(),
                host,
                Objects.toString(more),
                Started.command("udp-echo"),
                Started.other("tcp-echo"));
    }
}
