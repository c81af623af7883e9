package sockets.libc;

import com.sun.jna.Memory;

/**
 * One instruction of a classic BPF program, struct sock_filter of {@code <linux/filter.h>}.
 *
 * @param code operation, 16 bits
 * @param jt how many instructions to skip if true, 8 bits
 * @param jf and if false
 * @param k its number, 32 bits
 */
public record Bpf(int code, int jt, int jf, int k) {
    /** {@code ret #k}: how many bytes of the packet are accepted, 0 for none. */
    public static Bpf ret(int length) {
        return new Bpf(0x06, 0, 0, length);
    }

    static Memory memory(Bpf... program) {
        Memory memory = new Memory(Math.max(1, program.length) * 8L);
        for (int i = 0; i < program.length; i++) {
            memory.setShort(i * 8L, (short) program[i].code);
            memory.setByte(i * 8L + 2, (byte) program[i].jt);
            memory.setByte(i * 8L + 3, (byte) program[i].jf);
            memory.setInt(i * 8L + 4, program[i].k);
        }
        return memory;
    }
}
