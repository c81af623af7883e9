package sockets.traceroute;

import java.io.IOException;

/**
 * All that the algorithm knows of the network. Behind it stand sockets (a method), or a simulation
 * in tests.
 */
interface Network extends AutoCloseable {
    /** The time, in nanoseconds; only differences count. */
    long now();

    /** Sends a probe. */
    void send(Probe probe) throws IOException;

    /** When a probe left, by the kernel's stamp; -1 if there is none. */
    long sentAt(Probe probe);

    /**
     * The next answer, waited for at most so long (0: only one that is here already); null for none
     * yet. It may belong to no probe at all, or to one that was answered before.
     */
    Answer receive(long nanos) throws IOException;

    /**
     * True if a host may answer only one of the probes of a flow, or repeat that answer: it takes
     * them for one connection.
     */
    default boolean answersOnce() {
        return false;
    }

    /** No answer to this probe is waited for any more. */
    default void forget(Probe probe) {}

    @Override
    void close();
}
