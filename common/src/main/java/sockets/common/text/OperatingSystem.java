package sockets.common.text;

import java.util.Locale;

/** Which system this is: its commands have other names, and some calls differ. */
public final class OperatingSystem {
    private OperatingSystem() {}

    /** linux, macos or windows; linux for any other. */
    public static String name() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) return "windows";
        return name.startsWith("mac") ? "macos" : "linux";
    }
}
