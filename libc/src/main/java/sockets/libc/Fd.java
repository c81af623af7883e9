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
import java.util.function.Function;
import sockets.common.net.Addresses;
import sockets.trace.Result;
import sockets.trace.Tracer;

/**
 * A socket's file descriptor, and the calls on it: each is one call of the C library, and throws
 * where C returns -1. Interrupted calls (EINTR) are made again, but for connect, which goes on in
 * the kernel all the same. A thread that waits in one is not woken by close.
 *
 * <p>It tells its calls to a {@link Tracer}, in the order in which the kernel gets them, but for
 * getsockname and getpeername.
 */
public final class Fd implements AutoCloseable {
    /** -1 once it is closed: the number may be another socket's by then. */
    private volatile int number;

    private Tracer tracer = Tracer.SILENT;
    private String purpose = "";

    /** The last call told was a poll that came to nothing: who asks on and on tells it once. */
    private boolean waits;

    private Fd(int number) {
        this.number = number;
    }

    /** socket(2); the descriptor does not pass to other programs (SOCK_CLOEXEC). */
    public static Fd socket(int domain, int type, int protocol) throws IOException {
        return socket(domain, type, protocol, Tracer.SILENT, "");
    }

    /** socket(2) of a socket that tells its calls: {@link #tell}. */
    public static Fd socket(int domain, int type, int protocol, Tracer tracer, String purpose)
            throws IOException {
        Linux.require();
        int number = LibC.socket(domain, type | Linux.SOCK_CLOEXEC, protocol);
        Fd fd = new Fd(number).tell(tracer, purpose);
        if (number >= 0 && !tracer.on()) return fd;
        String arguments = Names.socket(domain, type, protocol);
        fd.done(number, "socket", kind(domain, type, protocol), arguments);
        return fd;
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
        String of = protocol == 0 ? "" : " " + protocol;
        return Names.domain(domain) + " " + Names.type(type) + of;
    }

