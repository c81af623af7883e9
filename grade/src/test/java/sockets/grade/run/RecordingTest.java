package sockets.grade.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Out of a capture the exchange of a probe is cut, and nothing else is taken for a capture. */
class RecordingTest {
    @TempDir private Path folder;

    private Recording recording(byte[] bytes) throws IOException {
        return new Recording(Files.write(folder.resolve("raw"), bytes));
    }

    private static ByteBuffer header() {
        return ByteBuffer.allocate(1 << 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xa1b23c4d)
                .putInt(0x00040002)
                .putLong(0)
                .putInt(256)
                .putInt(1);
    }

    private static void packet(ByteBuffer file, int seconds, int nanos, String data) {
        byte[] bytes = data.getBytes(StandardCharsets.US_ASCII);
        file.putInt(seconds).putInt(nanos).putInt(bytes.length).putInt(bytes.length).put(bytes);
    }

    private static byte[] bytes(ByteBuffer file) {
        return Arrays.copyOf(file.array(), file.position());
    }

    @Test
    void keepsThePacketsOfItsTime() throws IOException {
        ByteBuffer all = header();
        packet(all, 99, 900_000_000, "before");
        packet(all, 100, 500_000_000, "first");
        packet(all, 101, 400_000_000, "last");
        packet(all, 102, 0, "behind");
        ByteBuffer wanted = header();
        packet(wanted, 100, 500_000_000, "first");
        packet(wanted, 101, 400_000_000, "last");
        assertArrayEquals(bytes(wanted), recording(bytes(all)).cut(100.2, 1.3));
    }

    @Test
    void ofAFloodTheBeginningIsKept() throws IOException {
        ByteBuffer all = header();
        for (int i = 0; i < 500; i++) packet(all, 100, i, "x");
        assertEquals(24 + 80 * 17, recording(bytes(all)).cut(100, 1).length);
    }

    @Test
    void whatIsCutOrNoCaptureGivesNothing() throws IOException {
        ByteBuffer all = header();
        packet(all, 100, 0, "first");
        byte[] whole = bytes(all);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertEquals(0, recording(cut).cut(100, 1).length, length + " bytes");
        }
        assertEquals(0, new Recording(folder.resolve("none")).cut(0, 1e9).length);
    }

    @Test
    void theFirstFaultOfAReportHasItsTime() {
        String json =
                "{\"probes\":[{\"verdict\":\"PASS\",\"startSeconds\":1,\"timeSeconds\":2},"
                        + "{\"verdict\":\"FAIL\",\"startSeconds\":3.5,\"timeSeconds\":0.25}]}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(new double[] {3.5, 0.25}, Reported.firstFault(bytes));
        assertEquals(null, Reported.firstFault("nonsense".getBytes(StandardCharsets.UTF_8)));
    }
}
