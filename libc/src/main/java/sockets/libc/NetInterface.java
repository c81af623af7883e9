package sockets.libc;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A network interface by number and name, as the kernel has them: Java's own list leaves out those
 * without addresses.
 */
public record NetInterface(int index, String name) {
    /** All interfaces: if_nameindex(3). */
    public static List<NetInterface> all() throws IOException {
        Linux.require();
        Pointer first = LibC.if_nameindex();
        if (first == null) throw LibcException.last("if_nameindex", "");
        List<NetInterface> interfaces = new ArrayList<>();
        // struct if_nameindex, 16 bytes: number at 0, name at 8; the last one is all zero
        for (Pointer at = first; at.getInt(0) != 0; at = at.share(16))
            interfaces.add(new NetInterface(at.getInt(0), at.getPointer(8).getString(0)));
        LibC.if_freenameindex(first);
        return interfaces;
    }

    /**
     * unshare(CLONE_NEWNET): the calling thread, and it alone, moves to a new network, where there
     * is only lo, and down. It is gone with its last thread and socket.
     */
    public static void unshare() throws IOException {
        Linux.require();
        if (LibC.unshare(Linux.CLONE_NEWNET) < 0)
            throw LibcException.last("unshare", "CLONE_NEWNET");
    }

    /** if_nametoindex(3): the number of a name. */
    public static int index(String name) throws IOException {
        Linux.require();
        int index = LibC.if_nametoindex(name);
        if (index == 0) throw LibcException.last("if_nametoindex", name);
        return index;
    }
}
