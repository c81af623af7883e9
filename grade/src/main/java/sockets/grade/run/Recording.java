package sockets.grade.run;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What goes over the network of a check while it judges: sniffer captures it, and the exchange in
 * which a probe failed is cut out of it.
 */
final class Recording {
    /** Bytes of each packet: its headers and the beginning of its data. */
    private static final int SNAPSHOT = 256;

    /** A flood fills no disk. */
    private static final int PACKETS = 100_000;

    /** What is kept of an exchange: more than that nobody reads. */
    private static final int MOST = 80;

    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    /** The file's magic number, of a capture in nanoseconds, as sniffer writes it. */
    private static final int MAGIC = 0xa1b23c4d;

    /** Seconds by which what a probe noted and the packets may differ. */
    private static final double SLACK = 0.01;

    /** The check begins when the capture has begun; it gives the exit code. */
    private static final String BOTH =
            """
            file=$1 java=$2 jar=$3
            shift 3
            "$java" -XX:-UsePerfData -jar "$jar" capture -i lo -s %d -c %d -w "$file" \\
                </dev/null >/dev/null 2>"$file.err" &
            sniffer=$!
            for i in $(seq 300); do
                grep -q listening "$file.err" && break
                kill -0 $sniffer 2>/dev/null || break
                sleep 0.1
            done
            "$@"
            status=$?
            kill $sniffer 2>/dev/null
            wait $sniffer
            exit $status
            """
                    .formatted(SNAPSHOT, PACKETS);

    private final Path file;

    /**
     * @param file that is written meanwhile
     */
    Recording(Path file) {
        this.file = file;
    }

    /** The words of a check in Java, and of the capture of its network. */
    List<String> of(List<String> check, Path sniffer) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", BOTH, "sh", file.toString()));
        all.addAll(List.of(check.get(0), sniffer.toString()));
        all.addAll(check);
        // counters of two Javas, each among its own processes, would have the same name
        all.add(all.size() - check.size() + 1, "-XX:-UsePerfData");
        return all;
    }

    /**
     * The packets of an exchange, as a capture of their own; empty if there are none.
     *
     * @param start seconds since 1970
     */
    byte[] cut(double start, double seconds) throws IOException {
        if (!Files.exists(file)) return new byte[0];
        ByteBuffer kept = ByteBuffer.allocate(FILE_HEADER + MOST * (RECORD_HEADER + SNAPSHOT));
        int packets = 0;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            byte[] header = in.readNBytes(FILE_HEADER);
            if (header.length < FILE_HEADER) return new byte[0];
            kept.put(header);
            ByteOrder order = ByteOrder.BIG_ENDIAN;
            if (ByteBuffer.wrap(header).getInt() != MAGIC) order = ByteOrder.LITTLE_ENDIAN;
            while (packets < MOST) {
                byte[] record = in.readNBytes(RECORD_HEADER);
                if (record.length < RECORD_HEADER) break;
                ByteBuffer fields = ByteBuffer.wrap(record).order(order);
                double time = fields.getInt(0) + fields.getInt(4) / 1e9;
                int length = fields.getInt(8);
                if (length < 0 || length > SNAPSHOT) break;
                byte[] packet = in.readNBytes(length);
                if (packet.length < length) break;
                if (time < start - SLACK || time > start + seconds + SLACK) continue;
                kept.put(record).put(packet);
                packets++;
            }
        }
        return packets == 0 ? new byte[0] : Arrays.copyOf(kept.array(), kept.position());
    }

    /** Removes what was written. */
    void remove() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(Path.of(file + ".err"));
    }
}
