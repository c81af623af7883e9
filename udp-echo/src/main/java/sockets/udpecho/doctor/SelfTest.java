package sockets.udpecho.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import sockets.common.net.Addresses;
import sockets.common.text.OperatingSystem;

/** Can this machine do each step of the practical? */
final class SelfTest {
    /** Longest wait for a name. */
    private static final int NAME_SECONDS = 2;

    private static final int JAVA = 17;

    private final List<Item> items = new ArrayList<>();

    List<Item> run() {
        items.add(java());
        items.add(Ports.udp());
        items.add(Ports.tcp());
        items.add(Ports.free("udp"));
        items.add(Ports.free("tcp"));
        items.add(Ports.ipv6());
        items.add(localhost());
        items.add(ownName());
        items.add(Ports.addresses());
        items.add(Rights.capture());
        items.add(Rights.raw());
        if (OperatingSystem.name().equals("linux")) items.add(Rights.icmp());
        items.add(terminal());
        tools();
        return items;
    }

    private static Item java() {
        String version = System.getProperty("java.version");
        if (Runtime.version().feature() < JAVA)
            return Item.no("java", "step 1", version, "java").asNeeded();
        String more = " (threaded-server --threads virtual needs 21)";
        boolean virtual = Runtime.version().feature() >= 21;
        return Item.ok("java", "step 1", virtual ? version : version + more).asNeeded();
    }

    /** The name under which the course's programs find each other. */
    private static Item localhost() {
        try {
            String address = Addresses.text(InetAddress.getByName("localhost"));
            return Item.ok("localhost", "steps 2 to 10", address);
        } catch (IOException e) {
            return Item.no("localhost", "steps 2 to 10", e, "localhost");
        }
    }

    /** Without an address for it, many programs wait for a DNS server that does not know it. */
    private static Item ownName() {
        String steps = "steps 6, 11";
        try {
            InetAddress own = Bounded.call(NAME_SECONDS, InetAddress::getLocalHost);
            if (own == null)
                return Item.no("own name", steps, "no answer in " + NAME_SECONDS + " s", "name");
            return Item.ok("own name", steps, own.getHostName() + " is " + Addresses.text(own));
        } catch (IOException e) {
            return Item.no("own name", steps, e, "name");
        }
    }

    /** Can what other programs print here be read? These print UTF-8 where the locale cannot. */
    private static Item terminal() {
        String name = System.getProperty("native.encoding", Charset.defaultCharset().name());
        String detail = name + locale();
        boolean enough =
                Charset.isSupported(name) && Charset.forName(name).newEncoder().canEncode('ñ');
        return enough
                ? Item.ok("terminal", "steps 4, 10", detail)
                : Item.no("terminal", "steps 4, 10", detail, "terminal");
    }

    private static String locale() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = System.getenv(name);
            if (value != null && !value.isEmpty()) return " (" + name + "=" + value + ")";
        }
        return "";
    }

    private void tools() {
        boolean linux = OperatingSystem.name().equals("linux");
        // the two of them show the same, and nothing else does
        items.add(
                (linux
                                ? Tool.item("netstat or ss", "steps 3, 7", "netstat", "ss")
                                : Tool.item("netstat", "steps 3, 7", "netstat"))
                        .asNeeded());
        items.add(Tool.item("nc", "steps 8 to 10", "nc", "ncat", "netcat"));
        items.add(Tool.item("telnet", "steps 8 to 10", "telnet"));
        if (!OperatingSystem.name().equals("windows"))
            items.add(Tool.item("tcpdump", "steps 5, 7", "tcpdump"));
        items.add(Tool.item("wireshark", "steps 5, 7", "wireshark", "tshark"));
        items.add(Tool.item("python3", "steps 1, 12", "python3", "python", "py"));
    }
}
