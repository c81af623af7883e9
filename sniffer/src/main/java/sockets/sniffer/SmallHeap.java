package sockets.sniffer;

/**
 * Keeps a program small that makes much garbage and keeps nothing. Java would take a 64th of the
 * machine's memory before it looks for the first time at what is still in use, and more where that
 * saves it time; whoever reads a long capture beside other programs wants it back.
 */
final class SmallHeap {
    private static final long LIMIT = 40L << 20;

    /** Frames between two looks. */
    private static final int PACE = 256;

    private int untilLook = PACE;

    /** To be called now and then: for each frame. */
    void watch() {
        if (--untilLook > 0) return;
        untilLook = PACE;
        // a full collection gives back what is free beyond some times what is in use
        if (Runtime.getRuntime().totalMemory() > LIMIT) System.gc();
    }
}
