package sockets.sniffer.check;

/**
 * Why a file cannot be read, or not to its end.
 *
 * @param whole packets before it
 * @param reason in the words of the reader
 */
record Damage(long whole, String reason) {}
