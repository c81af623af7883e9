package sockets.sniffer.print;

import java.util.Arrays;

/**
 * The first sequence numbers of TCP connections, so that later ones can be told relative to them. A
 * hash table of plain numbers: a capture may hold a million connections.
 */
final class Conversations {
    /** Connections beyond this many are forgotten, all together: memory has a bound. */
    private static final int MOST = 1 << 20;

    private final int words;
    private long[] keys;
    private int[] ports;
    private int[] sequences;
    private int[] acknowledgements;
    private boolean[] used;
    private int size;

    /**
     * @param words of 64 bits that the two addresses take: 1 for IPv4, 4 for IPv6
     */
    Conversations(int words) {
        this.words = words;
        allocate(1024);
    }

    private void allocate(int capacity) {
        keys = new long[capacity * words];
        ports = new int[capacity];
        sequences = new int[capacity];
        acknowledgements = new int[capacity];
        used = new boolean[capacity];
    }

    /**
     * The place of a connection, or of where it will be.
     *
     * @param key its addresses, {@code words} of them
     */
    int find(long[] key, int portPair) {
        long hash = portPair * 0x9e3779b97f4a7c15L;
        for (int i = 0; i < words; i++) hash = (hash ^ key[i]) * 0xff51afd7ed558ccdL;
        int mask = ports.length - 1;
        int place = (int) (hash >>> 32) & mask;
        while (used[place] && !isAt(place, key, portPair)) place = place + 1 & mask;
        return place;
    }

    private boolean isAt(int place, long[] key, int portPair) {
        if (ports[place] != portPair) return false;
        for (int i = 0; i < words; i++) if (keys[place * words + i] != key[i]) return false;
        return true;
    }

    boolean isKnown(int place) {
        return used[place];
    }

    /** Remembers a connection; the place where it is now. */
    int put(int place, long[] key, int portPair, int sequence, int acknowledgement) {
        if (!used[place]) {
            if (size >= MOST) {
                Arrays.fill(used, false);
                size = 0;
                place = find(key, portPair);
            } else if (size * 2 > ports.length) {
                grow();
                place = find(key, portPair);
            }
            size++;
        }
        used[place] = true;
        System.arraycopy(key, 0, keys, place * words, words);
        ports[place] = portPair;
        sequences[place] = sequence;
        acknowledgements[place] = acknowledgement;
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldPorts = ports;
        int[] oldSequences = sequences;
        int[] oldAcknowledgements = acknowledgements;
        boolean[] oldUsed = used;
        allocate(oldPorts.length * 2);
        size = 0;
        long[] key = new long[words];
        for (int i = 0; i < oldPorts.length; i++) {
            if (!oldUsed[i]) continue;
            System.arraycopy(oldKeys, i * words, key, 0, words);
            put(find(key, oldPorts[i]), key, oldPorts[i], oldSequences[i], oldAcknowledgements[i]);
        }
    }

    int sequence(int place) {
        return sequences[place];
    }

    int acknowledgement(int place) {
        return acknowledgements[place];
    }
}
