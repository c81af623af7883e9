package sockets.libc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The socket calls of the C library, one native method each: C's name, C's order of arguments, the
 * prototype of the manual page above it. Nothing is checked here; {@link Fd} and {@link Message} do
 * that, and are what programs use.
 *
 * <p>JNA maps these methods directly: a {@code size_t}, {@code ssize_t} or {@code off_t} is a long
 * (64-bit Linux), a {@code void *} a Pointer, a {@code byte[]} or {@code int[]} is copied in and
 * back. After -1, {@code Native.getLastError()} is errno.
 */
public final class LibC {
    private LibC() {}

    static {
        // JNA would run ldconfig, which takes longer than all the rest, to find libraries by name;
        // the C library is in each process already
        String paths = "jna.platform.library.path";
        if (System.getProperty(paths) == null) System.setProperty(paths, "");
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    /** int socket(int domain, int type, int protocol); */
    public static native int socket(int domain, int type, int protocol);

    /** int socketpair(int domain, int type, int protocol, int sv[2]); */
    public static native int socketpair(int domain, int type, int protocol, int[] sv);

    /** int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen); */
    public static native int bind(int sockfd, byte[] addr, int addrlen);

    /** int listen(int sockfd, int backlog); */
    public static native int listen(int sockfd, int backlog);

    /** int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen); */
    public static native int connect(int sockfd, byte[] addr, int addrlen);

    /** int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags); */
    public static native int accept4(int sockfd, byte[] addr, int[] addrlen, int flags);

    /** int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen); */
    public static native int getsockname(int sockfd, byte[] addr, int[] addrlen);

    /** int getpeername(int sockfd, struct sockaddr *addr, socklen_t *addrlen); */
    public static native int getpeername(int sockfd, byte[] addr, int[] addrlen);

    /**
     * ssize_t sendto(int sockfd, const void *buf, size_t len, int flags, const struct sockaddr
     * *dest_addr, socklen_t addrlen);
     */
    public static native long sendto(
            int sockfd, byte[] buf, long len, int flags, byte[] destAddr, int addrlen);

    /**
     * ssize_t recvfrom(int sockfd, void *buf, size_t len, int flags, struct sockaddr *src_addr,
     * socklen_t *addrlen);
     */
    public static native long recvfrom(
            int sockfd, Pointer buf, long len, int flags, byte[] srcAddr, int[] addrlen);

    /** ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags); */
    public static native long sendmsg(int sockfd, Pointer msg, int flags);

    /** ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags); */
    public static native long recvmsg(int sockfd, Pointer msg, int flags);

    /** int poll(struct pollfd *fds, nfds_t nfds, int timeout); */
    public static native int poll(Pointer fds, long nfds, int timeout);

    /** int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen); */
    public static native int getsockopt(
            int sockfd, int level, int optname, byte[] optval, int[] optlen);

    /** int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen); */
    public static native int setsockopt(
            int sockfd, int level, int optname, byte[] optval, int optlen);

    /** int shutdown(int sockfd, int how); */
    public static native int shutdown(int sockfd, int how);

    /** int close(int fd); */
    public static native int close(int fd);

    /** void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset); */
    public static native Pointer mmap(
            Pointer addr, long length, int prot, int flags, int fd, long offset);

    /** int munmap(void *addr, size_t length); */
    public static native int munmap(Pointer addr, long length);

    /** unsigned int if_nametoindex(const char *ifname); */
    public static native int if_nametoindex(String ifname);

    /** struct if_nameindex *if_nameindex(void); */
    public static native Pointer if_nameindex();

    /** void if_freenameindex(struct if_nameindex *ptr); */
    public static native void if_freenameindex(Pointer ptr);

    /**
     * int getnameinfo(const struct sockaddr *addr, socklen_t addrlen, char *host, socklen_t
     * hostlen, char *serv, socklen_t servlen, int flags); returns an EAI number, not -1.
     */
    public static native int getnameinfo(
            byte[] addr,
            int addrlen,
            byte[] host,
            int hostlen,
            byte[] serv,
            int servlen,
            int flags);

    /** char *strerror(int errnum); */
    public static native String strerror(int errnum);

    /** int ioctl(int fd, unsigned long request, ...); here with a structure as the third. */
    public static native int ioctl(int fd, long request, byte[] argp);

    /** int unshare(int flags); */
    public static native int unshare(int flags);

    /** int sched_getaffinity(pid_t pid, size_t cpusetsize, cpu_set_t *mask); pid 0: this thread. */
    public static native int sched_getaffinity(int pid, long cpusetsize, byte[] mask);

    /** int sched_setaffinity(pid_t pid, size_t cpusetsize, const cpu_set_t *mask); */
    public static native int sched_setaffinity(int pid, long cpusetsize, byte[] mask);

    /** uid_t geteuid(void); */
    public static native int geteuid();
}
