package sockets.sniffer.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sockets.libc.NetInterface;
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

    // ARPHRD_ of linux/if_arp.h
    private static final int ETHERNET = 1;
    private static final int LOOPBACK = 772;
    private static final int NONE = 65534;

    /** Finds an interface by its name, or by its number. */
    public static Device named(String name) throws IOException {
        if (name.equals(ANY)) return new Device(ANY, 0, LinkType.LINUX_SLL2, true, false);
        if (name.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(name);
            for (NetInterface one : NetInterface.all())
                if (one.index() == number) return of(one.name(), number);
        }
        return of(name, NetInterface.index(name));
    }

    private static Device of(String name, int index) {
        int type = number(name, "type", ETHERNET);
        return switch (type) {
            case ETHERNET, LOOPBACK ->
                    new Device(name, index, LinkType.EN10MB, false, type == LOOPBACK);
            // a tunnel: the packet is all there is
            case NONE -> new Device(name, index, LinkType.RAW, false, false);
            default -> new Device(name, index, LinkType.LINUX_SLL, true, false);
        };
    }

    /** The numbers of the loopback interfaces: of each of their packets one half is enough. */
    static List<Integer> loopbacks() throws IOException {
        List<Integer> indexes = new ArrayList<>();
        for (NetInterface one : NetInterface.all())
            if (number(one.name(), "type", ETHERNET) == LOOPBACK) indexes.add(one.index());
        return indexes;
    }

    /** A number that the kernel tells of an interface in /sys. */
    private static int number(String name, String what, int otherwise) {
        try {
            Path file = Path.of("/sys/class/net", name, what);
            return Integer.parseInt(Files.readString(file).trim());
        } catch (IOException | NumberFormatException | java.nio.file.InvalidPathException e) {
            // in a network of its own that was not mounted there, or gone in this moment
            return name.equals("lo") && what.equals("type") ? LOOPBACK : otherwise;
        }
    }
}
