package sockets.udpecho.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import sockets.common.text.OperatingSystem;

/** What this user may do beyond ordinary sockets: capture, raw sockets, ICMP. */
final class Rights {
    private Rights() {}

    /** May a program of this user see packets? */
    static Item capture() {
        String detail =
                switch (OperatingSystem.name()) {
                    case "macos" ->
                            Files.isReadable(Path.of("/dev/bpf0")) ? "/dev/bpf0 can be read" : null;
                    case "windows" -> hasNpcap() ? "Npcap is installed" : null;
                    default -> linux();
                };
        if (detail != null) return Item.ok("capture", "steps 5, 7, 11", detail);
        return Item.no("capture", "steps 5, 7, 11", "not without privileges", "capture");
    }

    private static String linux() {
        if (Proc.hasNetRaw()) return "CAP_NET_RAW is there";
        String dumpcap = Tool.find("dumpcap");
        // to list the link types of an interface it has to open it
        boolean may = dumpcap != null && Tool.succeeds(dumpcap, "-i", "lo", "-L");
        return may ? "Wireshark's dumpcap may" : null;
    }

    private static boolean hasNpcap() {
        String root = System.getenv().getOrDefault("SystemRoot", "C:\\Windows");
        return new File(root, "System32\\Npcap").isDirectory();
    }

    static Item raw() {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean may =
                switch (OperatingSystem.name()) {
                    case "linux" -> Proc.hasNetRaw();
                    case "macos" -> root;
                    default -> false;
                };
        String name = OperatingSystem.name().equals("linux") ? "CAP_NET_RAW" : "the privilege";
        if (may) return Item.ok("raw sockets", "step 11", name + " is there");
        return Item.no("raw sockets", "step 11", name + " is missing", "raw");
    }

    /** ICMP without root, Linux only. */
    static Item icmp() {
        String range = Proc.pingGroupRange();
        String detail = "net.ipv4.ping_group_range is " + range;
        if (Proc.isInPingGroups()) return Item.ok("icmp sockets", "step 11", detail);
        if (Proc.hasNetRaw())
            return Item.ok("icmp sockets", "step 11", detail + ", but CAP_NET_RAW is there");
        return Item.no("icmp sockets", "step 11", detail, "icmp");
    }
}
