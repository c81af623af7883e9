package sockets.chat;

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
import sockets.common.net.Addresses;
import sockets.common.server.BindFailure;
import sockets.common.server.Client;
import sockets.common.server.Clients;
import sockets.common.server.Serving;
import sockets.common.text.Failure;
import sockets.common.text.Log;

/**
 * Chat server with one thread: the sockets. What the lines mean is {@link Protocol}'s affair. Lines
 * to send are gathered for a whole turn of the loop, so that each client gets one write of it (or a
 * few, if it is much). Step 10 of the practical; select(2), epoll(7).
 */
public final class ChatServer implements Serving.Server {
    /** Most bytes read from one client in a turn: who sends much waits for the others. */
    private static final int BLOCK = 4 * 1024;

    private static final int BACKLOG = 1024;

    /**
     * Most clients accepted in a turn. Several, or a crowd that comes at once waits behind a busy
     * room; not all, or the room waits for the crowd, and each of these is told to the whole room.
     */
    private static final int NEWCOMERS = 64;

    /** Pause after a failed accept, unless a client leaves: nobody tells of a free descriptor. */
    private static final long PAUSE_MILLIS = 500;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final SelectionKey listening;
    private final InetSocketAddress address;
    private final int maxClients;
    private final int maxPending;
    private final Protocol<Member> protocol;
    private final Clients clients;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
    private final List<SelectionKey> ready = new ArrayList<>();
    private final Consumer<SelectionKey> collect = ready::add;
    private final List<Member> toFlush = new ArrayList<>();
    private volatile boolean running = true;

    /** Opens the listening socket; from now on the kernel accepts connections into its queue. */
    ChatServer(
            SelectorProvider sockets,
            InetSocketAddress wanted,
            int maxClients,
            int maxPending,
            Protocol<Member> protocol,
            Clients clients)
            throws IOException {
        this.maxClients = maxClients;
        this.maxPending = maxPending;
        this.protocol = protocol;
        this.clients = clients;
        // socket: with the family that is meant, or Java opens AF_INET6
        listener = sockets.openServerSocketChannel(Addresses.family(wanted));
        // setsockopt: restart without waiting for TIME_WAIT
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        try {
            // bind, then listen: Java does both in this call
            listener.bind(wanted, BACKLOG);
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

    /** The loop: take a turn's lines from all who sent some, then send each what there is. */
    @Override
    public void run() throws IOException {
        while (running) {
            boolean paused = listening.interestOps() == 0;
            ready.clear();
            // epoll_wait: the only call that waits, for all sockets together
            selector.select(collect, paused ? PAUSE_MILLIS : 0);
            if (paused) listening.interestOps(SelectionKey.OP_ACCEPT);
            for (SelectionKey key : ready) if (key != listening) serve(key);
            // a member that leaves is news for the others: the list may grow meanwhile
            for (int i = 0; i < toFlush.size(); i++) finish(toFlush.get(i));
            toFlush.clear();
            // last, when the places of those who have left are free
            if (ready.contains(listening)) acceptSome();
            for (int i = 0; i < toFlush.size(); i++) finish(toFlush.get(i));
            toFlush.clear();
            protocol.endTurn();
        }
        // one that was closed in this turn stays in the set until the next select
        for (SelectionKey key : selector.keys())
            if (key != listening && key.isValid()) close(member(key));
        listener.close();
        selector.close();
    }

    private static Member member(SelectionKey key) {
        return (Member) key.attachment();
    }

    /** Takes those who wait in the kernel's queue; if they are many, the rest in the next turn. */
    private void acceptSome() {
        int taken = 0;
        while (taken < NEWCOMERS && accept()) taken++;
    }

    /** False if there is nobody to take. */
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
            return false;
        }
        try {
            channel.configureBlocking(false);
            // setsockopt: small lines leave at once
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            welcome(new Member(channel, client, protocol.splitter(), maxPending, toFlush));
        } catch (IOException e) {
            client.noteBroken(e);
            end(channel);
            client.noteClosed();
        }
        return true;
    }

    private void welcome(Member member) throws IOException {
        member.channel.register(selector, SelectionKey.OP_READ, member);
        if (clients.now() > maxClients) {
            protocol.full(member);
            member.leave("server full");
            return;
        }
        protocol.enter(member);
        tellEvent(member, "joined");
    }

    /** An event line of somebody who has a nickname, not just an address. */
    private static void tellEvent(Member member, String what) {
        String name = member.nickname();
        if (!name.isEmpty() && !name.equals(member.address()))
            member.client.event(name + " " + what);
    }

    private static void end(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            Log.debug("close", e);
        }
    }

    /** A client that sent something, or takes more. */
    private void serve(SelectionKey key) {
        Member member = member(key);
        try {
            if (key.isReadable()) read(member);
            if (key.isWritable()) member.wantsFlush();
        } catch (IOException e) {
            member.client.noteBroken(e);
            member.leave("");
        }
    }

    /** Takes what has come, at most a block: a flood must wait until the others had their turn. */
    private void read(Member member) throws IOException {
        int length = member.channel.read(buffer.clear());
        member.client.noteRead(length);
        if (length < 0) member.leave("");
        else member.lines.take(buffer.flip(), member, protocol);
    }

    /** The end of a turn for a member that has something to send, or leaves. */
    private void finish(Member member) {
        try {
            member.finishTurn();
        } catch (IOException e) {
            member.client.noteBroken(e);
            member.leave("");
        }
        if (member.hasLeft()) {
            if (member.channel.isOpen()) close(member);
            return;
        }
        // OP_WRITE only while something is left, or select would never wait
        SelectionKey key = member.channel.keyFor(selector);
        int write = member.hasPending() ? SelectionKey.OP_WRITE : 0;
        int interest = SelectionKey.OP_READ | write;
        if (key.interestOps() != interest) key.interestOps(interest);
    }

    private void close(Member member) {
        end(member.channel);
        if (!member.nickname().isEmpty()) {
            protocol.leave(member);
            tellEvent(member, "left");
        }
        member.client.noteClosed();
        // there may be a descriptor for one who waits
        if (running) listening.interestOps(SelectionKey.OP_ACCEPT);
    }

    @Override
    public void close() {
        running = false;
        selector.wakeup();
    }
}
