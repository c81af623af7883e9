package sockets.sniffer.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sockets.libc.Errno;
import sockets.libc.LibcException;
import sockets.libc.NetInterface;
import sockets.libc.NetInterface.Hardware;
import sockets.sniffer.file.LinkType;

/**
 * A network interface to capture on.
 *
 * @param index its number; 0 for all
 * @param link what its frames begin with, as they are given out here
 * @param cooked true if the kernel gives packets without a header, and one is made up
 * @param loopback true if each packet passes it twice, going out and coming in
 */
public record Device(String name, int index, LinkType link, boolean cooked, boolean loopback) {
    /** All interfaces. */
    public static final String ANY = "any";

    /** Finds an interface by its name, or by its number. */
    public static Device named(String name) throws IOException {
        if (name.equals(ANY)) return new Device(ANY, 0, LinkType.LINUX_SLL2, true, false);
        if (name.matches("[0-9]{1,9}")) {
            NetInterface numbered = NetInterface.of(Integer.parseInt(name));
            if (numbered != null) return of(numbered);
        }
        int index = NetInterface.index(name);
        NetInterface found = NetInterface.of(index);
        // gone in this moment: bind tells it
        return of(found == null ? new NetInterface(index, name) : found);
    }

    private static Device of(NetInterface found) throws IOException {
        int type = found.hardware().type();
        String name = found.name();
        int index = found.index();
        return switch (type) {
            case Hardware.ETHERNET, Hardware.LOOPBACK ->
                    new Device(name, index, LinkType.EN10MB, false, type == Hardware.LOOPBACK);
            // a tunnel: the packet is all there is
            case Hardware.NONE -> new Device(name, index, LinkType.RAW, false, false);
            default -> new Device(name, index, LinkType.LINUX_SLL, true, false);
        };
    }

    /** The numbers of the loopback interfaces: of each of their packets one half is enough. */
    static List<Integer> loopbacks() throws IOException {
        List<Integer> indexes = new ArrayList<>();
        for (NetInterface one : NetInterface.all()) {
            try {
                if (one.hardware().type() == Hardware.LOOPBACK) indexes.add(one.index());
            } catch (LibcException e) {
                // gone in this moment
                if (!e.is(Errno.ENODEV)) throw e;
            }
        }
        return indexes;
    }

    /** True if the interface was switched on, or if it is all of them. */
    boolean isUp() throws IOException {
        NetInterface now = index == 0 ? null : NetInterface.of(index);
        return index == 0 || now != null && now.isUp();
    }

    /** True if there is no such interface any more: another one of its name does not count. */
    boolean isGone() throws IOException {
        return index != 0 && NetInterface.of(index) == null;
    }
}
