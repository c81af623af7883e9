package sockets.threadedserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import sockets.common.Addresses;
import sockets.common.Client;
import sockets.common.Clients;
import sockets.common.ClientsOptions.Limits;
import sockets.common.Failure;
import sockets.common.Listening;
import sockets.common.Log;
import sockets.common.Serving;

/**
 * TCP echo server (RFC 862) with a thread for each client: each waits for its own client only, in
 * calls that block. Step 8 of the practical; accept(2), read(2), write(2), pthreads(7).
 */
public final class ThreadedEchoServer implements Serving.Server {
    /** Most bytes of one read; each client has a buffer of its own. */
    private static final int BLOCK = 16 * 1024;

    /** Pause after a failed accept: out of descriptors, it would fail again at once. */
    private static final long PAUSE_MILLIS = 500;

    /** How long the end waits for the clients' threads, all of whose calls have been ended. */
    private static final long END_MILLIS = 2000;

    /** More than a system can have threads. */
    private static final int MOST = 1 << 30;

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final long idleNanos;
    private final ClientThreads threads;
    private final Clients clients;
    private final Listening calls;
    private final int places;
    private final Semaphore free;
    private final Map<Client, SocketChannel> open = new ConcurrentHashMap<>();

    /** Opens the listening socket; from now on the kernel accepts connections into its queue. */
    public ThreadedEchoServer(
            InetSocketAddress wanted, Limits limits, ClientThreads threads, Clients clients)
            throws IOException {
        idleNanos = limits.idleNanos();
        this.threads = threads;
        this.clients = clients;
        places = Math.min(Math.min(limits.maxClients(), threads.most()), MOST);
        free = new Semaphore(places);
        calls = new Listening(wanted, clients.explain());
        // socket: with the family that is meant, or Java opens AF_INET6
        listener = ServerSocketChannel.open(Addresses.family(wanted));
        calls.opened();
        // setsockopt: restart without waiting for TIME_WAIT
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        calls.reuseAddress(true);
        try {
            // bind, then listen: Java does both in this call
            listener.bind(wanted, limits.backlog());
        } catch (IOException e) {
            Failure failure = calls.notBound(e);
            close();
            throw failure;
        }
        address = (InetSocketAddress) listener.getLocalAddress();
        calls.bound(address, limits.backlog());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Accepts clients and gives each a thread, until the listener is closed. */
    @Override
    public void run() throws IOException {
        if (idleNanos > 0) new IdleWatch(open, idleNanos).start();
        while (listener.isOpen()) {
            // with all places taken, newcomers wait in the kernel's queue
            free.acquireUninterruptibly();
            try {
                // accept: takes a connection from the queue, or blocks until there is one
                welcome(listener.accept());
            } catch (ClosedChannelException e) {
                // close() from another thread: the usual end
                free.release();
            } catch (IOException e) {
                free.release();
                clients.refused(e instanceof Failure failure ? failure : notAccepted(e));
                sleep(PAUSE_MILLIS);
            }
        }
        // close() has ended every read and write: the last lines of the clients are still to come
        awaitLast();
    }

    private void welcome(SocketChannel channel) throws IOException {
        Client client =
                clients.connected((InetSocketAddress) channel.getRemoteAddress(), "client-");
        open.put(client, channel);
        // closed while we accepted: nobody else would close this client
        if (!listener.isOpen()) channel.close();
        try {
            // pthread_create: from here on the client has a thread of its own
            threads.start(client.thread(), () -> serve(channel, client));
        } catch (Failure e) {
            client.end("no thread");
            leave(channel, client);
            throw e;
        }
    }

    /** What a client's thread does from its first to its last moment. */
    private void serve(SocketChannel channel, Client client) {
        try {
            // setsockopt: small answers leave at once
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            calls.noDelay(client);
            echo(channel, client);
        } catch (IOException e) {
            client.broken(e);
        } finally {
            leave(channel, client);
            free.release();
        }
    }

    /** Sends back what the client sends, until it has no more. */
    private void echo(SocketChannel channel, Client client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
        while (true) {
            // read: waits for this client, and only this thread waits; -1 (0 in C) is end of file
            int length = channel.read(buffer.clear());
            client.read(length, buffer.flip());
            if (length < 0) return;
            // write: waits while the kernel's buffer is full, that is, while the client reads not
            while (buffer.hasRemaining()) client.wrote(buffer.remaining(), channel.write(buffer));
        }
    }

    private void leave(SocketChannel channel, Client client) {
        try {
            // FIN, or RST if there is unread data; who is first keeps TIME_WAIT
            channel.close();
        } catch (IOException e) {
            Log.debug("close", e);
        }
        open.remove(client);
        client.closed();
    }

    private Failure notAccepted(IOException e) {
        return new Failure("accept", Addresses.text(address), e);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitLast() {
        try {
            // one place more than there are: the one that close() added
            free.tryAcquire(places + 1, END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!listener.isOpen()) return;
        listener.close();
        calls.closed();
        // each read and write under way ends with an error in its own thread
        for (SocketChannel channel : open.values()) channel.close();
        // run() may be waiting for a place
        free.release();
    }
}
