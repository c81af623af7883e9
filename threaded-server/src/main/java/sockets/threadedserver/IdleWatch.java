package sockets.threadedserver;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import sockets.common.server.Client;
import sockets.common.server.ClientsOptions.Limits;
import sockets.common.text.Log;

/**
 * Closes clients that neither send nor take anything for too long. A blocking read has no time
 * limit of its own, so another thread must do it: the call in which the client's thread waits then
 * ends with an error.
 */
final class IdleWatch implements Runnable {
    /** Many may be due one shortly after the other: not a look for each. */
    private static final long LEAST_MILLIS = 10;

    private final Map<Client, SocketChannel> open;
    private final Limits limits;

    IdleWatch(Map<Client, SocketChannel> open, Limits limits) {
        this.open = open;
        this.limits = limits;
    }

    void start() {
        Thread thread = new Thread(this, "idle-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (true) Thread.sleep(Math.max(LEAST_MILLIS, look() / 1_000_000 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes who is due; the time until the next one can be, in nanoseconds. */
    private long look() {
        long soonest = limits.idleNanos();
        for (Map.Entry<Client, SocketChannel> entry : open.entrySet()) {
            long left = limits.idleNanos() - entry.getKey().idleNanos();
            if (left > 0) soonest = Math.min(soonest, left);
            else end(entry.getKey(), entry.getValue());
        }
        return soonest;
    }

    private void end(Client client, SocketChannel channel) {
        client.end(limits.idle());
        try {
            channel.close();
        } catch (IOException e) {
            Log.debug("close {}", client.name(), e);
        }
    }
}
