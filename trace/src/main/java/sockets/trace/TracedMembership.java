package sockets.trace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.MembershipKey;
import java.nio.channels.MulticastChannel;

/** A membership of a group, of a channel that tells; the JDK's is beneath it. */
final class TracedMembership extends MembershipKey {
    private final TracedDatagram channel;
    private final MembershipKey jdk;

    TracedMembership(TracedDatagram channel, MembershipKey jdk) {
        this.channel = channel;
        this.jdk = jdk;
    }

    @Override
    public boolean isValid() {
        return jdk.isValid();
    }

    @Override
    public void drop() {
        boolean member = isValid();
        jdk.drop();
        if (member) channel.tellDrop(group(), networkInterface());
    }

    @Override
    public MembershipKey block(InetAddress source) throws IOException {
        jdk.block(source);
        return this;
    }

    @Override
    public MembershipKey unblock(InetAddress source) {
        jdk.unblock(source);
        return this;
    }

    @Override
    public MulticastChannel channel() {
        return channel;
    }

    @Override
    public InetAddress group() {
        return jdk.group();
    }

    @Override
    public NetworkInterface networkInterface() {
        return jdk.networkInterface();
    }

    @Override
    public InetAddress sourceAddress() {
        return jdk.sourceAddress();
    }
}
