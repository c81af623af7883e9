package sockets.libc;

import com.sun.jna.Memory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What sendmsg and recvmsg take: a struct msghdr that points to an address, one piece of data and
 * control messages. It is made once and used for many calls.
 *
 * <p>struct msghdr, recv(2): name at 0, its length at 8, iovec at 16, how many at 24, control at
 * 32, its length at 40, flags at 48; 56 bytes.
 */
public final class Message {
    private static final int NAMELEN = 8;
    private static final int CONTROLLEN = 40;
    private static final int FLAGS = 48;

    private final Memory header = new Memory(56);
    private final Memory vector = new Memory(16);
    private final Memory name = new Memory(Sockaddr.SIZE);
    private final Memory space;
    private final Memory controlSpace;
    private final ByteBuffer names;
    private final ByteBuffer data;
    private final ByteBuffer control;
    private byte[] destination;
    private int controlToSend;

    /**
     * Room for so many bytes.
     *
     * @param size of the data, at least 1
     * @param controlSize of the control messages, {@link Cmsg#space} for each; may be 0
     */
    public Message(int size, int controlSize) {
        space = new Memory(size);
        controlSpace = new Memory(Math.max(1, controlSize));
        names = name.getByteBuffer(0, Sockaddr.SIZE);
        data = space.getByteBuffer(0, size);
        control = controlSpace.getByteBuffer(0, controlSize).order(ByteOrder.nativeOrder());
        header.clear();
        header.setPointer(0, name);
        header.setPointer(16, vector);
        header.setLong(24, 1);
        header.setPointer(32, controlSpace);
        vector.setPointer(0, space);
    }

    /** The data, from 0 to the limit: what came, or what is to go. */
    public ByteBuffer data() {
        return data;
    }

    /** Sets the control messages that are to go with the data; as long as there is room. */
    public void control(Cmsg... cmsgs) {
        control.clear();
        for (Cmsg cmsg : cmsgs) cmsg.write(control);
        controlToSend = control.position();
    }

    /** The control messages that came with the data, until the next ones come. */
    public List<Cmsg> cmsgs() {
        return Cmsg.read(control);
    }

    /** Whom the data came from; null if it is no Internet address. */
    public InetSocketAddress source() {
        return Sockaddr.inet(name());
    }

    /** The structure that tells whom the data came from: a sockaddr_ll, for example. */
    public ByteBuffer name() {
        int length = Math.min(header.getInt(NAMELEN), Sockaddr.SIZE);
        return names.slice(0, Math.max(0, length)).order(ByteOrder.nativeOrder());
    }

    /** Sets whom the data go to; null for a connected socket. */
    public void destination(byte[] sockaddr) {
        destination = sockaddr;
    }

    /** MSG_TRUNC, MSG_CTRUNC, MSG_ERRQUEUE ... as recvmsg left them. */
    public int flags() {
        return header.getInt(FLAGS);
    }

    /** Points the header at all there is room for. */
    Memory forReceiving() {
        header.setPointer(0, name);
        header.setInt(NAMELEN, Sockaddr.SIZE);
        vector.setLong(8, space.size());
        header.setLong(CONTROLLEN, control.capacity());
        header.setInt(FLAGS, 0);
        return header;
    }

    /**
     * Sets the limits to what came. With MSG_TRUNC in the flags the kernel may tell a longer one.
     */
    void received(long length) {
        data.clear().limit((int) Math.min(length, space.size()));
        control.clear().limit((int) Math.min(header.getLong(CONTROLLEN), control.capacity()));
        controlToSend = 0;
    }

    /** Points the header at the data before the limit, and whom they go to. */
    Memory forSending() {
        if (destination != null) name.write(0, destination, 0, destination.length);
        header.setPointer(0, destination == null ? null : name);
        header.setInt(NAMELEN, destination == null ? 0 : destination.length);
        vector.setLong(8, data.limit());
        header.setLong(CONTROLLEN, controlToSend);
        header.setInt(FLAGS, 0);
        return header;
    }
}
