package sockets.selectserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.net.Reachable;
import sockets.common.server.BindFailure;
import sockets.common.server.ByteQueue;
import sockets.common.server.Client;
import sockets.common.server.Clients;
import sockets.common.server.ClientsOptions.Limits;
import sockets.common.server.Serving;
import sockets.common.text.Failure;
import sockets.common.text.Log;

/**
 * TCP echo server (RFC 862) of many clients with one thread: an event loop over non-blocking
 * sockets. It asks the kernel which of them are ready, and then makes only calls that do not block.
 * Step 9 of the practical; select(2), epoll(7).
 */
public final class SelectEchoServer implements Serving.Server {
    /** Most bytes of one read: one buffer serves all, since nothing stays in it. */
    private static final int BLOCK = 64 * 1024;

    /**
     * Most clients accepted in a turn. Several, or a crowd that comes at once waits behind those
     * who are served; not all, or these wait for the crowd.
     */
    private static final int NEWCOMERS = 64;

    /** Pause after a failed accept, unless a client leaves: nobody tells of a free descriptor. */
    private static final long PAUSE_NANOS = 500_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final SelectionKey listening;
    private final InetSocketAddress address;
    private final Limits limits;
    private final int maxPending;
    private final Clients clients;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
    private final List<SelectionKey> ready = new ArrayList<>();
    private final Consumer<SelectionKey> collect = ready::add;
    private final long start = System.nanoTime();
    private long nextCheck;
    private volatile boolean running = true;

    /** What belongs to one client; it hangs on the client's key. */
    private static final class Connection {
        final SocketChannel channel;
        final Client client;
        final ByteQueue pending;
        boolean ended;

        Connection(SocketChannel channel, Client client, int maxPending) {
            this.channel = channel;
            this.client = client;
            pending = new ByteQueue(maxPending, 0);
        }
    }

