package sockets.harness.load;

/**
 * What was measured with one number of connections. Times are nanoseconds.
 *
 * @param connections how many were asked for
 * @param answered how many of them got an answer
 * @param nanos how long was measured
 * @param unanswered requests under way at the end whose answers were waited for in vain, those of
 *     connections that were never served among them
 * @param errors connections that broke, or datagrams with wrong bytes, warm-up included
 * @param late answers that came when their request was given up already
 * @param duplicates further answers to one request
 * @param busyShare share of the time in which the generator did not wait
 */
public record LoadRow(
        int connections,
        int answered,
        long requests,
        long nanos,
        long p50,
        long p90,
        long p99,
        long max,
        long errors,
        long unanswered,
        long losses,
        long late,
        long duplicates,
        double busyShare) {
    public double requestsPerSecond() {
        return nanos == 0 ? 0 : requests * 1e9 / nanos;
    }

    /** Payload echoed, in one direction; a megabyte is a million bytes. */
    public double megabytesPerSecond(long size) {
        return requestsPerSecond() * size / 1e6;
    }
}
