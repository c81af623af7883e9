package sockets.threadedserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.net.Reachable;
import sockets.common.server.BindFailure;
import sockets.common.server.Client;
import sockets.common.server.Clients;
import sockets.common.server.ClientsOptions.Limits;
import sockets.common.server.Serving;
import sockets.common.text.Failure;
import sockets.common.text.Log;

/**
 * TCP echo server (RFC 862) with a thread for each client: each waits for its own client only, in
 * blocking calls. Step 8 of the practical; accept(2), read(2), write(2), pthreads(7).
 */
public final class ThreadedEchoServer implements Serving.Server {
    /** Most bytes of one read; each client has a buffer of its own. */
    private static final int BLOCK = 16 * 1024;

    /** Pause after a failed accept, unless a client leaves: it would fail again at once. */
    private static final long PAUSE_MILLIS = 500;

    /** How long the end waits for the clients' threads, all of whose calls have been ended. */
    private static final long END_MILLIS = 30_000;

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final Limits limits;
    private final ClientThreads threads;
    private final Clients clients;
    private final Map<Client, SocketChannel> open = new ConcurrentHashMap<>();

    /** Opens the listening socket; from now on the kernel accepts connections into its queue. */
    public ThreadedEchoServer(
            SelectorProvider sockets,
            InetSocketAddress wanted,
            Limits limits,
            ClientThreads threads,
            Clients clients)
            throws IOException {
        this.limits = limits;
        this.threads = threads;
        this.clients = clients;
        // socket: with the family that is meant, or Java opens AF_INET6
        listener = sockets.openServerSocketChannel(Addresses.family(wanted));
        // setsockopt: restart without waiting for TIME_WAIT
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        try {
            // bind, then listen: Java does both in this call
            listener.bind(wanted, limits.backlog());
        } catch (IOException e) {
            close();
            throw BindFailure.of("tcp", wanted, e);
        }
        address = (InetSocketAddress) listener.getLocalAddress();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void hints(Console console) {
        Reachable.clients(console, address);
        threads.hints(console);
    }

    /** Accepts clients and gives each a thread, until the listener is closed. */
    @Override
    public void run() throws IOException {
        if (limits.idleNanos() > 0) new IdleWatch(open, limits).start();
        int most = Math.min(limits.maxClients(), threads.most());
        while (listener.isOpen()) {
            // with as many as there may be, new connections wait in the kernel's queue
            clients.awaitAtMost(most - 1, Long.MAX_VALUE / 1_000_000);
            try {
                // accept: takes a connection from the queue, or blocks until there is one
                SocketChannel channel = listener.accept();
                if (!hasStarted(channel)) most = Math.max(1, clients.now());
            } catch (ClosedChannelException e) {
                // close() from another thread: the usual end
                break;
            } catch (IOException e) {
                clients.refused(new Failure("accept", Addresses.text(address), e));
                clients.awaitAtMost(clients.now() - 1, PAUSE_MILLIS);
            }
        }
        // close() has ended every read and write: the last lines of the clients are still to come
        clients.awaitAtMost(0, END_MILLIS);
    }

    /**
     * Gives a client its thread; false if the system has no more: then there are enough clients.
     */
    private boolean hasStarted(SocketChannel channel) throws IOException {
        Client client =
                clients.connected((InetSocketAddress) channel.getRemoteAddress(), "client-");
        open.put(client, channel);
        // closed while we accepted: nobody else would close this client
        if (!listener.isOpen()) channel.close();
        try {
            // pthread_create: from here on the client has a thread of its own
            threads.start(client.thread(), () -> serve(channel, client));
            return true;
        } catch (Failure e) {
            client.end("no thread");
            leave(channel, client);
            clients.refused(e);
            return false;
        }
    }

    /** What a client's thread does from its first to its last moment. */
    private void serve(SocketChannel channel, Client client) {
        try {
            // setsockopt: small answers leave at once
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            echo(channel, client);
        } catch (IOException e) {
            client.noteBroken(e);
        } catch (OutOfMemoryError e) {
            // its buffer: the others have theirs
            client.end("no memory");
        } finally {
            leave(channel, client);
        }
    }

    /** Sends back what the client sends, until it has no more. */
    private void echo(SocketChannel channel, Client client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
        while (true) {
            // read: waits for this client, and only this thread waits; -1 (0 in C) is end of file
            int length = channel.read(buffer.clear());
            buffer.flip();
            client.noteRead(length, buffer);
            if (length < 0) return;
            // write: waits while the kernel's buffer is full, that is, while the client reads not
            while (buffer.hasRemaining()) client.noteWritten(channel.write(buffer));
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
        client.noteClosed();
    }

    @Override
    public synchronized void close() throws IOException {
        if (!listener.isOpen()) return;
        listener.close();
        // each read and write under way ends with an error in its own thread
        for (SocketChannel channel : open.values()) channel.close();
    }
}
