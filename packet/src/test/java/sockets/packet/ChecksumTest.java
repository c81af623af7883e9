package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    void sumsTheExampleOfTheRfc() {
        // RFC 1071, 3: the sum of these is ddf2
        assertEquals(0xffff - 0xddf2, Checksum.of(Hex.bytes("0001 f203 f4f5 f6f7")));
    }

    @Test
    void padsAnOddByteWithZero() {
        assertEquals(Checksum.of(Hex.bytes("0102 0300")), Checksum.of(Hex.bytes("0102 03")));
    }

    @Test
    void isTheSameWhereverTheBytesAreSplit() {
        ByteBuffer all = Hex.bytes("0102030405060708ff");
        for (int split = 0; split <= 9; split++) {
            Checksum checksum = new Checksum();
            checksum.add(all.slice(0, split)).add(all.slice(split, 9 - split));
            assertEquals(Checksum.of(all), checksum.value());
        }
    }

    @Test
    void foldsCarriesOfLongPackets() {
        ByteBuffer ones = ByteBuffer.allocate(65534);
        while (ones.hasRemaining()) ones.put((byte) 0xff);
        assertEquals(0, Checksum.of(ones.flip()));
    }

    @Test
    void coversThePseudoHeaderOfUdp() throws Exception {
        ByteBuffer udp =
                Hex.bytes(
                        "8d3e 0035 0020 f3a7 0001 0100 0001 0000 0000 0000 0161 0162 00 0001 0001");
        InetAddress source = InetAddress.getByName("192.0.2.1");
        InetAddress destination = InetAddress.getByName("192.0.2.53");
        int right = sum(udp.duplicate().putShort(6, (short) 0), source, destination, 17);
        udp.putShort(6, (short) right);
        assertEquals(0, sum(udp, source, destination, 17));
        udp.put(9, (byte) 2);
        assertEquals(true, sum(udp, source, destination, 17) != 0);
    }

    @Test
    void coversThePseudoHeaderOfIcmpv6() throws Exception {
        ByteBuffer echo = Hex.bytes("8000 0000 1234 0001");
        InetAddress source = InetAddress.getByName("fd99::1:1");
        InetAddress destination = InetAddress.getByName("fd99::1:2");
        // 2 * (fd99 + 1) + 3 + 8 + 58 + 8000 + 1234 + 1, folded and complemented
        int sum = 2 * (0xfd99 + 1) + 3 + 8 + 58 + 0x8000 + 0x1234 + 1;
        int folded = (sum & 0xffff) + (sum >>> 16);
        assertEquals(~folded & 0xffff, sum(echo, source, destination, IpProtocol.ICMPV6));
    }

    private static int sum(ByteBuffer bytes, InetAddress source, InetAddress to, int protocol) {
        return Checksum.pseudo(source, to, protocol, bytes.remaining()).add(bytes).value();
    }
}
