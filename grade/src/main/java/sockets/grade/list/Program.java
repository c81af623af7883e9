package sockets.grade.list;

import java.util.ArrayList;
import java.util.List;

/** The kinds of line whose verdicts come from a program's {@code check}. */
public enum Program {
    UDP_ECHO("udp-echo", "U", 4),
    TCP_ECHO("tcp-echo", "T", 7),
    CHAT("chat", "H", 10),
    SNIFFER("sniffer", "S", 0),
    TRACEROUTE("traceroute", "R", 11);

    private final String title;
    private final String letter;
    private final int step;

    Program(String title, String letter, int step) {
        this.title = title;
        this.letter = letter;
        this.step = step;
    }

    /** The program's name. */
    public String title() {
        return title;
    }

    /** True if it grades a server that listens on a port. */
    public boolean isServer() {
        return ordinal() <= CHAT.ordinal();
    }

    /** The protocol of its port. */
    public String protocol() {
        return this == UDP_ECHO ? "udp" : "tcp";
    }

    /** What its check asks, if no report tells: all probes of a letter that belong to a step. */
    List<Asked> asked(boolean concurrent) {
        List<Asked> asked = new ArrayList<>(List.of(new Asked(letter + "*", step)));
        if (concurrent) asked.addAll(List.of(new Asked("C*", 8), new Asked("C*", 9)));
        return asked;
    }

    /** Probes, and the step that they belong to. */
    public record Asked(String id, int step) {}

    static Program named(String title) {
        for (Program program : values()) if (program.title.equals(title)) return program;
        return null;
    }
}
