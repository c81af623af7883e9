package sockets.sniffer.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Names of services, protocols, networks and cards, from the files for them in /etc. */
final class Names {
    /** A port; protocol is 0 if the name stands for TCP and UDP. */
    record Service(int port, int protocol) {}

    private static final Map<String, Integer> ETHERNET =
            Map.ofEntries(
                    Map.entry("aarp", 0x80f3),
                    Map.entry("arp", 0x0806),
                    Map.entry("atalk", 0x809b),
                    Map.entry("decnet", 0x6003),
                    Map.entry("ip", 0x0800),
                    Map.entry("ip6", 0x86dd),
                    Map.entry("lat", 0x6004),
                    Map.entry("loopback", 0x9000),
                    Map.entry("mopdl", 0x6001),
                    Map.entry("moprc", 0x6002),
                    Map.entry("rarp", 0x8035),
                    Map.entry("sca", 0x6007),
                    Map.entry("iso", 0xfe),
                    Map.entry("stp", 0x42),
                    Map.entry("ipx", 0xe0),
                    Map.entry("netbeui", 0xf0));

    /** What a machine without the files still knows. */
    private static final List<String> PROTOCOLS =
            List.of("icmp 1", "igmp 2", "tcp 6", "udp 17", "ipv6-icmp 58", "sctp 132");

    private static final List<String> SERVICES =
            List.of("ssh 22/tcp", "domain 53/tcp", "domain 53/udp", "http 80/tcp", "https 443/tcp");

    private Names() {}

    static int ethernet(String name) throws FilterException {
        Integer number = ETHERNET.get(name);
        if (number == null) throw new FilterException("unknown ether proto '" + name + "'");
        return number;
    }

    static int protocol(String name) throws FilterException {
        for (String[] words : table("/etc/protocols", PROTOCOLS))
            if (named(words, name) && words[1].matches("[0-9]{1,3}"))
                return Integer.parseInt(words[1]);
        throw new FilterException("unknown ip proto '" + name + "'");
    }

    /** The address of a network. */
    static int network(String name) throws FilterException {
        for (String[] words : table("/etc/networks", List.of("loopback 127.0.0.0"))) {
            if (!named(words, name) || !words[1].matches("[0-9]{1,3}(\\.[0-9]{1,3}){0,3}"))
                continue;
            int address = 0;
            String[] parts = words[1].split("\\.");
            for (int i = 0; i < 4; i++)
                address = address << 8 | (i < parts.length ? Integer.parseInt(parts[i]) & 0xff : 0);
            // 0.0.0.0, which the file calls default, is no network
            if (address != 0) return address;
        }
        throw new FilterException("unknown network '" + name + "'");
    }

    /** The address of a card as /etc/ethers has it: there it stands before the name. */
    static String ethernetHost(String name) throws FilterException {
        for (String[] words : table("/etc/ethers", List.of()))
            if (words.length > 1
                    && words[1].equals(name)
                    && words[0].matches("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}")) return words[0];
        throw new FilterException("unknown ether host '" + name + "'");
    }

    /** Null if no such service is known. */
    static Service service(String name) {
        int tcp = -1;
        int udp = -1;
        for (String[] words : table("/etc/services", SERVICES)) {
            if (!named(words, name) || !words[1].matches("[0-9]{1,5}/[a-z]+")) continue;
            int slash = words[1].indexOf('/');
            int port = Integer.parseInt(words[1].substring(0, slash));
            if (words[1].endsWith("/tcp") && tcp < 0) tcp = port;
            if (words[1].endsWith("/udp") && udp < 0) udp = port;
        }
        if (tcp < 0 && udp < 0) return null;
        if (tcp < 0) return new Service(udp, Primitives.UDP);
        return new Service(tcp, tcp == udp ? 0 : Primitives.TCP);
    }

    private static boolean named(String[] words, String name) {
        if (words.length < 2) return false;
        for (int i = 0; i < words.length; i++) if (i != 1 && words[i].equals(name)) return true;
        return false;
    }

    private static List<String[]> table(String file, List<String> otherwise) {
        List<String> lines = otherwise;
        try {
            lines = Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // a system without the file: the few names above
        }
        return lines.stream()
                .map(line -> line.replaceFirst("#.*", "").trim().split("\\s+"))
                .toList();
    }
}
