package sockets.grade.compare;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what a capture is known again: SHA-256 (FIPS 180-4) of its bytes, and of its packets without
 * their times.
 *
 * @param packets empty if no packet was read
 * @param capture false if it is neither pcap nor pcapng
 */
record Fingerprint(String bytes, String packets, boolean capture, boolean empty) {
    /** More of a file is not read: then its size tells it from others. */
    private static final long MOST = 256L << 20;

    /** Reads a file, whatever is in it. */
    static Fingerprint of(Path file) throws IOException {
        return of(file, MOST);
    }

    static Fingerprint of(Path file, long most) throws IOException {
        MessageDigest bytes = sha256();
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(new Head(in, most), bytes)) {
            Packets packets = new Packets(sha256());
            packets.read(new DataInputStream(new BufferedInputStream(digested, 1 << 16)));
            // what stands behind the last packet that could be read
            digested.transferTo(OutputStream.nullOutputStream());
            long size = Files.size(file);
            if (size > most) bytes.update(String.valueOf(size).getBytes(StandardCharsets.US_ASCII));
            return new Fingerprint(hex(bytes), packets.hash(), packets.isCapture(), size == 0);
        }
    }

    /** False if it proves nothing to have the same: an empty file, a capture without packets. */
    boolean tells() {
        return !empty && (!capture || !packets.isEmpty());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The beginning of a file. */
    private static final class Head extends InputStream {
        private final InputStream in;
        private long left;

        Head(InputStream in, long most) {
            this.in = in;
            left = most;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) return -1;
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) return -1;
            int got = in.read(bytes, offset, (int) Math.min(length, left));
            if (got > 0) left -= got;
            return got;
        }
    }
}
