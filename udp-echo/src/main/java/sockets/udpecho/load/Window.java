package sockets.udpecho.load;

/**
 * The requests under way on one of many sockets, and to which of them an answer belongs. Each has a
 * slot; its number tells the socket, the slot and how often the slot was used before, so that an
 * answer is found at once, however late, and taken for no other's.
 */
final class Window {
    /** What an answer is. */
    enum Kind {
        ANSWER,
        /** In time for nobody: its request has just become lost. */
        OVERDUE,
        /** The request was given up before. */
        LATE,
        DUPLICATE,
        /** No request of this socket has that number. */
        UNKNOWN
    }

    private final int sockets;
    private final int socket;
    private final int slots;
    private final long lossNanos;
    private final long[] starts;

    /** When they were due: at the same moment, but at a fixed rate. */
    private final long[] begins;

    private final long[] uses;
    private final boolean[] waiting;

    /** Of the last 64 requests of a slot, which were answered: the lowest bit is the newest. */
    private final long[] answered;

    /** A stack of the slots that are not in use. */
    private final int[] free;

    private int freeSlots;

    /**
     * @param socket which of the sockets this is, from 0 on
     * @param lossNanos a request is lost when no answer has come for so long
     */
    Window(int sockets, int socket, int slots, long lossNanos) {
        this.sockets = sockets;
        this.socket = socket;
        this.slots = slots;
        this.lossNanos = lossNanos;
        starts = new long[slots];
        begins = new long[slots];
        uses = new long[slots];
        waiting = new boolean[slots];
        answered = new long[slots];
        free = new int[slots];
        for (int slot = 0; slot < slots; slot++) free[slot] = slot;
        freeSlots = slots;
    }

    boolean hasRoom() {
        return freeSlots > 0;
    }

    boolean isEmpty() {
        return freeSlots == slots;
    }

    /** The number of the next request, if there is room. */
    long next() {
        int slot = free[freeSlots - 1];
        return ((uses[slot] + 1) * slots + slot) * sockets + socket;
    }

    /**
     * The request of that number was sent.
     *
     * @param begin when it was due
     */
    void sent(long now, long begin) {
        int slot = free[--freeSlots];
        starts[slot] = now;
        begins[slot] = begin;
        uses[slot]++;
        waiting[slot] = true;
        answered[slot] <<= 1;
    }

    /** When the request with this number, which was just answered, was due. */
    long begin(long number) {
        return begins[slot(number)];
    }

    private int slot(long number) {
        return (int) (number / sockets % slots);
    }

    /** An answer has come. */
    Kind answer(long number, long now) {
        if (number < 0 || number % sockets != socket) return Kind.UNKNOWN;
        int slot = slot(number);
        long use = number / sockets / slots;
        long age = uses[slot] - use;
        if (use == 0 || age < 0) return Kind.UNKNOWN;
        // what was 64 requests ago is forgotten: more likely late than doubled
        long bit = age < 64 ? 1L << age : 0;
        boolean again = (answered[slot] & bit) != 0;
        answered[slot] |= bit;
        if (again) return Kind.DUPLICATE;
        if (age > 0 || !waiting[slot]) return Kind.LATE;
        release(slot);
        return now - starts[slot] > lossNanos ? Kind.OVERDUE : Kind.ANSWER;
    }

    /** Gives up what has waited too long; how many they were. */
    int expire(long now) {
        int lost = 0;
        if (isEmpty()) return lost;
        for (int slot = 0; slot < slots; slot++) {
            if (!waiting[slot] || now - starts[slot] <= lossNanos) continue;
            release(slot);
            lost++;
        }
        return lost;
    }

    private void release(int slot) {
        waiting[slot] = false;
        free[freeSlots++] = slot;
    }
}
