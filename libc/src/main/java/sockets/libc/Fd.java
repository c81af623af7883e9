package sockets.libc;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import sockets.common.net.Addresses;

/**
 * A socket's file descriptor, and the calls on it: each is one call of the C library, and throws
 * where C returns -1. Interrupted calls (EINTR) are made again, but for connect, which goes on in
 * the kernel all the same. A thread that waits in one is not woken by close.
 */
public final class Fd implements AutoCloseable {
    /** -1 once it is closed: the number may be another socket's by then. */
    private volatile int number;

    private Fd(int number) {
        this.number = number;
    }

    /** socket(2); the descriptor does not pass to other programs (SOCK_CLOEXEC). */
    public static Fd socket(int domain, int type, int protocol) throws IOException {
        Linux.require();
        int fd = LibC.socket(domain, type | Linux.SOCK_CLOEXEC, protocol);
        if (fd < 0) throw LibcException.last("socket", kind(domain, type, protocol));
        return new Fd(fd);
    }

    /** socketpair(2): two that are connected to each other. */
    public static Fd[] socketpair(int domain, int type, int protocol) throws IOException {
        Linux.require();
        int[] pair = new int[2];
        if (LibC.socketpair(domain, type | Linux.SOCK_CLOEXEC, protocol, pair) < 0)
            throw LibcException.last("socketpair", kind(domain, type, protocol));
        return new Fd[] {new Fd(pair[0]), new Fd(pair[1])};
    }

    /** A socket as an error line names it: {@code AF_INET SOCK_RAW 1}. */
    private static String kind(int domain, int type, int protocol) {
        String family =
                switch (domain) {
                    case Linux.AF_UNIX -> "AF_UNIX";
                    case Linux.AF_INET -> "AF_INET";
                    case Linux.AF_INET6 -> "AF_INET6";
                    case Linux.AF_PACKET -> "AF_PACKET";
                    default -> "domain " + domain;
                };
        String style =
                switch (type & 0xf) {
                    case Linux.SOCK_STREAM -> "SOCK_STREAM";
                    case Linux.SOCK_DGRAM -> "SOCK_DGRAM";
                    case Linux.SOCK_RAW -> "SOCK_RAW";
                    default -> "type " + type;
                };
        return family + " " + style + (protocol == 0 ? "" : " " + protocol);
    }

    /** The number, as {@code ls -l /proc/PID/fd} and strace show it. */
    public int number() {
        return number;
    }

    public void bind(InetSocketAddress address) throws LibcException {
        try {
            bind(Sockaddr.of(address), Addresses.text(address));
        } catch (LibcException e) {
            // the hint names it
            e.with(String.valueOf(address.getPort()));
            throw e;
        }
    }

    /** bind(2) to an address of another family, with what an error line calls it. */
    public void bind(byte[] sockaddr, String object) throws LibcException {
        if (LibC.bind(number, sockaddr, sockaddr.length) < 0)
            throw LibcException.last("bind", object);
    }

    public void listen(int backlog) throws LibcException {
        if (LibC.listen(number, backlog) < 0) throw LibcException.last("listen", "fd " + number);
    }

    public void connect(InetSocketAddress address) throws LibcException {
        connect(Sockaddr.of(address), Addresses.text(address));
    }

    /** connect(2) to an address of another family, with what an error line calls it. */
    public void connect(byte[] sockaddr, String object) throws LibcException {
        if (LibC.connect(number, sockaddr, sockaddr.length) < 0)
            throw LibcException.last("connect", object);
    }

    /** accept4(2) of a connection; flags: SOCK_NONBLOCK or 0. */
    public Fd accept4(int flags) throws LibcException {
        while (true) {
            int fd = LibC.accept4(number, null, null, flags | Linux.SOCK_CLOEXEC);
            if (fd >= 0) return new Fd(fd);
            retryOrThrow("accept");
        }
    }

    /** The address of this end; null if it is no Internet address. */
    public InetSocketAddress getsockname() throws LibcException {
        byte[] name = new byte[Sockaddr.SIZE];
        int[] length = {name.length};
        if (LibC.getsockname(number, name, length) < 0)
            throw LibcException.last("getsockname", "fd " + number);
        return Sockaddr.inet(name, length[0]);
    }

    /** The address of the other end; null if it is no Internet address. */
    public InetSocketAddress getpeername() throws LibcException {
        byte[] name = new byte[Sockaddr.SIZE];
        int[] length = {name.length};
        if (LibC.getpeername(number, name, length) < 0)
            throw LibcException.last("getpeername", "fd " + number);
        return Sockaddr.inet(name, length[0]);
    }

    /** send(2) on a connected socket: how many bytes were taken. */
    public int send(byte[] bytes, int flags) throws LibcException {
        return send(bytes, flags, null, "fd " + number);
    }

    /** sendto(2): how many bytes were taken. */
    public int sendto(byte[] bytes, int flags, InetSocketAddress to) throws LibcException {
        return send(bytes, flags, Sockaddr.of(to), Addresses.text(to));
    }

