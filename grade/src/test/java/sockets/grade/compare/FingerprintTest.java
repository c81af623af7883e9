package sockets.grade.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    static final Path CAPTURES = Path.of("../docs/captures");

    @TempDir private Path folder;

    private Fingerprint of(byte[] bytes) throws IOException {
        return Fingerprint.of(Files.write(folder.resolve("file"), bytes));
    }

    /** A capture in pcap, each packet some seconds later. */
    static byte[] later(byte[] pcap, int seconds) {
        ByteBuffer file = ByteBuffer.wrap(pcap.clone()).order(order(pcap));
        for (int at = 24; at < pcap.length; at += 16 + file.getInt(at + 8))
            file.putInt(at, file.getInt(at) + seconds);
        return file.array();
    }

    private static ByteOrder order(byte[] pcap) {
        return pcap[0] == (byte) 0xa1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static byte[] pcapng(byte[] pcap, ByteOrder order) {
        ByteBuffer in = ByteBuffer.wrap(pcap).order(order(pcap));
        ByteBuffer out = ByteBuffer.allocate(pcap.length * 2 + 200).order(order);
        out.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putInt(1).putLong(-1).putInt(28);
        out.putInt(1).putInt(20).putInt(in.getInt(20)).putInt(0).putInt(20);
        for (int at = 24; at < pcap.length; at += 16 + in.getInt(at + 8)) {
            int length = in.getInt(at + 8);
            int padded = (length + 3) / 4 * 4;
            out.putInt(6).putInt(32 + padded).putInt(0).putLong(at).putInt(length);
            out.putInt(in.getInt(at + 12)).put(pcap, at + 16, length);
            out.put(new byte[padded - length]).putInt(32 + padded);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    @Test
    void theListOfTheCourseIsWhatStandsInDocs() throws IOException {
        StringBuilder actual = new StringBuilder();
        try (Stream<Path> all = Files.list(CAPTURES)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".pcap")).sorted().toList()) {
                Fingerprint print = Fingerprint.of(file);
                assertTrue(print.tells());
                actual.append(file.getFileName()).append(' ').append(print.bytes()).append(' ');
                actual.append(print.packets()).append('\n');
            }
        }
        StringBuilder known = new StringBuilder();
        for (CourseCaptures.Known one : new CourseCaptures().all())
            known.append(String.join(" ", one.name(), one.bytes(), one.packets())).append('\n');
        assertEquals(actual.toString(), known.toString());
    }

    @Test
    void timesAndFormatChangeTheBytesAndNotThePackets() throws IOException {
        byte[] pcap = Files.readAllBytes(CAPTURES.resolve("tcp-echo.pcap"));
        Fingerprint first = of(pcap);
        for (byte[] other :
                List.of(
                        later(pcap, 3600),
                        pcapng(pcap, ByteOrder.LITTLE_ENDIAN),
                        pcapng(pcap, ByteOrder.BIG_ENDIAN))) {
            Fingerprint second = of(other);
            assertNotEquals(first.bytes(), second.bytes());
            assertEquals(first.packets(), second.packets());
        }
        pcap[pcap.length - 1]++;
        assertNotEquals(first.packets(), of(pcap).packets());
    }

    @Test
    void aCaptureWithoutPacketsTellsNothing() throws IOException {
        byte[] pcap = Files.readAllBytes(CAPTURES.resolve("tcp-echo.pcap"));
        assertFalse(of(Arrays.copyOf(pcap, 24)).tells());
        assertFalse(of(new byte[0]).tells());
        assertTrue(of("no capture".getBytes()).tells());
    }

    @Test
    void garbageAndBrokenLengthsEndWhereTheyBegin() throws IOException {
        byte[] pcap = Files.readAllBytes(CAPTURES.resolve("udp-echo.pcap"));
        byte[] ng = pcapng(pcap, ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(1);
        for (byte[] good : List.of(pcap, ng))
            for (int i = 0; i < 300; i++) {
                byte[] bad = Arrays.copyOf(good, random.nextInt(good.length));
                for (int j = 0; j < 4 && bad.length > 0; j++)
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                of(bad);
            }
        ByteArrayOutputStream huge = new ByteArrayOutputStream();
        huge.write(pcap, 0, 24);
        huge.write(new byte[8]);
        huge.write(new byte[] {-1, -1, -1, 127, -1, -1, -1, 127});
        assertEquals("", of(huge.toByteArray()).packets());
    }

    @Test
    void ofAHugeFileOnlyTheBeginningIsRead() throws IOException {
        Path file = folder.resolve("huge");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(1L << 40);
            Fingerprint first = Fingerprint.of(file, 1 << 16);
            huge.setLength(2L << 40);
            assertNotEquals(first.bytes(), Fingerprint.of(file, 1 << 16).bytes());
        }
    }
}