    /** Opens the listening socket; from now on the kernel accepts connections into its queue. */
    public SelectEchoServer(
            SelectorProvider sockets,
            InetSocketAddress wanted,
            Limits limits,
            int maxPending,
            Clients clients)
            throws IOException {
        this.limits = limits;
        this.maxPending = maxPending;
        this.clients = clients;
        nextCheck = limits.idleNanos() == 0 ? NEVER : limits.idleNanos();
        // socket: with the family that is meant, or Java opens AF_INET6
        listener = sockets.openServerSocketChannel(Addresses.family(wanted));
        // setsockopt: restart without waiting for TIME_WAIT
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        try {
            // bind, then listen: Java does both in this call
            listener.bind(wanted, limits.backlog());
        } catch (IOException e) {
            listener.close();
            throw BindFailure.of("tcp", wanted, e);
        }
        address = (InetSocketAddress) listener.getLocalAddress();
        // from now on accept does not wait either, and the selector watches for newcomers
        selector = sockets.openSelector();
        listener.configureBlocking(false);
        listening = listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void hints(Console console) {
        Reachable.clients(console, address);
    }

    /** The loop: wait for sockets that are ready, serve each of them once, over again. */
    @Override
    public void run() throws IOException {
        while (running) {
            ready.clear();
            // epoll_wait: the only call that waits, for all sockets together
            selector.select(collect, untilNextCheck());
            for (SelectionKey key : ready) {
                if (key == listening) acceptSome();
                else serve(key);
            }
            if (nextCheck != NEVER && now() >= nextCheck) checkTimeouts();
        }
        // one that was closed in this turn stays in the set until the next select
        for (SelectionKey key : selector.keys()) if (key != listening && key.isValid()) close(key);
        listener.close();
        selector.close();
    }

    /** Takes those who wait in the kernel's queue; if they are many, the rest in the next turn. */
    private void acceptSome() {
        int taken = 0;
        while (taken < NEWCOMERS && clients.now() < limits.maxClients() && accept()) taken++;
        // as many as there may be: the others wait in the queue
        if (clients.now() >= limits.maxClients()) listening.interestOps(0);
    }

    /** A new connection: its socket joins those that are watched. False if there is none. */
    private boolean accept() {
        SocketChannel channel;
        Client client;
        try {
            channel = listener.accept();
            // the queue is empty
            if (channel == null) return false;
            client = clients.connected((InetSocketAddress) channel.getRemoteAddress(), null);
        } catch (IOException e) {
            clients.refused(new Failure("accept", Addresses.text(address), e));
            // out of descriptors: it stays in the queue, and we look away, or we would spin
            listening.interestOps(0);
            nextCheck = Math.min(nextCheck, now() + PAUSE_NANOS);
            return false;
        }
        try {
            // read and write return at once, with what there is or with nothing
            channel.configureBlocking(false);
            // setsockopt: small answers leave at once
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Connection connection = new Connection(channel, client, maxPending);
            channel.register(selector, SelectionKey.OP_READ, connection);
        } catch (IOException e) {
            client.noteBroken(e);
            end(channel);
            client.noteClosed();
        }
        return true;
    }

    /** A client that sent something, or takes more: what concerns it ends only its connection. */
    private void serve(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isReadable()) read(connection);
            if (key.isWritable()) write(connection);
            int interest = interest(connection);
            if (interest == 0) close(key);
            else if (interest != key.interestOps()) key.interestOps(interest);
        } catch (IOException e) {
            connection.client.noteBroken(e);
            close(key);
        } catch (OutOfMemoryError e) {
            // of what waits for this client: the others have what they need
            connection.client.end("no memory");
            close(key);
        }
    }

    /** Takes what has come, and sends it back at once if nothing older waits. */
    private void read(Connection connection) throws IOException {
        int room = Math.min(BLOCK, maxPending - connection.pending.size());
        int length = connection.channel.read(buffer.clear().limit(room));
        buffer.flip();
        connection.client.noteRead(length, buffer);
        connection.ended = length < 0;
        if (connection.ended) return;
        if (connection.pending.isEmpty())
            connection.client.noteWritten(connection.channel.write(buffer));
        // what the kernel does not take waits here until the client has read
        connection.pending.add(buffer);
    }

    /** Sends what waits. */
    private void write(Connection connection) throws IOException {
        connection.client.noteWritten(connection.channel.write(connection.pending.first()));
        connection.pending.written();
    }

    /**
     * What to watch a client for. Most of the time that is reading; also writing while something
     * waits; only writing when that is too much, or the client has sent all: it may still read. 0
     * when all is done.
     */
    private int interest(Connection connection) {
        boolean pending = !connection.pending.isEmpty();
        // a client that does not read is not read from either: TCP slows it down, nothing is lost
        boolean full = connection.pending.size() >= maxPending;
        // after the end of file a socket would be readable for ever
        int read = connection.ended || full ? 0 : SelectionKey.OP_READ;
        // with room in the kernel's buffer a socket is writable for ever
        return read | (pending ? SelectionKey.OP_WRITE : 0);
    }

    private void close(SelectionKey key) {
        end((SocketChannel) key.channel());
        client(key).noteClosed();
        // there is room for another one, and a descriptor
        if (running) listening.interestOps(SelectionKey.OP_ACCEPT);
    }

    private static void end(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            Log.debug("close", e);
        }
    }

    private static Client client(SelectionKey key) {
        return ((Connection) key.attachment()).client;
    }

    /** Tries to accept again, if that failed, and closes clients that were idle for too long. */
    private void checkTimeouts() {
        if (clients.now() < limits.maxClients()) listening.interestOps(SelectionKey.OP_ACCEPT);
        nextCheck = NEVER;
        if (limits.idleNanos() == 0) return;
        long soonest = limits.idleNanos();
        for (SelectionKey key : selector.keys()) {
            // one that was closed in this turn stays in the set until the next select
            if (key == listening || !key.isValid()) continue;
            Client client = client(key);
            long left = limits.idleNanos() - client.idleNanos();
            if (left > 0) {
                soonest = Math.min(soonest, left);
                continue;
            }
            client.end(limits.idle());
            close(key);
        }
        // many clients may be due one shortly after the other: not a check for each
        nextCheck = now() + Math.max(soonest, 10_000_000);
    }

    private long now() {
        return System.nanoTime() - start;
    }

    /** Milliseconds that the select may wait; 0 is for ever. */
    private long untilNextCheck() {
        return nextCheck == NEVER ? 0 : Math.max(1, (nextCheck - now()) / 1_000_000 + 1);
    }

    @Override
    public void close() {
        running = false;
        selector.wakeup();
    }
}
