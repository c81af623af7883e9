package sockets.sniffer.live;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import sockets.common.Started;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.Instruction;
import sockets.libc.LibcException;
import sockets.libc.SockaddrLl;
import sockets.sniffer.filter.Filter;
import sockets.trace.Tracer;

/**
 * A packet socket (packet(7)), opened so that nothing passes before its filter is there: with
 * protocol 0 it gets no frames until bind names one.
 */
final class PacketSocket implements AutoCloseable {
    private static final int ETH_P_ALL = 3;

    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int PACKET_MR_PROMISC = 1;

    /** Longer programs the kernel refuses: BPF_MAXINSNS. */
    private static final int LONGEST_PROGRAM = 4096;

    private final Fd fd;
    private final Device device;
    private final List<Integer> loopbacks;
    private boolean filteredInKernel;
    private boolean ignoresOutgoing;
    private boolean down;
    private boolean untold;
    private long received;
    private long dropped;

    PacketSocket(Device device, Tracer tracer, String purpose) throws IOException {
        this.device = device;
        loopbacks = device.index() == 0 ? Device.loopbacks() : List.of(device.index());
        try {
            int type = device.cooked() ? SOCK_DGRAM : SOCK_RAW;
            fd = Fd.socket(AF_PACKET, type, 0, tracer, purpose);
        } catch (LibcException e) {
            throw e.with(Started.underSudo("sniffer"));
        }
    }

    Fd fd() {
        return fd;
    }

    /** True if the kernel only gives what the filter takes, tagged frames apart. */
    boolean isFilteredInKernel() {
        return filteredInKernel;
    }

    /** True for the outgoing half of a loopback packet, which comes in again, if it gets here. */
    boolean comesAgain(int packetType, int interfaceIndex) {
        return packetType == FrameBuilder.OUTGOING
                && !ignoresOutgoing
                && (device.loopback() || device.index() == 0)
                && loopbacks.contains(interfaceIndex);
    }

    void attach(Filter filter, int snapshot) throws LibcException {
        List<Instruction> program =
                device.cooked()
                        ? filter.forCookedKernel(device.link(), snapshot)
                        : filter.forKernel(snapshot);
        filteredInKernel = program != null && program.size() <= LONGEST_PROGRAM;
        if (filteredInKernel) fd.attach(program.toArray(new Instruction[0]));
        else fd.attach(Instruction.ret(snapshot));
    }

    /** Leaves out what goes out where it comes in again. */
    void leaveOutLoopback() throws LibcException {
        if (!device.loopback()) return;
        try {
            fd.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
            ignoresOutgoing = true;
        } catch (LibcException e) {
            // a kernel before 4.20: they are left out here
            ignoresOutgoing = false;
        }
    }

    void promiscuous() throws LibcException {
        if (device.index() == 0) return;
        // struct packet_mreq: interface, type, length and address
        ByteBuffer request = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        request.putInt(device.index()).putShort((short) PACKET_MR_PROMISC);
        byte[] promiscuous = request.array();
        try {
            fd.setsockopt(SOL_PACKET, PACKET_ADD_MEMBERSHIP, promiscuous, "PACKET_MR_PROMISC");
        } catch (LibcException e) {
            // an interface that knows no such mode gets along without it
            if (!e.is(Errno.EOPNOTSUPP)) throw e;
        }
    }

    void bind() throws IOException {
        if (!device.isUp())
            throw new LibcException("bind", device.name(), Errno.ENETDOWN.number())
                    .with(device.name());
        fd.bind(SockaddrLl.of(ETH_P_ALL, device.index()), device.name());
    }

    /** The error that poll reported: to ask takes it away. */
    LibcException error() throws LibcException {
        int errno = fd.getsockopt(SOL_SOCKET, SO_ERROR);
        return new LibcException("recv", device.name(), errno == 0 ? Errno.EIO.number() : errno);
    }

    /**
     * An interface that went down may come up again, and then the kernel goes on with this very
     * socket; all else ends the capture.
     */
    void survive(LibcException error) throws IOException {
        if (!error.is(Errno.ENETDOWN)) throw error;
        down = true;
        untold = true;
        ifGone();
    }

    /** One that is down may be taken away: the kernel does not always tell that again. */
    private void ifGone() throws IOException {
        if (device.isGone())
            throw new LibcException("recv", device.name(), Errno.ENODEV.number())
                    .hint("hint.recv.gone");
    }

    /** True as long as the interface is down, which is asked anew, and once if it just was. */
    boolean isDown() throws IOException {
        if (!down) return false;
        ifGone();
        down = untold || !device.isUp();
        untold = false;
        return down;
    }

    /** Asks how many frames came, and how many were lost, since the last time it was asked. */
    void updateCounts() throws LibcException {
        byte[] value = fd.getsockopt(SOL_PACKET, PACKET_STATISTICS, 12, PacketSocket::statistics);
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        received += Integer.toUnsignedLong(in.getInt());
        dropped += Integer.toUnsignedLong(in.getInt());
    }

    /** struct tpacket_stats: {@code {2, 0}}. */
    private static String statistics(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        String packets = Integer.toUnsignedString(in.getInt());
        return "{" + packets + ", " + Integer.toUnsignedString(in.getInt()) + "}";
    }

    /** Frames that passed the filter so far, lost ones included. */
    long received() {
        return received;
    }

    /** Frames so far for which there was no room. */
    long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        fd.close();
    }
}
