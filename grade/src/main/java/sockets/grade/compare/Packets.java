package sockets.grade.compare;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * Hashes the packets of a capture without their times: of each its lengths and its bytes. It reads
 * pcap (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng) up to the first record that
 * makes no sense.
 */
final class Packets {
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final int SECTION = 0x0a0d0d0a;
    private static final int SECTION_ORDER = 0x1a2b3c4d;

    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    /** No packet or block is longer: a broken length takes no memory. */
    private static final int LONGEST = 1 << 20;

    private final MessageDigest digest;
    private boolean capture;
    private boolean some;

    Packets(MessageDigest digest) {
        this.digest = digest;
    }

    boolean isCapture() {
        return capture;
    }

    /** Of what was read; empty if there was no packet. */
    String hash() {
        return some ? Fingerprint.hex(digest) : "";
    }

    void read(DataInputStream in) throws IOException {
        byte[] first = in.readNBytes(4);
        if (first.length < 4) return;
        int magic = ByteBuffer.wrap(first).getInt();
        int swapped = Integer.reverseBytes(magic);
        if (magic == SECTION) pcapng(in);
        else if (magic == MICROSECONDS || magic == NANOSECONDS) pcap(in, ByteOrder.BIG_ENDIAN);
        else if (swapped == MICROSECONDS || swapped == NANOSECONDS)
            pcap(in, ByteOrder.LITTLE_ENDIAN);
    }

    private void pcap(DataInputStream in, ByteOrder order) throws IOException {
        if (in.readNBytes(20).length < 20) return;
        capture = true;
        while (true) {
            byte[] record = in.readNBytes(16);
            if (record.length < 16) return;
            ByteBuffer fields = ByteBuffer.wrap(record).order(order);
            int length = fields.getInt(8);
            if (length < 0 || length > LONGEST) return;
            byte[] packet = in.readNBytes(length);
            if (packet.length < length) return;
            add(fields.getInt(12), packet, 0, length);
        }
    }

    private void pcapng(DataInputStream in) throws IOException {
        int type = SECTION;
        ByteOrder order = ByteOrder.BIG_ENDIAN;
        while (true) {
            byte[] length = in.readNBytes(4);
            if (length.length < 4) return;
            int done = 8;
            byte[] start = {};
            // the same in both orders; what stands behind the length says which it is
            if (type == SECTION) {
                start = in.readNBytes(4);
                if (start.length < 4) return;
                order = order(ByteBuffer.wrap(start).getInt());
                if (order == null) return;
                capture = true;
                done = 12;
            }
            int all = ByteBuffer.wrap(length).order(order).getInt();
            if (all < done + 4 || all > LONGEST || all % 4 != 0) return;
            byte[] rest = in.readNBytes(all - done);
            if (rest.length < all - done) return;
            block(type, ByteBuffer.wrap(rest).order(order));
            byte[] next = in.readNBytes(4);
            if (next.length < 4) return;
            type = ByteBuffer.wrap(next).order(order).getInt();
        }
    }

    private static ByteOrder order(int magic) {
        if (magic == SECTION_ORDER) return ByteOrder.BIG_ENDIAN;
        return Integer.reverseBytes(magic) == SECTION_ORDER ? ByteOrder.LITTLE_ENDIAN : null;
    }

    /**
     * @param block behind its first length, with the one at its end
     */
    private void block(int type, ByteBuffer block) {
        int end = block.capacity() - 4;
        if (type == SIMPLE_PACKET && end >= 4) {
            int original = block.getInt(0);
            int length = Integer.compareUnsigned(original, end - 4) < 0 ? original : end - 4;
            add(original, block.array(), 4, length);
        }
        if ((type == ENHANCED_PACKET || type == OLD_PACKET) && end >= 20) {
            int length = block.getInt(12);
            if (length >= 0 && length <= end - 20) add(block.getInt(16), block.array(), 20, length);
        }
    }

    private void add(int original, byte[] packet, int offset, int length) {
        some = true;
        digest.update(ByteBuffer.allocate(8).putInt(original).putInt(length).array());
        digest.update(packet, offset, length);
    }
}
