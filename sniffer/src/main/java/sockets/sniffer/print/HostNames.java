package sockets.sniffer.print;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import sockets.libc.AddressNames;

/** Names of addresses and ports, without -n: looked up once, as DNS and /etc/services have them. */
public final class HostNames {
    private final Map<String, String> services = new HashMap<>();
    private final AddressNames hosts = new AddressNames();

    /**
     * @param whenLate what to do, once, when a name does not come in time
     */
    public HostNames(Runnable whenLate) {
        hosts.whenLate(whenLate);
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

    /** The name of an address, or the address where there is none, or none in time. */
    String host(byte[] data, int at, int size) {
        byte[] bytes = Arrays.copyOfRange(data, at, at + size);
        try {
            String name = hosts.get(InetAddress.getByAddress(bytes));
            // a name server may answer anything
            if (name != null) return name.replaceAll("[^!-~]", "?");
        } catch (UnknownHostException e) {
            // neither 4 nor 16 bytes: it has no name
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return numeric(bytes);
    }

    private static String numeric(byte[] bytes) {
        Line numeric = new Line();
        if (bytes.length == 4) numeric.ipv4(bytes, 0);
        else numeric.ipv6(bytes, 0);
        return new String(numeric.bytes(), 0, numeric.length(), StandardCharsets.ISO_8859_1);
    }
}
