package sockets.sniffer.filter;

import sockets.sniffer.file.LinkType;

/**
 * Where a frame's parts are, as far as a filter must know.
 *
 * @param link what the frame begins with
 * @param live true if the filter judges frames of an interface, whose direction the kernel knows
 * @param bigEndian true for a loopback header (NULL) written by a big-endian machine
 * @param netmask of the interface's network, for "ip broadcast"; null if there is none
 */
public record FrameShape(LinkType link, boolean live, boolean bigEndian, Integer netmask) {
    public static FrameShape of(LinkType link) {
        return new FrameShape(link, false, false, null);
    }
}
