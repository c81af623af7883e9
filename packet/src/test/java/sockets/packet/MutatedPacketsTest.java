package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever stands in a packet: it is read, or told to be cut, and nothing else happens. */
class MutatedPacketsTest {
    private static final int ROUNDS = 20_000;

    private static final List<Hex.Reader<?>> READERS =
            List.of(
                    Ipv4Header::read,
                    Ipv6Header::read,
                    UdpHeader::read,
                    TcpHeader::read,
                    IcmpHeader::read,
                    Icmpv6Header::read,
                    in -> IcmpExtensions.read(in).labels(),
                    in -> IcmpExtensions.find(in, in.remaining() % 300).labels(),
                    IcmpObject::read);

    @Test
    void neverThrowAnythingElse() {
        Random random = new Random(20260801);
        byte[][] seeds = seeds();
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        ByteBuffer packet = mutated(seeds[random.nextInt(seeds.length)], random);
                        for (Hex.Reader<?> reader : READERS) read(reader, packet.duplicate());
                    }
                });
    }

    private static void read(Hex.Reader<?> reader, ByteBuffer in) {
        int before = in.remaining();
        try {
            reader.read(in);
            assertTrue(in.remaining() <= before);
        } catch (TruncatedPacketException e) {
            assertTrue(e.got() < e.needed(), e.getMessage());
        }
    }

    private static ByteBuffer mutated(byte[] seed, Random random) {
        byte[] packet = seed.clone();
        for (int i = random.nextInt(6); i > 0; i--)
            packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        return ByteBuffer.wrap(packet, 0, random.nextInt(packet.length + 1)).slice();
    }

    private static byte[][] seeds() {
        String ipv4 = "4600 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7 9404 0000";
        String ipv6 = "6000 0000 0018 0001" + "fd99 0000 0000 0000 0000 0000 0001 0001".repeat(2);
        String extensions = "2b00 0104 0000 0000 2c00 0000 0000 0000 0600 0000 0000 0001";
        String tcp =
                "d0e2 0050 0000 0001 0000 0000 a002 ffff 0000 0000"
                        + "0204 05b4 0402 080a 0000 0001 0000 0000 0103 0307";
        String labels = "2000 0000 000c 0101 03e8 1001 03e8 1101 0008 0201 0000 0001";
        String names = "1234 8180 0001 0001 0000 0000 0161 00 0001 0001 c00c 0005 0001 0000";
        return new byte[][] {
            Hex.bytes(names + "0e10 0004 0162 c00c").array(),
            Hex.bytes(ipv4 + tcp).array(),
            Hex.bytes(ipv6 + extensions + tcp).array(),
            Hex.bytes(extensions + tcp).array(),
            Hex.bytes(tcp).array(),
            Hex.bytes(labels).array(),
            Hex.bytes(ipv4 + "00".repeat(104) + labels).array(),
        };
    }
}
