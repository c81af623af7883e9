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
public record Instruction(int code, int jt, int jf, int k) {
    /** sizeof(struct sock_filter). */
    static final int SIZE = 8;

    /** BPF_MAXINSNS of {@code <linux/bpf_common.h>}: the longest program. */
    private static final int MOST = 4096;

    /** One that skips nothing. */
    public Instruction(int code, int k) {
        this(code, 0, 0, k);
    }

    /** {@code ret #k}: how many bytes of the packet are accepted, 0 for none. */
    public static Instruction ret(int length) {
        return new Instruction(0x06, length);
    }

    static Memory memory(Instruction... program) {
        if (program.length > MOST)
            throw new IllegalArgumentException("more than 4096 instructions");
        Memory memory = new Memory(Math.max(1, program.length) * (long) SIZE);
        for (int i = 0; i < program.length; i++) {
            long at = (long) i * SIZE;
            memory.setShort(at, (short) program[i].code);
            memory.setByte(at + 2, (byte) program[i].jt);
            memory.setByte(at + 3, (byte) program[i].jf);
            memory.setInt(at + 4, program[i].k);
        }
        return memory;
    }
}
