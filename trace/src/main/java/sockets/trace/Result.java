package sockets.trace;

/**
 * What a call returned.
 *
 * @param value bytes, how many are ready, 0 for done, -1 for an error
 * @param errno the error's name, {@code EAGAIN}; empty if there is none
 * @param opened the socket that the call has made, as calls name it: {@code #3}; else empty
 * @param text all of it, as it is told: {@code 5 from 127.0.0.1:40000}
 */
public record Result(long value, String errno, String opened, String text) {
    static final Result AGAIN = error("EAGAIN");

    /** A number, and nothing else. */
    public static Result of(long value) {
        return new Result(value, "", "", String.valueOf(value));
    }

    /** -1, and why. */
    public static Result error(String errno) {
        return new Result(-1, errno, "", "-1 " + errno);
    }

    /** A number, told in other words. */
    public static Result shown(long value, String text) {
        return new Result(value, "", "", text);
    }

    /** One socket is ready, with an error that getsockopt(SO_ERROR) tells. */
    static Result pending(String errno) {
        return new Result(1, errno, "", "1, SO_ERROR " + errno);
    }

    /** So many bytes, which that address has sent. */
    static Result from(long bytes, String address) {
        return new Result(bytes, "", "", bytes + " from " + address);
    }

    /** A new socket, and whose it is: a client's address, or empty. */
    static Result opened(String socket, String peer) {
        return new Result(0, "", socket, peer.isEmpty() ? socket : socket + " " + peer);
    }
}
