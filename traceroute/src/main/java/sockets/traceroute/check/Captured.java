package sockets.traceroute.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import sockets.common.text.Log;

/** What a process writes to one of its streams: the beginning is kept, the rest is thrown away. */
final class Captured {
    private static final int MOST_KEPT = 128 * 1024;

    /** Who prints more prints without end. */
    private static final long MOST = 16L * 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;
    private long count;

    Captured(InputStream stream) {
        thread = new Thread(() -> read(stream), "output");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) take(buffer, n);
        } catch (IOException e) {
            Log.debug("output: {}", e.getMessage());
        }
    }

    private synchronized void take(byte[] buffer, int length) {
        count += length;
        kept.write(buffer, 0, Math.min(length, MOST_KEPT - kept.size()));
    }

    synchronized boolean isEndless() {
        return count > MOST;
    }

    /** Waits until nobody holds the stream any more, but not for ever. */
    void await(long millis) throws InterruptedException {
        thread.join(millis);
    }

    synchronized List<String> lines() {
        return kept.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
