package sockets.libc;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.trace.Result;

/** Memory shared with the kernel, mmap(2): the ring of a packet socket, which tells it. */
public final class Mapping implements AutoCloseable {
    private final Fd fd;
    private final Pointer address;
    private final int length;
    private ByteBuffer bytes;

    /** Maps so many bytes of a descriptor, to read and write. */
    public Mapping(Fd fd, int length) throws LibcException {
        int access = Linux.PROT_READ | Linux.PROT_WRITE;
        address = LibC.mmap(Pointer.NULL, length, access, Linux.MAP_SHARED, fd.number(), 0);
        if (Pointer.nativeValue(address) == -1) throw LibcException.last("mmap", length + " bytes");
        fd.tell("mmap", String.valueOf(length), Result.shown(0, "ring"), "LibC.mmap", "mmap");
        this.fd = fd;
        this.length = length;
        bytes = address.getByteBuffer(0, length).order(ByteOrder.nativeOrder());
    }

    /**
     * The memory, in the order of this machine. Not to be touched after close, which is therefore
     * for the thread that reads it.
     */
    public ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (bytes == null) return;
        bytes = null;
        LibC.munmap(address, length);
        fd.tell("munmap", "ring", Result.of(0), "LibC.munmap", "munmap");
    }
}
