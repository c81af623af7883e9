package sockets.sniffer.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Finds an interface by its name, or by its place in the list. */
    public static Device named(String name) throws IOException {
        if (name.matches("[1-9][0-9]{0,8}")) {
            List<NetInterface> all = all();
            int place = Integer.parseInt(name) - 1;
            if (place < all.size() && all.stream().noneMatch(one -> one.name().equals(name)))
                return named(all.get(place).name());
        }
        if (name.equals(ANY)) return new Device(ANY, 0, LinkType.LINUX_SLL2, true, false);
        int index = NetInterface.index(name);
        NetInterface found = NetInterface.of(index);
        // gone in this moment: bind tells it
        return of(found == null ? new NetInterface(index, name) : found);
    }

    /**
     * All interfaces, and any with the number 0, in the order of tcpdump -D: first those that could
     * carry packets now, and among these any and loopback last. Of those that are down tcpdump's
     * numbers are higher: it counts what is no interface (Bluetooth, D-Bus) before them.
     */
    public static List<NetInterface> all() throws IOException {
        Map<NetInterface, Integer> ranks = new HashMap<>();
        List<NetInterface> all = new ArrayList<>(NetInterface.all());
        for (NetInterface one : all) ranks.put(one, rank(one));
        NetInterface any = new NetInterface(0, ANY);
        ranks.put(any, 1);
        all.add(any);
        all.sort(Comparator.comparing(ranks::get));
        return all;
    }

    private static int rank(NetInterface one) throws IOException {
        try {
            int rank = one.hardware().type() == Hardware.LOOPBACK ? 2 : 0;
            return rank + (one.isUp() ? 0 : 4) + (one.isRunning() ? 0 : 8);
        } catch (LibcException e) {
            // gone in this moment
            if (!e.is(Errno.ENODEV)) throw e;
            return Integer.MAX_VALUE;
        }
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
