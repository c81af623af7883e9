package sockets.sniffer.file;

import java.io.IOException;

/** Packets of two link types for a file whose header has room for one. */
public final class MixedLinksException extends IOException {
    public MixedLinksException(Interface first, Interface other) {
        super(
                "a pcap file holds packets of one link type, these are "
                        + first.linkName()
                        + " and "
                        + other.linkName());
    }
}