    private int send(byte[] bytes, int flags, byte[] to, Object object) throws LibcException {
        Memory data = new Memory(Math.max(1, bytes.length));
        data.write(0, bytes, 0, bytes.length);
        int length = to == null ? 0 : to.length;
        while (true) {
            int all = flags | Linux.MSG_NOSIGNAL;
            long sent = LibC.sendto(number, data, bytes.length, all, to, length);
            if (sent >= 0) return (int) sent;
            retryOrThrow("sendto", object);
        }
    }

    /**
     * recv(2) of up to so many bytes, at least 1; an empty array is end of file, or an empty
     * datagram.
     */
    public byte[] recv(int most, int flags) throws LibcException {
        Memory data = new Memory(most);
        while (true) {
            long length = LibC.recvfrom(number, data, data.size(), flags, null, null);
            // with MSG_TRUNC it is the length that the datagram had
            if (length >= 0) return data.getByteArray(0, (int) Math.min(length, most));
            retryOrThrow("recvfrom");
        }
    }

    /** sendmsg(2): how many bytes were taken. */
    public int sendmsg(Message message, int flags) throws LibcException {
        while (true) {
            int all = flags | Linux.MSG_NOSIGNAL;
            long sent = LibC.sendmsg(number, message.forSending(), all);
            // its header points to memory that only the message keeps
            Reference.reachabilityFence(message);
            if (sent >= 0) return (int) sent;
            retryOrThrow("sendmsg");
        }
    }

    /** recvmsg(2): the length of the data; with MSG_TRUNC that of the datagram, maybe cut. */
    public int recvmsg(Message message, int flags) throws LibcException {
        while (true) {
            long length = LibC.recvmsg(number, message.forReceiving(), flags);
            if (length >= 0) {
                message.received(length);
                return (int) length;
            }
            retryOrThrow("recvmsg");
        }
    }

    /** getsockopt(2) of an int. */
    public int getsockopt(int level, int name) throws LibcException {
        // a shorter one is filled up with zeros
        byte[] value = Arrays.copyOf(getsockopt(level, name, 4), 4);
        return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
    }

    /** getsockopt(2) of any value, up to so many bytes: as many as the kernel gives. */
    public byte[] getsockopt(int level, int name, int most) throws LibcException {
        // SO_GET_FILTER has the number of SO_ATTACH_FILTER; its length counts instructions
        boolean filter = level == Linux.SOL_SOCKET && name == Linux.SO_ATTACH_FILTER;
        int unit = filter ? Bpf.SIZE : 1;
        byte[] value = new byte[most];
        int[] length = {most / unit};
        if (LibC.getsockopt(number, level, name, value, length) < 0)
            throw LibcException.last("getsockopt", level + ", " + name);
        // some options tell how long the value would be
        return Arrays.copyOf(value, (int) Math.min((long) length[0] * unit, most));
    }

    /** setsockopt(2) of an int. */
    public void setsockopt(int level, int name, int value) throws LibcException {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        setsockopt(level, name, bytes.putInt(value).array());
    }

    /** setsockopt(2) of any value, as it lies in memory. */
    public void setsockopt(int level, int name, byte[] value) throws LibcException {
        if (LibC.setsockopt(number, level, name, value, value.length) < 0)
            throw LibcException.last("setsockopt", level + ", " + name);
    }

    /** Attaches a filter: SO_ATTACH_FILTER, classic BPF, eight bytes each instruction. */
    public void attach(Bpf... program) throws LibcException {
        Memory code = Bpf.memory(program);
        // struct sock_fprog: the length at 0, a pointer at 8
        ByteBuffer fprog = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        fprog.putShort(0, (short) program.length).putLong(8, Pointer.nativeValue(code));
        try {
            setsockopt(Linux.SOL_SOCKET, Linux.SO_ATTACH_FILTER, fprog.array());
        } finally {
            // alive until the kernel has copied it
            code.close();
        }
    }

    /** ioctl(2) with a structure, which the kernel may change. */
    public void ioctl(long request, byte[] argument) throws LibcException {
        if (LibC.ioctl(number, request, argument) < 0)
            throw LibcException.last("ioctl", "0x" + Long.toHexString(request));
    }

    public void shutdown(int how) throws LibcException {
        if (LibC.shutdown(number, how) < 0) throw LibcException.last("shutdown", "fd " + number);
    }

    /** A call that failed: EINTR is no failure, a signal came, and it is made again. */
    private void retryOrThrow(String call) throws LibcException {
        retryOrThrow(call, "fd " + number);
    }

    private static void retryOrThrow(String call, Object object) throws LibcException {
        int errno = Native.getLastError();
        if (errno != Errno.EINTR.number()) throw new LibcException(call, object, errno);
    }

    /** close(2); a second one does nothing. */
    @Override
    public synchronized void close() {
        if (number < 0) return;
        int open = number;
        number = -1;
        // what it returns changes nothing: the descriptor is gone in any case
        LibC.close(open);
    }
}
