package sockets.sniffer.filter;

import sockets.sniffer.file.LinkType;

/**
 * Where a frame's parts are, as far as a filter must know.
 *
 * @param link what the frame begins with
 * @param live true if the filter judges frames of an interface, whose direction the kernel knows
 * @param bigEndian true for a loopback header (NULL) written by a big-endian machine
 * @param netmask of the interface's network, for "ip broadcast"; 0 if none is known, as in tcpdump:
 *     then it takes 0.0.0.0 and 255.255.255.255
 */
public record FrameShape(LinkType link, boolean live, boolean bigEndian, int netmask) {
    public static FrameShape of(LinkType link) {
        return new FrameShape(link, false, false, 0);
    }
}
