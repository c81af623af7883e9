package sockets.sniffer.live;

import java.nio.ByteBuffer;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.filter.Filter;

/**
 * Makes a frame of what the kernel gives: puts back the VLAN tag that it took out, or makes up the
 * header of a cooked packet; cuts it to the snapshot length; judges it where the kernel could not.
 */
final class FrameBuilder {
    static final int OUTGOING = 4;
    private static final int ADDRESSES = 12;
    private static final int TAG = 4;

    private final Device device;
    private final Filter filter;
    private final int snapshot;
    private final Frame frame = new Frame();
    private byte[] bytes = new byte[LinkType.SNAPSHOT_LENGTH + 64];

    /** What is made before the packet's own bytes. */
    private int added;

    FrameBuilder(Device device, Filter filter, int snapshot) {
        this.device = device;
        this.filter = filter;
        this.snapshot = snapshot;
        frame.link(device.link(), false);
    }

    /** Takes the bytes of a frame whose tag, if any, was taken out. */
    void ethernet(ByteBuffer from, int at, int captured, boolean tagged, int tpid, int tci) {
        room(captured + TAG);
        added = 0;
        if (!tagged || captured < ADDRESSES) {
            from.get(at, bytes, 0, captured);
            return;
        }
        added = TAG;
        from.get(at, bytes, 0, ADDRESSES);
        bytes[12] = (byte) (tpid >> 8);
        bytes[13] = (byte) tpid;
        bytes[14] = (byte) (tci >> 8);
        bytes[15] = (byte) tci;
        from.get(at + ADDRESSES, bytes, ADDRESSES + TAG, captured - ADDRESSES);
    }

    /** Takes a packet without a header; the structure sockaddr_ll tells what to write in one. */
    void cooked(ByteBuffer from, int at, int captured, ByteBuffer address, int addressAt) {
        added = device.link().headerLength();
        room(captured + added);
        int hardware = Short.toUnsignedInt(address.getShort(addressAt + 8));
        int packetType = address.get(addressAt + 10);
        int length = Math.min(8, address.get(addressAt + 11));
        ByteBuffer out = ByteBuffer.wrap(bytes);
        byte protocolHigh = address.get(addressAt + 2);
        byte protocolLow = address.get(addressAt + 3);
        if (device.link() == LinkType.LINUX_SLL2) {
            out.put(protocolHigh).put(protocolLow).putShort((short) 0);
            out.putInt(address.getInt(addressAt + 4)).putShort((short) hardware);
            out.put((byte) packetType).put((byte) length);
        } else {
            out.putShort((short) packetType).putShort((short) hardware).putShort((short) length);
        }
        for (int i = 0; i < 8; i++) out.put(i < length ? address.get(addressAt + 12 + i) : 0);
        if (device.link() == LinkType.LINUX_SLL) out.put(protocolHigh).put(protocolLow);
        from.get(at, bytes, added, captured);
    }

    private void room(int count) {
        if (count > bytes.length) bytes = new byte[count];
    }

    /**
     * The frame, or null if the filter rejects it.
     *
     * @param judge true if the kernel has not judged it
     */
    Frame frame(int captured, int length, boolean judge, int interfaceIndex, int packetType) {
        frame.set(bytes, 0, captured + added, length + added);
        frame.origin(interfaceIndex, packetType);
        if (judge && !filter.accepts(frame)) return null;
        if (captured + added > snapshot) frame.set(bytes, 0, snapshot, length + added);
        return frame;
    }

    void time(long seconds, int nanos) {
        frame.time(seconds, nanos);
    }
}
