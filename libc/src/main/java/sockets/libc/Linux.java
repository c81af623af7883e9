package sockets.libc;

import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/**
 * Numbers of Linux's headers, the same on x86-64 and arm64, and the refusal to run elsewhere. Only
 * what several programs use; an option of one program stands where it is used.
 */
public final class Linux {
    // domains: <bits/socket.h>
    public static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;
    public static final int AF_CAN = 29;
    public static final int AF_VSOCK = 40;
    public static final int AF_XDP = 44;

    // types and their flags: <bits/socket_type.h>
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;

    // protocols: <netinet/in.h>
    public static final int IPPROTO_IP = 0;
    public static final int IPPROTO_ICMP = 1;
    public static final int IPPROTO_TCP = 6;
    public static final int IPPROTO_UDP = 17;
    public static final int IPPROTO_IPV6 = 41;
    public static final int IPPROTO_ICMPV6 = 58;

    // levels and options: <asm-generic/socket.h>, <linux/in.h>, <linux/in6.h>, <linux/tcp.h>
    public static final int SOL_SOCKET = 1;
    public static final int SOL_RAW = 255;
    public static final int SOL_PACKET = 263;
    public static final int SO_REUSEADDR = 2;
    public static final int SO_ERROR = 4;
    public static final int SO_SNDBUF = 7;
    public static final int SO_RCVBUF = 8;
    public static final int SO_LINGER = 13;
    public static final int SO_RCVTIMEO = 20;
    public static final int SO_BINDTODEVICE = 25;
    public static final int SO_ATTACH_FILTER = 26;
    public static final int SO_TIMESTAMPNS = 35;
    public static final int SO_TIMESTAMPING = 37;
    public static final int IP_TOS = 1;
    public static final int IP_TTL = 2;
    public static final int IP_MTU_DISCOVER = 10;
    public static final int IP_RECVERR = 11;
    public static final int IP_RECVTTL = 12;
    public static final int IP_RECVTOS = 13;
    public static final int IPV6_UNICAST_HOPS = 16;
    public static final int IPV6_RECVERR = 25;
    public static final int IPV6_V6ONLY = 26;
    public static final int TCP_NODELAY = 1;
    public static final int TCP_INFO = 11;

    // flags of send and receive: <bits/socket.h>
    public static final int MSG_OOB = 1;
    public static final int MSG_PEEK = 2;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_WAITALL = 0x100;
    public static final int MSG_CTRUNC = 8;
    public static final int MSG_ERRQUEUE = 0x2000;
    public static final int MSG_NOSIGNAL = 0x4000;
    public static final int MSG_MORE = 0x8000;
    public static final int MSG_FASTOPEN = 0x20000000;

    // shutdown(2)
    public static final int SHUT_RD = 0;
    public static final int SHUT_WR = 1;
    public static final int SHUT_RDWR = 2;

    // unshare(2)
    public static final int CLONE_NEWNET = 0x40000000;

    // poll(2)
    public static final int POLLIN = 1;
    public static final int POLLPRI = 2;
    public static final int POLLOUT = 4;
    public static final int POLLERR = 8;
    public static final int POLLHUP = 0x10;
    public static final int POLLNVAL = 0x20;
    public static final int POLLRDHUP = 0x2000;

    // mmap(2)
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int MAP_SHARED = 1;

    /** Held here, or the level would be forgotten with it. */
    private static final Logger JNA = Logger.getLogger("com.sun.jna");

    private Linux() {}

    /** Where JNA unpacks its native part on Linux. */
    private static String folder() {
        String asked = System.getProperty("jna.tmpdir");
        if (asked != null) return asked;
        String cache = System.getenv("XDG_CACHE_HOME");
        if (cache == null) cache = System.getProperty("user.home") + "/.cache";
        return cache + "/JNA/temp";
    }

    private static String system() {
        return System.getProperty("os.name", "?");
    }

    private static String machine() {
        return System.getProperty("os.arch", "?").toLowerCase(Locale.ROOT);
    }

    /** This system: {@code Windows 11 amd64}. */
    public static String name() {
        return system() + " " + machine();
    }

    /** True on Linux for x86-64 or arm64: there the numbers here are right. */
    public static boolean here() {
        boolean known = machine().equals("amd64") || machine().equals("aarch64");
        return system().equals("Linux") && known;
    }

    /**
     * Loads the C library's calls. Elsewhere than on Linux for x86-64 or arm64 the numbers and
     * layouts here would be wrong: that is refused. The program's text {@code hint.libc.ENOSYS}
     * names what still works.
     */
    public static void require() throws Failure {
        if (!here()) throw new Failure("libc", name(), Reason.ENOSYS, "");
        // it would print stack traces of what is told below in one line
        JNA.setLevel(Level.OFF);
        try {
            LibC.geteuid();
        } catch (LinkageError e) {
            // JNA unpacks its native part into a folder that must allow programs to run
            boolean full = String.valueOf(e.getMessage()).contains("No space left");
            Reason reason = full ? Reason.ENOSPC : Reason.EACCES;
            throw new Failure("dlopen", folder(), reason, "").hint("hint.dlopen");
        }
    }
}
