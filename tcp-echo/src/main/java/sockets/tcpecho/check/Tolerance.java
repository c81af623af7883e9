package sockets.tcpecho.check;

/**
 * What a teacher allows and asks for.
 *
 * @param prefix bytes that the server puts before each answer
 * @param maxSize the longest message that must come back whole
 * @param once true if the server may close after one answer
 * @param concurrent true if it must serve several clients at the same time
 * @param thorough true if what shows late is looked for, too
 */
record Tolerance(byte[] prefix, int maxSize, boolean once, boolean concurrent, boolean thorough) {}
