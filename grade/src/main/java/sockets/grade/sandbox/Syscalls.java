package sockets.grade.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What namespaces do not keep apart, refused by a filter of system calls, seccomp(2): the keys of
 * the teacher's session, keyrings(7), and sockets to the machine around a virtual one, vsock(7).
 */
final class Syscalls {
    private static final int LOAD = 0x20;
    private static final int EQUAL = 0x15;
    private static final int RETURN = 0x06;

    private static final int ALLOW = 0x7fff0000;
    private static final int ERRNO = 0x00050000;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;
    private static final int AF_VSOCK = 40;

    /** Where these are in struct seccomp_data; of an argument the low half, little endian. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;

    /** The calls of another size of pointers on x86-64. */
    private static final int X32 = 0x40000000;

    private record Instruction(int code, int ifEqual, int ifNot, int value) {}

    private final List<Instruction> all = new ArrayList<>();

    private Syscalls() {}

    /** The program, struct sock_filter after struct sock_filter, as bubblewrap reads it. */
    static byte[] filter() {
        Syscalls made = new Syscalls();
        made.add(LOAD, 0, 0, ARCHITECTURE);
        // AUDIT_ARCH_*, add_key, request_key, keyctl, socket
        made.architecture(0xc000003e, 41, 248, 249, 250, X32 | 248, X32 | 249, X32 | 250);
        made.architecture(0x40000003, 359, 286, 287, 288);
        made.architecture(0xc00000b7, 198, 217, 218, 219);
        made.architecture(0x40000028, 281, 309, 310, 311);
        made.add(RETURN, 0, 0, ALLOW);
        ByteBuffer out = ByteBuffer.allocate(made.all.size() * 8).order(ByteOrder.nativeOrder());
        for (Instruction one : made.all)
            out.putShort((short) one.code)
                    .put((byte) one.ifEqual)
                    .put((byte) one.ifNot)
                    .putInt(one.value);
        return out.array();
    }

    private void add(int code, int ifEqual, int ifNot, int value) {
        all.add(new Instruction(code, ifEqual, ifNot, value));
    }

    private void architecture(int name, int socket, int... keys) {
        // what follows the first of these lines, which jumps over it
        int rest = keys.length + 8;
        add(EQUAL, 0, rest, name);
        add(LOAD, 0, 0, NUMBER);
        for (int i = 0; i < keys.length; i++) add(EQUAL, rest - 3 - i, 0, keys[i]);
        add(EQUAL, 1, 0, socket);
        add(RETURN, 0, 0, ALLOW);
        add(LOAD, 0, 0, FIRST_ARGUMENT);
        add(EQUAL, 1, 0, AF_VSOCK);
        add(RETURN, 0, 0, ALLOW);
        add(RETURN, 0, 0, ERRNO | EAFNOSUPPORT);
        add(RETURN, 0, 0, ERRNO | ENOSYS);
    }
}
