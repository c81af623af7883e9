package sockets.grade.sandbox;

import sockets.common.text.Texts;

/** A sentence that is told in the language of whoever reads it: a text of grade's bundles. */
record Said(String key, Object... arguments) {
    /** What another program printed stays as it is. */
    static Said raw(String line) {
        return new Said("raw", line);
    }

    String in(Texts texts) {
        return texts.get("isolation." + key, arguments);
    }
}
