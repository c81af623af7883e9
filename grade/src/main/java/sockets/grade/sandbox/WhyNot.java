package sockets.grade.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import sockets.common.text.Texts;

/**
 * Why nothing is kept in, and what could be done about it.
 *
 * @param tools what each tool said
 */
record WhyNot(List<Said> tools, Said cause) {
    static final WhyNot NO_NAMESPACES =
            new WhyNot(List.of(new Said("no-namespaces")), new Said("linux"));

    /**
     * @param tried true if one of the tools is installed
     */
    static WhyNot of(List<Said> tools, boolean tried) {
        return new WhyNot(tools, tried ? findCause() : new Said("install"));
    }

    String text(Texts texts) {
        String said = tools.stream().map(tool -> tool.in(texts)).collect(Collectors.joining("; "));
        return texts.get("isolation.none", said, cause.in(texts));
    }

    private static Said findCause() {
        if (is("user/max_user_namespaces", "0")) return new Said("max-user-namespaces");
        if (is("kernel/unprivileged_userns_clone", "0")) return new Said("userns-clone");
        if (is("kernel/apparmor_restrict_unprivileged_userns", "1")) return new Said("apparmor");
        if (isChroot()) return new Said("chroot");
        return new Said(isContainer() ? "container" : "forbidden");
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