    /**
     * From now on its calls are told.
     *
     * @param purpose what it is for: texts may have other words for {@code bind.PURPOSE} than for
     *     any bind
     */
    public Fd tell(Tracer to, String purpose) {
        this.tracer = to;
        this.purpose = purpose;
        return this;
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

    /** bind(2) of a packet socket to an interface, which an error line names. */
    public void bind(SockaddrLl address, String device) throws LibcException {
        String shown = "AF_PACKET, " + Names.etherType(address.protocol()) + ", " + device;
        bind(address.bytes(), device, shown);
    }

    /** bind(2) to an address of another family, with what an error line calls it. */
    public void bind(byte[] sockaddr, String object) throws LibcException {
        bind(sockaddr, object, object);
    }

    private void bind(byte[] sockaddr, String object, String shown) throws LibcException {
        done(LibC.bind(number, sockaddr, sockaddr.length), "bind", object, shown);
    }

    public void listen(int backlog) throws LibcException {
        done(LibC.listen(number, backlog), "listen", "fd " + number, String.valueOf(backlog));
    }

    public void connect(InetSocketAddress address) throws LibcException {
        connect(Sockaddr.of(address), Addresses.text(address));
    }

    /** connect(2) to an address of another family, with what an error line calls it. */
    public void connect(byte[] sockaddr, String object) throws LibcException {
        done(LibC.connect(number, sockaddr, sockaddr.length), "connect", object, object);
    }

    /** accept4(2) of a connection, which tells nothing as yet; flags: SOCK_NONBLOCK or 0. */
    public Fd accept4(int flags) throws LibcException {
        byte[] name = new byte[Sockaddr.SIZE];
        int[] length = {name.length};
        int fd;
        do fd = LibC.accept4(number, name, length, flags | Linux.SOCK_CLOEXEC);
        while (interrupted(fd));
        LibcException failure = failure(fd, "accept");
        if (tracer.on()) {
            InetSocketAddress peer = failure == null ? Sockaddr.inet(name, length[0]) : null;
            Result result = result(fd, failure);
            if (peer != null) result = Result.shown(fd, fd + " " + Addresses.text(peer));
            tell("accept", "", result, "LibC.accept4", why("accept"));
        }
        if (failure != null) throw failure;
        return new Fd(fd);
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
        return send(bytes, flags, null);
    }

    /** sendto(2): how many bytes were taken. */
    public int sendto(byte[] bytes, int flags, InetSocketAddress to) throws LibcException {
        return send(bytes, flags, to);
    }

    private int send(byte[] bytes, int flags, InetSocketAddress to) throws LibcException {
        byte[] name = to == null ? null : Sockaddr.of(to);
        int length = to == null ? 0 : name.length;
        int all = flags | Linux.MSG_NOSIGNAL;
        long sent;
        do sent = LibC.sendto(number, bytes, bytes.length, all, name, length);
        while (interrupted(sent));
        // it is called for each packet: words are made only where they are needed
        if (sent >= 0 && !tracer.on()) return (int) sent;
        String object = to == null ? "fd " + number : Addresses.text(to);
        LibcException failure = failure(sent, "sendto", object);
        if (tracer.on()) {
            String arguments = to == null ? "" : object + ", ";
            arguments += Names.data(bytes);
            if (flags != 0) arguments += ", " + Names.flags(flags);
            String call = to == null ? "send" : "sendto";
            tell(call, arguments, result(sent, failure), "LibC.sendto", why(call));
        }
        if (failure != null) throw failure;
        return (int) sent;
    }

    /**
     * recv(2) of up to so many bytes, at least 1; an empty array is end of file, or an empty
     * datagram.
     */
    public byte[] recv(int most, int flags) throws LibcException {
        Memory data = new Memory(most);
        long length;
        do length = LibC.recvfrom(number, data, data.size(), flags, null, null);
        while (interrupted(length));
        LibcException failure = failure(length, "recvfrom");
        // with MSG_TRUNC it is the length that the datagram had
        byte[] bytes = data.getByteArray(0, (int) Math.max(0, Math.min(length, most)));
        if (tracer.on()) {
            String arguments = most + (flags == 0 ? "" : ", " + Names.flags(flags));
            Result result = result(length, failure);
            String text = Names.data(bytes);
            if (text.startsWith("\"")) result = Result.shown(length, length + " " + text);
            tell("recv", arguments, result, "LibC.recvfrom", why("recv"));
        }
        if (failure != null) throw failure;
        return bytes;
    }

    /** sendmsg(2): how many bytes were taken. */
    public int sendmsg(Message message, int flags) throws LibcException {
        int all = flags | Linux.MSG_NOSIGNAL;
        long sent;
        do sent = LibC.sendmsg(number, message.forSending(), all);
        while (interrupted(sent));
        // its header points to memory that only the message keeps
        Reference.reachabilityFence(message);
        done(sent, "sendmsg", "fd " + number, Names.flags(flags));
        return (int) sent;
    }

    /** recvmsg(2): the length of the data; with MSG_TRUNC that of the datagram, maybe cut. */
    public int recvmsg(Message message, int flags) throws LibcException {
        int length = recvmsgIfAny(message, flags);
        if (length >= 0) return length;
        throw new LibcException("recvmsg", "fd " + number, Errno.EAGAIN.number());
    }

    /**
     * The same, but -1 for EAGAIN: to who asks on and on it is no failure that nothing is there.
     */
    public int recvmsgIfAny(Message message, int flags) throws LibcException {
        long length;
        do length = LibC.recvmsg(number, message.forReceiving(), flags);
        while (interrupted(length));
        boolean none = length < 0 && Native.getLastError() == Errno.EAGAIN.number();
        LibcException failure = none ? null : failure(length, "recvmsg");
        if (tracer.on() && !(none && waits)) {
            String of = (flags & Linux.MSG_ERRQUEUE) != 0 ? "recvmsg.errors" : "recvmsg";
            String why = length >= 0 ? of : "recvmsg.none";
            Result result = none ? Result.error(Errno.EAGAIN.name()) : result(length, failure);
            tell("recvmsg", Names.flags(flags), result, "LibC.recvmsg", why);
        }
        if (failure != null) throw failure;
        if (none) return -1;
        message.received(length);
        return (int) length;
    }

    /** getsockopt(2) of an int. */
    public int getsockopt(int level, int name) throws LibcException {
        return number(getsockopt(level, name, 4, value -> "[" + number(value) + "]"));
    }

    /** An int as it lies in memory; a shorter one is filled up with zeros. */
    private static int number(byte[] value) {
        byte[] four = Arrays.copyOf(value, 4);
        return ByteBuffer.wrap(four).order(ByteOrder.nativeOrder()).getInt();
    }

    /** getsockopt(2) of any value, up to so many bytes: as many as the kernel gives. */
    public byte[] getsockopt(int level, int name, int most) throws LibcException {
        return getsockopt(level, name, most, value -> value.length + " bytes");
    }

    /** getsockopt(2) of a structure, with how it is shown: {@code {on, 0 s}}. */
    public byte[] getsockopt(int level, int name, int most, Function<byte[], String> shown)
            throws LibcException {
        // SO_GET_FILTER has the number of SO_ATTACH_FILTER; its length counts instructions
        boolean filter = level == Linux.SOL_SOCKET && name == Linux.SO_ATTACH_FILTER;
        int unit = filter ? Instruction.SIZE : 1;
        byte[] room = new byte[most];
        int[] length = {most / unit};
        int result = LibC.getsockopt(number, level, name, room, length);
        LibcException failure =
                result < 0 ? failure(result, "getsockopt", OptionNames.of(level, name)) : null;
        // some options tell how long the value would be
        int size = failure == null ? (int) Math.min((long) length[0] * unit, most) : 0;
        byte[] value = Arrays.copyOf(room, size);
        if (tracer.on()) {
            String option = OptionNames.of(level, name);
            String arguments = failure == null ? option + ", " + shown.apply(value) : option;
            String why = "getsockopt." + option;
            tell("getsockopt", arguments, result(result, failure), "LibC.getsockopt", why);
        }
        if (failure != null) throw failure;
        return value;
    }

    /** setsockopt(2) of an int. */
    public void setsockopt(int level, int name, int value) throws LibcException {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        setsockopt(level, name, bytes.putInt(value).array(), String.valueOf(value));
    }

    /** setsockopt(2) of any value, as it lies in memory. */
    public void setsockopt(int level, int name, byte[] value) throws LibcException {
        setsockopt(level, name, value, value.length + " bytes");
    }

    /** setsockopt(2) of a structure, with how it is shown: {@code {on, 0 s}}. */
    public void setsockopt(int level, int name, byte[] value, String shown) throws LibcException {
        int result = LibC.setsockopt(number, level, name, value, value.length);
        if (result == 0 && !tracer.on()) return;
        String option = OptionNames.of(level, name);
        LibcException failure = failure(result, "setsockopt", option + " " + shown);
        if (tracer.on()) {
            String arguments = option + ", " + shown;
            String why = "option." + option;
            tell("setsockopt", arguments, result(result, failure), "LibC.setsockopt", why);
        }
        if (failure != null) throw failure;
    }

    /** Attaches a filter: SO_ATTACH_FILTER, classic BPF, eight bytes each instruction. */
    public void attach(Instruction... program) throws LibcException {
        Memory code = Instruction.memory(program);
        // struct sock_fprog: the length at 0, a pointer at 8
        ByteBuffer fprog = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        fprog.putShort(0, (short) program.length).putLong(8, Pointer.nativeValue(code));
        String shown = program.length + (program.length == 1 ? " instruction" : " instructions");
        try {
            setsockopt(Linux.SOL_SOCKET, Linux.SO_ATTACH_FILTER, fprog.array(), shown);
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
        done(LibC.shutdown(number, how), "shutdown", "fd " + number, Names.how(how));
    }

    /** close(2); a second one does nothing. */
    @Override
    public synchronized void close() {
        if (number < 0) return;
        int open = number;
        number = -1;
        // what it returns changes nothing: the descriptor is gone in any case
        LibC.close(open);
        if (tracer.on()) tell("close", "", Result.of(0), "LibC.close", why("close"));
    }

    /** EINTR is no failure: a signal came, and the call is made again. */
    private static boolean interrupted(long result) {
        return result < 0 && Native.getLastError() == Errno.EINTR.number();
    }

    /** The failure of a call that is about this descriptor; null if there is none. */
    private LibcException failure(long result, String call) {
        // calls for each packet come here: words are made only where they are needed
        return result < 0 ? LibcException.last(call, "fd " + number) : null;
    }

    private static LibcException failure(long result, String call, Object object) {
        return result < 0 ? LibcException.last(call, object) : null;
    }

    private static Result result(long result, LibcException failure) {
        return failure == null ? Result.of(result) : Result.error(failure.name());
    }

    /** A call has come back: it is told, and what failed is thrown. */
    private void done(long result, String call, Object object, String arguments)
            throws LibcException {
        LibcException failure = failure(result, call, object);
        if (tracer.on()) tell(call, arguments, result(result, failure), "LibC." + call, why(call));
        if (failure != null) throw failure;
    }

    /** The key of the text that says what a call of this socket does. */
    private String why(String call) {
        return purpose.isEmpty() ? call : call + "." + purpose;
    }

    void tell(String call, String arguments, Result result, String java, String why) {
        waits = false;
        if (tracer.on()) tracer.tell(call, arguments, result, java, why);
    }

    Tracer tracer() {
        return tracer;
    }

    /** A wait for this socket alone is over. */
    void polled(String arguments, int asked, int came) {
        if (came == 0 && waits) return;
        String text = came == asked || came == 0 ? "" : " " + Names.events(came);
        Result result = came == 0 ? Result.of(0) : Result.shown(1, "1" + text);
        tell("poll", arguments, result, "LibC.poll", came == 0 ? "poll.nothing" : why("poll"));
        waits = came == 0;
    }
}
