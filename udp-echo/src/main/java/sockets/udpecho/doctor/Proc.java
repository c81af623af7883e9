package sockets.udpecho.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sockets.common.net.SocketTable;

/** What Linux tells in /proc to everybody, proc(5); nothing on other systems. */
final class Proc {
    private static final int CAP_NET_RAW = 13;

    private Proc() {}

    /** The lines of a file; none if it is not there. */
    static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The words behind {@code KEY:} in /proc/self/status. */
    private static String[] status(String key) {
        for (String line : lines("/proc/self/status"))
            if (line.startsWith(key + ":"))
                return line.substring(key.length() + 1).strip().split("\\s+");
        return new String[0];
    }

    /** True if this process may open raw and packet sockets, capabilities(7). */
    static boolean hasNetRaw() {
        String[] effective = status("CapEff");
        if (effective.length == 0) return false;
        return (Long.parseUnsignedLong(effective[0], 16) >> CAP_NET_RAW & 1) == 1;
    }

    /** True if a group of this process lies within net.ipv4.ping_group_range, icmp(7). */
    static boolean isInPingGroups() {
        String[] range = pingGroupRange().split("\\s+");
        if (range.length != 2) return false;
        List<String> groups = new ArrayList<>(List.of(status("Gid")));
        groups.addAll(List.of(status("Groups")));
        for (String group : groups) {
            if (group.isEmpty()) continue;
            long number = Long.parseLong(group);
            if (number >= Long.parseLong(range[0]) && number <= Long.parseLong(range[1]))
                return true;
        }
        return false;
    }

    /** Its two numbers; empty where there is none. */
    static String pingGroupRange() {
        List<String> lines = lines("/proc/sys/net/ipv4/ping_group_range");
        return lines.isEmpty() ? "" : lines.get(0).strip().replaceAll("\\s+", " ");
    }

    /**
     * How many ICMP errors "destination unreachable" have come to this machine so far; -1 where it
     * does not tell. Java is told of some of them, without their kind, and of others not at all.
     */
    static long unreachables(boolean ipv6) {
        return icmp(ipv6, "InDestUnreachs");
    }

    /** How many this machine has sent, to itself too; -1 where it does not tell. */
    static long sentUnreachables(boolean ipv6) {
        return icmp(ipv6, "OutDestUnreachs");
    }

    private static long icmp(boolean ipv6, String counter) {
        if (ipv6) {
            for (String line : lines("/proc/net/snmp6"))
                if (line.startsWith("Icmp6" + counter))
                    return Long.parseLong(line.split("\\s+")[1]);
            return -1;
        }
        String[] names = {};
        for (String line : lines("/proc/net/snmp")) {
            if (!line.startsWith("Icmp:")) continue;
            String[] words = line.split(" ");
            // a line of names, then one of numbers
            if (names.length == 0) names = words;
            else return Long.parseLong(words[List.of(names).indexOf(counter)]);
        }
        return -1;
    }

    /** Who has a socket: {@code pid 4242 (java)}, or its user where the process cannot be seen. */
    static String holder(SocketTable.Row row) {
        for (long pid : SocketTable.holders(row)) {
            List<String> name = lines("/proc/" + pid + "/comm");
            return name.isEmpty() ? "pid " + pid : "pid " + pid + " (" + name.get(0) + ")";
        }
        return "a process of user id " + row.uid();
    }
}
