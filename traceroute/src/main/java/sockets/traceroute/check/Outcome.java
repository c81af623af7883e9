package sockets.traceroute.check;

import java.util.List;

/**
 * What came of running the program once.
 *
 * @param end why it was over
 * @param status the exit status, if it ended by itself
 * @param out what it printed
 * @param err what it printed to standard error
 * @param network what was seen of it
 */
record Outcome(End end, int status, List<String> out, List<String> err, MadeNetwork network) {
    /** Why a run is over. */
    enum End {
        /** It ended by itself. */
        ITSELF,
        /** Nothing left it for so long that it waits for what never comes. */
        STUCK,
        /** It went on and on. */
        ENDLESS,
        /** It goes on from hop to hop, so slowly that nobody waits for its end. */
        SLOW,
        /** It printed without end. */
        FLOOD,
        /** Enough was seen. */
        SEEN
    }

    Printed printed() {
        return new Printed(out);
    }

    /** It ended by itself, and had nothing to complain of. */
    boolean isQuietEnd() {
        return end == End.ITSELF && status == 0;
    }

    /** How it ended, with the last line of an error if there is one, for a FAIL. */
    String told() {
        String how =
                switch (end) {
                    case ITSELF -> "it ended with exit status " + status;
                    case STUCK -> "it was stuck" + since();
                    case ENDLESS -> "it did not end: " + probes();
                    case SLOW -> "it is slow: " + probes() + " in " + Runner.WHOLE_SECONDS + " s";
                    case FLOOD -> "it printed without end";
                    case SEEN -> "it went on";
                };
        String last = lastError();
        return last.isEmpty() ? how : how + ": " + last;
    }

    private String since() {
        if (network.probes() == 0) return ", no probe left it";
        return " after its probe of TTL " + network.highest();
    }

    /** {@code 12 probes, the last of TTL 4}. */
    String probes() {
        return network.probes() + " probes, up to TTL " + network.highest();
    }

    /** The last line on standard error that says something. */
    String lastError() {
        for (int i = err.size() - 1; i >= 0; i--)
            if (!err.get(i).isBlank() && !err.get(i).startsWith("\tat ")) return err.get(i).strip();
        return "";
    }
}
