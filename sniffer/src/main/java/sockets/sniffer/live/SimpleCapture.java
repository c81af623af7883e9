package sockets.sniffer.live;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import sockets.libc.Cmsg;
import sockets.libc.Errno;
import sockets.libc.LibcException;
import sockets.libc.Message;
import sockets.libc.Poll;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.filter.Filter;
import sockets.trace.Tracer;

/**
 * The loop of the course's sniffer: one receive call for each packet. It shows the same, with a
 * call and a copy more; at some hundred thousand packets a second it loses what the ring does not.
 */
public final class SimpleCapture implements LiveSource {
    private static final int SO_RCVBUFFORCE = 33;
    private static final int PACKET_AUXDATA = 8;
    private static final int WAIT_MILLIS = 100;

    // struct tpacket_auxdata
    private static final int STATUS = 0;
    private static final int LENGTH = 4;
    private static final int TAG = 16;
    private static final int TAG_PROTOCOL = 18;
    private static final int VLAN_VALID = 0x10;
    private static final int VLAN_PROTOCOL_VALID = 0x40;
    private static final int VLAN = 0x8100;

    private final PacketSocket socket;
    private final Device device;
    private final Message message = new Message(LinkType.SNAPSHOT_LENGTH, 256);
    private final FrameBuilder builder;

    public SimpleCapture(Device device, Filter filter, Settings settings, Tracer tracer)
            throws IOException {
        this.device = device;
        builder = new FrameBuilder(device, filter, settings.snapshot());
        socket = new PacketSocket(device, tracer, "simple");
        try {
            socket.attach(filter, settings.snapshot());
            socket.leaveOutLoopback();
            buffer(settings.mebibytes() << 20);
            socket.fd().setsockopt(SOL_PACKET, PACKET_AUXDATA, 1);
            socket.fd().setsockopt(SOL_SOCKET, SO_TIMESTAMPNS, 1);
            if (settings.promiscuous()) socket.promiscuous();
            socket.bind();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Room in the kernel: beyond the system's limit with a privilege, else up to it. */
    private void buffer(int size) throws LibcException {
        try {
            socket.fd().setsockopt(SOL_SOCKET, SO_RCVBUFFORCE, size);
        } catch (LibcException e) {
            if (!e.is(Errno.EPERM)) throw e;
            socket.fd().setsockopt(SOL_SOCKET, SO_RCVBUF, size);
        }
    }

    @Override
    public Frame next() throws IOException {
        while (true) {
            int length;
            try {
                length = socket.fd().recvmsg(message, MSG_DONTWAIT | MSG_TRUNC);
            } catch (LibcException e) {
                if (e.is(Errno.ENETDOWN)) {
                    socket.survive(new LibcException("recv", device.name(), e.errno()));
                    return null;
                }
                if (!e.is(Errno.EAGAIN)) throw e;
                int events = Poll.once(socket.fd(), POLLIN, WAIT_MILLIS);
                if ((events & POLLERR) != 0) socket.survive(socket.error());
                if (events != POLLIN) return null;
                continue;
            }
            Frame frame = frame(length);
            if (frame != null) return frame;
        }
    }

    private Frame frame(int length) {
        ByteBuffer data = message.data();
        ByteBuffer address = message.name();
        int captured = data.limit();
        int packetType = address.get(10);
        int interfaceIndex = address.getInt(4);
        if (socket.comesAgain(packetType, interfaceIndex)) return null;
        boolean tagged = false;
        int protocol = VLAN;
        int tag = 0;
        builder.time(System.currentTimeMillis() / 1000, 0);
        for (Cmsg one : message.cmsgs()) {
            ByteBuffer value = one.data();
            if (one.level() == SOL_PACKET && one.type() == PACKET_AUXDATA && value.limit() >= 20) {
                int status = value.getInt(STATUS);
                length = value.getInt(LENGTH);
                tagged = (status & VLAN_VALID) != 0 && !device.cooked();
                tag = Short.toUnsignedInt(value.getShort(TAG));
                if ((status & VLAN_PROTOCOL_VALID) != 0)
                    protocol = Short.toUnsignedInt(value.getShort(TAG_PROTOCOL));
            }
            boolean time = one.level() == SOL_SOCKET && one.type() == SO_TIMESTAMPNS;
            if (time && value.limit() >= 16) builder.time(value.getLong(0), (int) value.getLong(8));
        }
        if (device.cooked()) builder.cooked(data, 0, captured, address, 0);
        else builder.ethernet(data, 0, captured, tagged, protocol, tag);
        boolean judge = tagged || !socket.isFilteredInKernel();
        return builder.frame(captured, length, judge, interfaceIndex, packetType);
    }

    @Override
    public void updateCounts() throws IOException {
        socket.updateCounts();
    }

    @Override
    public boolean isDown() throws IOException {
        return socket.isDown();
    }

    @Override
    public long received() {
        return socket.received();
    }

    @Override
    public long dropped() {
        return socket.dropped();
    }

    @Override
    public void close() {
        socket.close();
    }
}
