package sockets.trace;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;

/** The key of a channel that tells its calls, beside the JDK's key of the channel beneath it. */
final class TracedKey extends AbstractSelectionKey {
    private final AbstractSelectableChannel channel;
    private final TracedSelector selector;
    private SelectionKey jdk;
    private int ready;

    TracedKey(AbstractSelectableChannel channel, TracedSelector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /** The JDK's channel: the one beneath, or itself if it is none that tells, as of a pipe. */
    AbstractSelectableChannel below() {
        return channel instanceof Traced traced ? traced.jdk() : channel;
    }

    /** Its descriptor; null if it is no socket that tells. */
    Descriptor fd() {
        return channel instanceof Traced traced ? traced.fd() : null;
    }

    void of(SelectionKey jdk) {
        this.jdk = jdk;
    }

    SelectionKey jdk() {
        return jdk;
    }

    /**
     * Takes over what the JDK's key is ready for.
     *
     * @param more true if this one is in the set of the ready still: what it had stays
     * @return whether that changes anything
     */
    boolean take(boolean more) {
        int now = jdk.readyOps() | (more ? ready : 0);
        boolean changed = !more || now != ready;
        ready = now;
        return changed;
    }

    /** {@code #3: read write}, {@code listener: accept}. */
    String described() {
        String what = "";
        if ((ready & OP_ACCEPT) != 0) what += " accept";
        if ((ready & OP_CONNECT) != 0) what += " connect";
        if ((ready & OP_READ) != 0) what += " read";
        if ((ready & OP_WRITE) != 0) what += " write";
        if (fd() == null) return "another channel:" + what;
        String name = fd().name();
        if (channel instanceof TracedListener) name = "listener" + name;
        return (name.isEmpty() ? "fd" : name) + ":" + what;
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    @Override
    public Selector selector() {
        return selector;
    }

    @Override
    public int interestOps() {
        check();
        return jdk.interestOps();
    }

    @Override
    public SelectionKey interestOps(int ops) {
        check();
        jdk.interestOps(ops);
        return this;
    }

    @Override
    public int readyOps() {
        check();
        return ready;
    }

    private void check() {
        if (!isValid()) throw new CancelledKeyException();
    }
}
