package sockets.sniffer.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import sockets.common.text.Failure;

/** SHA-256 (FIPS 180-4), by which files that were handed in are compared. */
final class Digests {
    private static final int BLOCK = 1 << 16;

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /** What it has come to; it begins anew. */
    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of the bytes of a file. */
    static String ofFile(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int got; (got = in.read(block)) >= 0; ) digest.update(block, 0, got);
        } catch (IOException e) {
            throw new Failure("read", file, e);
        }
        return hex(digest);
    }
}
