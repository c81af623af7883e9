package sockets.sniffer.print;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import sockets.common.text.Quote;

/** Names of addresses and ports, without -n: looked up once, as DNS and /etc/services have them. */
public final class HostNames {
    private static final int MOST = 65_536;

    private final Map<String, String> services = new HashMap<>();
    private final Map<String, String> hosts =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > MOST;
                }
            };

    public HostNames() {
        try {
            for (String line :
                    Files.readAllLines(Path.of("/etc/services"), StandardCharsets.ISO_8859_1)) {
                String[] words = line.replaceFirst("#.*", "").trim().split("\\s+");
                if (words.length >= 2) services.putIfAbsent(words[1], words[0]);
            }
        } catch (IOException e) {
            // without the file ports stay numbers
        }
    }

    /** The name of a port of tcp or udp. */
    String port(int number, String protocol) {
        String name = services.get(number + "/" + protocol);
        return name == null ? String.valueOf(number) : name;
    }

    /** The name of an address, or the address where there is none. */
    String host(byte[] data, int at, int size) {
        byte[] bytes = Arrays.copyOfRange(data, at, at + size);
        return hosts.computeIfAbsent(Arrays.toString(bytes), key -> look(bytes));
    }

    private static String look(byte[] bytes) {
        Line numeric = new Line();
        if (bytes.length == 4) numeric.ipv4(bytes, 0);
        else numeric.ipv6(bytes, 0);
        String text = new String(numeric.bytes(), 0, numeric.length(), StandardCharsets.ISO_8859_1);
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            String name = address.getCanonicalHostName();
            // a name server may answer anything
            return name.equals(address.getHostAddress())
                    ? text
                    : Quote.line(name).replaceAll("[^!-~]", "?");
        } catch (UnknownHostException e) {
            return text;
        }
    }
}
