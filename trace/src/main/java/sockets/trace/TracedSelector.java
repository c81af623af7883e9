package sockets.trace;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A selector that tells its waits, and what was ready; another one makes them. It has keys and a
 * set of ready ones of its own, as the program knows the channels that tell only.
 */
final class TracedSelector extends AbstractSelector {
    private static final String SELECT = "Selector.select";

    private final AbstractSelector jdk;
    private final Descriptor wait;
    private final Set<SelectionKey> keys = ConcurrentHashMap.newKeySet();

    /** Keys that were cancelled, of which the JDK's selector still knows theirs. */
    private final List<TracedKey> leaving = new ArrayList<>();

    private final Set<SelectionKey> selected = new LinkedHashSet<>();

    TracedSelector(SelectorProvider provider, AbstractSelector jdk, Tracer tracer) {
        super(provider);
        this.jdk = jdk;
        wait = new Descriptor(tracer, "");
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attached) {
        TracedKey key = new TracedKey(channel, this);
        key.attach(attached);
        // a key that was cancelled since the last select is in the way of a new one
        forget(key.below());
        try {
            key.of(key.below().register(jdk, ops, key));
        } catch (ClosedChannelException e) {
            throw new ClosedSelectorException();
        }
        if (key.fd() != null) key.fd().watchedBy(this);
        keys.add(key);
        return key;
    }

    /** Cancels the JDK's key of a channel whose own key here was cancelled. */
    void forget(AbstractSelectableChannel jdks) {
        SelectionKey below = jdks.keyFor(jdk);
        if (below != null && below.isValid() && !((TracedKey) below.attachment()).isValid())
            below.cancel();
    }

    @Override
    public int select() throws IOException {
        return select(0);
    }

    @Override
    public int select(long timeout) throws IOException {
        String howLong = timeout == 0 ? "for ever" : timeout + " ms";
        return select(() -> jdk.select(timeout), howLong);
    }

    @Override
    public int selectNow() throws IOException {
        return select(jdk::selectNow, "0 ms");
    }

    @Override
    public int select(Consumer<SelectionKey> action) throws IOException {
        return select(action, 0);
    }

    @Override
    public int select(Consumer<SelectionKey> action, long timeout) throws IOException {
        return consume(action, () -> select(timeout));
    }

    @Override
    public int selectNow(Consumer<SelectionKey> action) throws IOException {
        return consume(action, this::selectNow);
    }

    /** Hands over the ready ones in the order in which they are told. */
    private int consume(Consumer<SelectionKey> action, Descriptor.Io<Integer> select)
            throws IOException {
        synchronized (selected) {
            selected.clear();
            int changed = select.call();
            List<SelectionKey> ready = List.copyOf(selected);
            selected.clear();
            ready.forEach(action);
            return changed;
        }
    }

    private int select(Descriptor.Io<Integer> select, String howLong) throws IOException {
        if (!isOpen()) throw new ClosedSelectorException();
        synchronized (selected) {
            cancel();
            // the JDK's selector lets go of them before it waits
            for (TracedKey key : leaving) tellForgotten(key, SELECT);
            leaving.clear();
            wait.await(select, "epoll_wait", howLong, SELECT);
            int changed = 0;
            StringJoiner ready = new StringJoiner(", ");
            Set<SelectionKey> below;
            try {
                below = jdk.selectedKeys();
            } catch (ClosedSelectorException e) {
                // closed by another thread, which ended the wait
                wait.tell("epoll_wait", howLong, Result.of(0), SELECT, "epoll.none");
                return 0;
            }
            for (SelectionKey one : below) {
                TracedKey key = (TracedKey) one.attachment();
                try {
                    if (key.take(selected.contains(key))) changed++;
                } catch (CancelledKeyException e) {
                    // by another thread, meanwhile
                    continue;
                }
                selected.add(key);
                ready.add(key.described());
            }
            int count = below.size();
            below.clear();
            String why = count == 0 ? "epoll.none" : "epoll";
            wait.tell("epoll_wait", howLong, Result.of(count), SELECT, why, ready);
            cancel();
            // what another thread has closed meanwhile the JDK's selector has let go of already
            for (TracedKey key : List.copyOf(leaving)) {
                if (key.below().keyFor(jdk) != null) continue;
                tellForgotten(key, SELECT);
                leaving.remove(key);
            }
            return changed;
        }
    }

    /** What was cancelled leaves all sets here; below it does so with the next select. */
    private void cancel() {
        Set<SelectionKey> cancelled = cancelledKeys();
        synchronized (cancelled) {
            for (SelectionKey one : cancelled) {
                TracedKey key = (TracedKey) one;
                key.jdk().cancel();
                selected.remove(key);
                keys.remove(key);
                deregister(key);
                leaving.add(key);
            }
            cancelled.clear();
        }
    }

    private void tellForgotten(TracedKey key, String java) {
        if (key.fd() != null) key.fd().forgottenBy(this, java);
    }

    @Override
    public Set<SelectionKey> keys() {
        if (!isOpen()) throw new ClosedSelectorException();
        return Collections.unmodifiableSet(keys);
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        if (!isOpen()) throw new ClosedSelectorException();
        return selected;
    }

    @Override
    public Selector wakeup() {
        jdk.wakeup();
        return this;
    }

    @Override
    protected void implCloseSelector() throws IOException {
        // in the order in which it will let go of them
        List<SelectionKey> below;
        jdk.wakeup();
        synchronized (jdk) {
            below = List.copyOf(jdk.keys());
        }
        jdk.close();
        for (SelectionKey one : below) {
            TracedKey key = (TracedKey) one.attachment();
            keys.remove(key);
            deregister(key);
            tellForgotten(key, "Selector.close");
        }
    }
}
