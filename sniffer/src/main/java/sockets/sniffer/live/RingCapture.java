package sockets.sniffer.live;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Mapping;
import sockets.libc.Poll;
import sockets.sniffer.file.Frame;
import sockets.sniffer.filter.Filter;
import sockets.trace.Tracer;

/**
 * A ring of blocks shared with the kernel, TPACKET_V3 (packet_mmap in the kernel's documentation):
 * it fills a block, or gives it away half full after some time, and we hand it back. There is no
 * call for each packet, only one for each wait.
 */
public final class RingCapture implements LiveSource {
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_VERSION = 10;
    private static final int TPACKET_V3 = 2;

    private static final int BLOCK = 1 << 20;
    private static final int SLOT = 2048;

    /** A block leaves at the latest after this time: the packets of a quiet link are not kept. */
    private static final int RETIRE_MILLIS = 60;

    private static final int WAIT_MILLIS = 100;

    // struct tpacket_block_desc
    private static final int BLOCK_STATUS = 8;
    private static final int BLOCK_PACKETS = 12;
    private static final int BLOCK_FIRST = 16;
    private static final int OURS = 1;

    // struct tpacket3_hdr, and the sockaddr_ll behind it
    private static final int NEXT = 0;
    private static final int SECONDS = 4;
    private static final int NANOS = 8;
    private static final int CAPTURED = 12;
    private static final int LENGTH = 16;
    private static final int STATUS = 20;
    private static final int MAC = 24;
    private static final int NET = 26;
    private static final int TAG = 32;
    private static final int TAG_PROTOCOL = 36;
    private static final int ADDRESS = 48;

    private static final int VLAN_VALID = 0x10;
    private static final int VLAN_PROTOCOL_VALID = 0x40;
    private static final int VLAN = 0x8100;

    private static final VarHandle INT =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final PacketSocket socket;
    private final Device device;
    private final Mapping mapping;
    private final ByteBuffer ring;
    private final int blocks;
    private final FrameBuilder builder;
    private int block;
    private int packetsLeft;
    private int packet;
    private boolean holding;

    public RingCapture(Device device, Filter filter, Settings settings, Tracer tracer)
            throws IOException {
        this.device = device;
        builder = new FrameBuilder(device, filter, settings.snapshot());
        socket = new PacketSocket(device, tracer, "ring");
        try {
            socket.attach(filter, settings.snapshot());
            socket.leaveOutLoopback();
            socket.fd().setsockopt(SOL_PACKET, PACKET_VERSION, TPACKET_V3);
            blocks = Math.max(2, settings.mebibytes());
            String size = blocks + " x 1 MiB";
            socket.fd().setsockopt(SOL_PACKET, PACKET_RX_RING, request(blocks), size);
            mapping = new Mapping(socket.fd(), blocks * BLOCK);
            if (settings.promiscuous()) socket.promiscuous();
            socket.bind();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        ring = mapping.bytes();
    }

    /** struct tpacket_req3. */
    private static byte[] request(int blocks) {
        ByteBuffer request = ByteBuffer.allocate(28).order(ByteOrder.nativeOrder());
        request.putInt(BLOCK).putInt(blocks).putInt(SLOT).putInt(BLOCK / SLOT * blocks);
        return request.putInt(RETIRE_MILLIS).putInt(0).putInt(0).array();
    }

    @Override
    public Frame next() throws IOException {
        while (true) {
            if (packetsLeft == 0) {
                handBack();
                if (!take()) return null;
                continue;
            }
            int at = packet;
            packetsLeft--;
            packet += ring.getInt(at + NEXT);
            Frame frame = frame(at);
            if (frame != null) return frame;
        }
    }

    private Frame frame(int at) {
        int packetType = ring.get(at + ADDRESS + 10);
        int interfaceIndex = ring.getInt(at + ADDRESS + 4);
        if (socket.comesAgain(packetType, interfaceIndex)) return null;
        int captured = ring.getInt(at + CAPTURED);
        int status = ring.getInt(at + STATUS);
        boolean tagged = (status & VLAN_VALID) != 0 && !device.cooked();
        if (device.cooked()) {
            int data = at + Short.toUnsignedInt(ring.getShort(at + NET));
            builder.cooked(ring, data, captured, ring, at + ADDRESS);
        } else {
            int data = at + Short.toUnsignedInt(ring.getShort(at + MAC));
            int protocol =
                    (status & VLAN_PROTOCOL_VALID) != 0
                            ? Short.toUnsignedInt(ring.getShort(at + TAG_PROTOCOL))
                            : VLAN;
            builder.ethernet(ring, data, captured, tagged, protocol, ring.getInt(at + TAG));
        }
        builder.time(ring.getInt(at + SECONDS) & 0xffffffffL, ring.getInt(at + NANOS));
        boolean judge = tagged || !socket.isFilteredInKernel();
        return builder.frame(captured, ring.getInt(at + LENGTH), judge, interfaceIndex, packetType);
    }

    /** Gives the block that was read back to the kernel. */
    private void handBack() {
        if (!holding) return;
        INT.setRelease(ring, block * BLOCK + BLOCK_STATUS, 0);
        holding = false;
        block = (block + 1) % blocks;
    }

    /** Takes the next block if it is ours, or waits for it; false if none came. */
    private boolean take() throws IOException {
        int start = block * BLOCK;
        if (((int) INT.getAcquire(ring, start + BLOCK_STATUS) & OURS) == 0) {
            int events = Poll.once(socket.fd(), POLLIN, WAIT_MILLIS);
            if ((events & POLLERR) != 0) socket.survive(socket.error());
            if (((int) INT.getAcquire(ring, start + BLOCK_STATUS) & OURS) == 0) return false;
        }
        holding = true;
        packetsLeft = ring.getInt(start + BLOCK_PACKETS);
        packet = start + ring.getInt(start + BLOCK_FIRST);
        return true;
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
        mapping.close();
        socket.close();
    }
}
