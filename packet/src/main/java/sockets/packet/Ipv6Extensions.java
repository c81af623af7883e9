package sockets.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The extension headers between an IPv6 header and the upper protocol.
 *
 * @param protocol what follows the last of them
 */
public record Ipv6Extensions(List<Ipv6Extension> headers, int protocol) {
    /**
     * Walks from header to header and leaves the buffer where the upper one begins. Each takes at
     * least 8 bytes, so this ends with the packet at the latest.
     *
     * @param nextHeader as the IPv6 header told it
     */
    public static Ipv6Extensions read(int nextHeader, ByteBuffer in)
            throws TruncatedPacketException {
        if (!Ipv6Extension.is(nextHeader)) return new Ipv6Extensions(List.of(), nextHeader);
        List<Ipv6Extension> headers = new ArrayList<>();
        int type = nextHeader;
        boolean whole = true;
        while (whole && Ipv6Extension.is(type)) {
            Ipv6Extension header = Ipv6Extension.read(type, in);
            headers.add(header);
            type = header.nextHeader();
            // behind the first fragment there are only bytes of the middle of something
            whole = header.fragmentOffset() == 0;
        }
        return new Ipv6Extensions(List.copyOf(headers), type);
    }

    /** True for a fragment behind the first: no upper header stands in it. */
    public boolean isLaterFragment() {
        return headers.stream().anyMatch(header -> header.fragmentOffset() > 0);
    }
}
