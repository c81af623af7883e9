package sockets.packet;

import java.nio.ByteBuffer;

/**
 * ARP packet, RFC 826: whose hardware address belongs to this protocol address? Addresses have the
 * lengths that the packet tells.
 *
 * <pre>
 *  0               8               16                          31
 * +-------------------------------+-----------------------------+
 * |         hardware type         |        protocol type        |
 * +---------------+---------------+-----------------------------+
 * |hardware length|protocol length|          operation          |
 * +---------------+---------------+-----------------------------+
 * |      sender's hardware address, sender's protocol address   |
 * |      target's hardware address, target's protocol address   |
 * +-------------------------------------------------------------+
 * </pre>
 */
public record ArpPacket(
        int hardwareType,
        int protocolType,
        int operation,
        ByteBuffer senderHardware,
        ByteBuffer sender,
        ByteBuffer targetHardware,
        ByteBuffer target) {
    /** Without the addresses. */
    public static final int SIZE = 8;

    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    public static ArpPacket read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("ARP", in, SIZE);
        int hardware = in.get(in.position() + 4) & 0xff;
        int protocol = in.get(in.position() + 5) & 0xff;
        TruncatedPacketException.check("ARP", in, SIZE + 2 * (hardware + protocol));
        int hardwareType = Bytes.u16(in);
        int protocolType = Bytes.u16(in);
        in.getShort();
        return new ArpPacket(
                hardwareType,
                protocolType,
                Bytes.u16(in),
                Bytes.view(in, hardware),
                Bytes.view(in, protocol),
                Bytes.view(in, hardware),
                Bytes.view(in, protocol));
    }

    public void write(ByteBuffer out) {
        out.putShort((short) hardwareType).putShort((short) protocolType);
        out.put((byte) senderHardware.remaining()).put((byte) sender.remaining());
        out.putShort((short) operation);
        out.put(senderHardware()).put(sender()).put(targetHardware()).put(target());
    }

    @Override
    public ByteBuffer senderHardware() {
        return senderHardware.duplicate();
    }

    @Override
    public ByteBuffer sender() {
        return sender.duplicate();
    }

    @Override
    public ByteBuffer targetHardware() {
        return targetHardware.duplicate();
    }

    @Override
    public ByteBuffer target() {
        return target.duplicate();
    }
}
