package sockets.grade.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Why nothing is kept in, and what could be done about it. */
final class WhyNot {
    static final String NO_NAMESPACES = "not isolated: this system has no namespaces (Linux has)";

    private WhyNot() {}

    /**
     * @param tools what each tool said
     * @param tried true if one of them is installed
     */
    static String text(List<String> tools, boolean tried) {
        return "not isolated: "
                + String.join("; ", tools)
                + " ("
                + (tried ? cause() : "install bubblewrap")
                + ")";
    }

    private static String cause() {
        if (is("user/max_user_namespaces", "0"))
            return "sysctl user.max_user_namespaces is 0: no user namespaces";
        if (is("kernel/unprivileged_userns_clone", "0"))
            return "sysctl kernel.unprivileged_userns_clone is 0: user namespaces for root only";
        if (is("kernel/apparmor_restrict_unprivileged_userns", "1"))
            return "AppArmor allows user namespaces to programs with a profile only:"
                    + " sysctl kernel.apparmor_restrict_unprivileged_userns is 1";
        if (isChroot()) return "in a chroot there are no namespaces to be had";
        if (isContainer()) return "in a container: run it with --privileged, or grade outside";
        return "the system does not allow it";
    }

    /** Its root is no mount point, so that it is not in the table. */
    private static boolean isChroot() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo")))
                if (line.split(" ")[4].equals("/")) return false;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean is(String setting, String value) {
        try {
            // not readString, whose first read is of one byte: the kernel gives the rest to nobody
            return Files.readAllLines(Path.of("/proc/sys", setting)).contains(value);
        } catch (IOException e) {
            // this kernel does not have it
            return false;
        }
    }

    private static boolean isContainer() {
        return Files.exists(Path.of("/.dockerenv"))
                || Files.exists(Path.of("/run/.containerenv"))
                || System.getenv("container") != null;
    }
}
