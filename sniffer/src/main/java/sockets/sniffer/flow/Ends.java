package sockets.sniffer.flow;

/** Two ends, whoever sends, by their numbers: the key of a conversation. */
final class Ends {
    private boolean tcp;
    private boolean six;
    private long aHigh;
    private long aLow;
    private int aPort;
    private long bHigh;
    private long bLow;
    private int bPort;

    /** Takes those of a packet. */
    void of(Sighting packet) {
        tcp = packet.tcp;
        six = packet.six;
        if (isOrdered(packet)) {
            a(packet.sourceHigh, packet.sourceLow, packet.sourcePort);
            b(packet.destinationHigh, packet.destinationLow, packet.destinationPort);
        } else {
            a(packet.destinationHigh, packet.destinationLow, packet.destinationPort);
            b(packet.sourceHigh, packet.sourceLow, packet.sourcePort);
        }
    }

    private static boolean isOrdered(Sighting packet) {
        if (packet.sourceHigh != packet.destinationHigh)
            return packet.sourceHigh < packet.destinationHigh;
        if (packet.sourceLow != packet.destinationLow)
            return packet.sourceLow < packet.destinationLow;
        return packet.sourcePort <= packet.destinationPort;
    }

    private void a(long high, long low, int port) {
        aHigh = high;
        aLow = low;
        aPort = port;
    }

    private void b(long high, long low, int port) {
        bHigh = high;
        bLow = low;
        bPort = port;
    }

    Ends copy() {
        Ends copy = new Ends();
        copy.tcp = tcp;
        copy.six = six;
        copy.a(aHigh, aLow, aPort);
        copy.b(bHigh, bLow, bPort);
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ends ends
                && tcp == ends.tcp
                && six == ends.six
                && aPort == ends.aPort
                && bPort == ends.bPort
                && aLow == ends.aLow
                && bLow == ends.bLow
                && aHigh == ends.aHigh
                && bHigh == ends.bHigh;
    }

    @Override
    public int hashCode() {
        long hash = (aHigh * 31 + aLow) * 31 + bHigh;
        hash = (hash * 31 + bLow) * 0x9E3779B97F4A7C15L + ((long) aPort << 16 | bPort);
        hash *= 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32);
    }
}
