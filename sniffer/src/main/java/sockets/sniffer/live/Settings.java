package sockets.sniffer.live;

/**
 * How to capture.
 *
 * @param snapshot bytes of a frame to keep
 * @param promiscuous true to get frames for other machines, too
 * @param mebibytes for the kernel to keep frames in until they are taken
 */
public record Settings(int snapshot, boolean promiscuous, int mebibytes) {}
