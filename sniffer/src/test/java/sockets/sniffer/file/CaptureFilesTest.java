package sockets.sniffer.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.sniffer.Traffic;

@Timeout(600)
class CaptureFilesTest {
    private static CaptureReader open(byte[] file) throws IOException {
        return CaptureReader.open(new ByteArrayInputStream(file), null);
    }

    private static byte[] file(String name, boolean nanos, int count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Traffic traffic = new Traffic(1, 30, 64);
        try (CaptureWriter writer = CaptureWriter.open(out, name, LinkType.EN10MB, 262144, nanos)) {
            for (int i = 0; i < count; i++) writer.write(traffic.next());
            writer.statistics(count, 3);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(Frame frame) {
        return Arrays.copyOfRange(frame.data(), frame.start(), frame.start() + frame.captured());
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        for (String name : new String[] {"a.pcap", "a.pcapng"}) {
            try (CaptureReader reader = open(file(name, true, 200))) {
                Traffic traffic = new Traffic(1, 30, 64);
                Frame frame = new Frame();
                for (int i = 0; i < 200; i++) {
                    Frame written = traffic.next();
                    assertTrue(reader.next(frame));
                    assertArrayEquals(bytes(written), bytes(frame));
                    assertEquals(written.length(), frame.length());
                    assertEquals(written.seconds(), frame.seconds());
                    assertEquals(written.nanos(), frame.nanos());
                }
                assertFalse(reader.next(frame));
                assertEquals(LinkType.EN10MB, reader.link());
                assertTrue(reader.hasNanos());
            }
        }
    }

    @Test
    void bothByteOrdersAndBothResolutionsAreRead() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN})
            for (int magic : new int[] {PcapReader.MICROS, PcapReader.NANOS}) {
                ByteBuffer out = ByteBuffer.allocate(100).order(order);
                out.putInt(magic).putShort((short) 2).putShort((short) 4).putLong(0);
                out.putInt(3).putInt(101);
                // longer than the snapshot length: cut to it
                out.putInt(7).putInt(999).putInt(5).putInt(90).put(new byte[] {1, 2, 3, 4, 5});
                out.putInt(8).putInt(1).putInt(1).putInt(1).put((byte) 9);
                try (CaptureReader reader = open(Arrays.copyOf(out.array(), out.position()))) {
                    Frame frame = new Frame();
                    assertTrue(reader.next(frame));
                    assertArrayEquals(new byte[] {1, 2, 3}, bytes(frame));
                    assertEquals(90, frame.length());
                    assertEquals(7, frame.seconds());
                    assertEquals(magic == PcapReader.NANOS ? 999 : 999_000, frame.nanos());
                    assertEquals(LinkType.RAW, frame.link());
                    assertTrue(reader.next(frame));
                    assertArrayEquals(new byte[] {9}, bytes(frame));
                    assertFalse(reader.next(frame));
                }
            }
    }

    @Test
    void severalInterfacesHaveTheirOwnLinkTypesAndClocks() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(500).order(ByteOrder.BIG_ENDIAN);
        out.putInt(PcapngReader.SECTION).putInt(28).putInt(0x1a2b3c4d);
        out.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
        // Ethernet, microseconds
        out.putInt(1).putInt(20).putShort((short) 1).putShort((short) 0).putInt(0).putInt(20);
        // raw IP, 1/1024 s, an hour ahead
        out.putInt(1).putInt(44).putShort((short) 101).putShort((short) 0).putInt(0);
        out.putShort((short) 9).putShort((short) 1).putInt(0x8a000000);
        out.putShort((short) 14).putShort((short) 8).putLong(3600);
        out.putInt(0).putInt(44);
        // an unknown block
        out.putInt(0x0bad).putInt(16).putInt(1).putInt(16);
        out.putInt(6).putInt(36).putInt(1).putInt(0).putInt(1024 + 512).putInt(1).putInt(60);
        out.put(new byte[] {5, 0, 0, 0}).putInt(36);
        out.putInt(6).putInt(32).putInt(0).putInt(0).putInt(5).putInt(0).putInt(60).putInt(32);
        try (CaptureReader reader = open(Arrays.copyOf(out.array(), out.position()))) {
            assertEquals(LinkType.EN10MB, reader.link());
            Frame frame = new Frame();
            assertTrue(reader.next(frame));
            assertEquals(LinkType.RAW, frame.link());
            assertEquals(3601, frame.seconds());
            assertEquals(500_000_000, frame.nanos());
            assertTrue(reader.next(frame));
            assertEquals(LinkType.EN10MB, frame.link());
            assertEquals(5000, frame.nanos());
            assertFalse(reader.next(frame));
        }
    }

    /** A file with an interface of a clock, and a packet at each of these times. */
    private static byte[] clocked(int resolution, long... units) {
        ByteBuffer out = ByteBuffer.allocate(100 + 32 * units.length);
        out.putInt(PcapngReader.SECTION).putInt(28).putInt(PcapngReader.BYTE_ORDER);
        out.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
        out.putInt(1).putInt(32).putShort((short) 1).putShort((short) 0).putInt(0);
        out.putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
        out.putInt(0).putInt(32);
        for (long time : units)
            out.putInt(6).putInt(32).putInt(0).putLong(time).putInt(0).putInt(60).putInt(32);
        return Arrays.copyOf(out.array(), out.position());
    }

    @Test
    void timesOfEveryClockAreRoundedDownExactly() throws IOException {
        Random random = new Random(3);
        for (int resolution = 0; resolution < 256; resolution++) {
            int exponent = resolution & 0x7f;
            boolean binary = resolution > 0x7f;
            if (exponent > (binary ? 63 : 19)) continue;
            BigInteger perSecond = BigInteger.valueOf(binary ? 2 : 10).pow(exponent);
            long[] units = new long[200];
            for (int i = 0; i < units.length; i++)
                units[i] = i == 0 ? -1 : random.nextLong() >>> random.nextInt(40);
            try (CaptureReader reader = open(clocked(resolution, units))) {
                Frame frame = new Frame();
                for (long time : units) {
                    assertTrue(reader.next(frame));
                    BigInteger[] parts =
                            new BigInteger(Long.toUnsignedString(time))
                                    .divideAndRemainder(perSecond);
                    BigInteger nanos =
                            parts[1].multiply(BigInteger.valueOf(1_000_000_000)).divide(perSecond);
                    String of = Long.toUnsignedString(time) + " of " + resolution;
                    assertEquals(parts[0].longValue(), frame.seconds(), of);
                    assertEquals(nanos.intValueExact(), frame.nanos(), of);
                }
            }
        }
    }

    @Test
    void whatIsCopiedHasTheTimesItHad() throws IOException {
        // a picosecond clock, and one of 2^-40 seconds
        for (int resolution : new int[] {12, 0x80 | 40, 6, 3}) {
            byte[] file = clocked(resolution, 1_700_000_000_123_456_789L, 7, -1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (CaptureReader reader = open(file);
                    CaptureWriter writer = CaptureWriter.open(out, "a.pcapng", reader.first())) {
                Frame frame = new Frame();
                while (reader.next(frame)) writer.write(frame);
            }
            assertArrayEquals(file, out.toByteArray());
        }
    }

    /** A packet block with bytes that are all the same. */
    private static void packet(ByteBuffer out, int size, int value) {
        int block = 32 + size;
        out.putInt(6).putInt(block).putInt(0).putLong(0).putInt(size).putInt(size);
        for (int i = 0; i < size; i++) out.put((byte) value);
        out.putInt(block);
    }

    @Test
    void aPacketStaysWholeWhereTheBufferEndsBehindIt() throws IOException {
        int mebibyte = 1 << 20;
        ByteBuffer out = ByteBuffer.allocate(3 * mebibyte);
        out.put(clocked(6));
        while (out.position() < mebibyte - 200_000) packet(out, 100_000, 1);
        // its data end with the first mebibyte, its block does not
        packet(out, mebibyte - out.position() - 28, 2);
        while (out.position() < 2 * mebibyte) packet(out, 100_000, 3);
        try (CaptureReader reader = open(Arrays.copyOf(out.array(), out.position()))) {
            Frame frame = new Frame();
            int value = 1;
            while (reader.next(frame)) {
                byte[] bytes = bytes(frame);
                if (bytes[0] > value) value++;
                byte[] expected = new byte[bytes.length];
                Arrays.fill(expected, (byte) value);
                assertArrayEquals(expected, bytes);
            }
            assertEquals(3, value);
        }
    }

    @Test
    void optionsAreCopiedUnlessTheyAreAnothersOrCut() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(1000);
        out.put(clocked(6));
        int start = out.position();
        out.putInt(6).putInt(0).putInt(0).putLong(0).putInt(1).putInt(1).putInt(0x07000000);
        int options = out.position();
        out.putShort((short) 1).putShort((short) 5).put("hola\n\0\0\0".getBytes());
        // custom, not to be copied, and of a program's own
        out.putShort((short) 19372).putShort((short) 4).putInt(7);
        out.putShort((short) 0x8001).putShort((short) 4).putInt(7);
        out.putShort((short) 2).putShort((short) 4).putInt(9);
        // one that says it is longer than its block
        out.putShort((short) 1).putShort((short) 9).putInt(7);
        int size = out.position() + 4 - start;
        out.putInt(size).putInt(start + 4, size);
        try (CaptureReader reader = open(Arrays.copyOf(out.array(), out.position()))) {
            Frame frame = new Frame();
            assertTrue(reader.next(frame));
            assertArrayEquals(new byte[] {7}, bytes(frame));
            assertTrue(frame.tellsMore());
            assertEquals(List.of(1, 2), frame.options().stream().map(Option::code).toList());
            assertArrayEquals("hola\n".getBytes(), frame.options().get(0).value());
            assertFalse(reader.next(frame));
        }
        // of a packet whose block is cut the data count
        try (CaptureReader reader = open(Arrays.copyOf(out.array(), options + 3))) {
            Frame frame = new Frame();
            assertTrue(reader.next(frame));
            assertEquals(List.of(), frame.options());
            assertFalse(reader.next(frame));
        }
    }

    @Test
    void lengthsThatLieAreTold() throws IOException {
        byte[] file = file("a.pcap", false, 3);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(24 + 8, 0x7fffffff);
        try (CaptureReader reader = open(file)) {
            assertThrows(FileFormatException.class, () -> reader.next(new Frame()));
        }
        byte[] blocks = file("a.pcapng", false, 3);
        ByteBuffer.wrap(blocks).order(ByteOrder.LITTLE_ENDIAN).putInt(60 + 20, 0x10000);
        try (CaptureReader reader = open(blocks)) {
            assertThrows(FileFormatException.class, () -> reader.next(new Frame()));
        }
        assertThrows(FileFormatException.class, () -> open(new byte[] {1, 2, 3, 4, 5}));
        assertThrows(FileFormatException.class, () -> open(new byte[0]));
    }

    /** Hands out a byte or a few at a time, as a slow pipe does. */
    private static final class Drops extends InputStream {
        private final InputStream in;

        Drops(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] to, int at, int length) throws IOException {
            return in.read(to, at, Math.min(length, 7));
        }
    }

    @Test
    void aStreamMayComeInAnyPieces() throws IOException {
        for (String name : new String[] {"a.pcap", "a.pcapng"}) {
            byte[] file = file(name, true, 50);
            try (CaptureReader reader = CaptureReader.open(new Drops(file), null)) {
                Frame frame = new Frame();
                int count = 0;
                while (reader.next(frame)) count++;
                assertEquals(50, count);
            }
        }
    }

    @Test
    void everyCutAndManyMutationsEndInAnExceptionOrAnEnd() throws IOException {
        Random random = new Random(7);
        for (String name : new String[] {"a.pcap", "a.pcapng"}) {
            byte[] whole = file(name, true, 12);
            for (int length = 0; length < whole.length; length += 1 + length / 200)
                drain(Arrays.copyOf(whole, length));
            for (int i = 0; i < 4000; i++) {
                byte[] mutated = whole.clone();
                for (int j = random.nextInt(5); j >= 0; j--)
                    mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
                drain(mutated);
            }
        }
    }

    private static void drain(byte[] file) throws IOException {
        Frame frame = new Frame();
        try (CaptureReader reader = open(file)) {
            while (reader.next(frame))
                assertTrue(frame.captured() >= 0 && frame.captured() <= 262144);
        } catch (FileFormatException e) {
            assertFalse(e.getMessage().isEmpty());
        }
    }
}
