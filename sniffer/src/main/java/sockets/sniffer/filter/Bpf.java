package sockets.sniffer.filter;

/** The codes of classic BPF, as in linux/filter.h: a class, and what it is combined with. */
final class Bpf {
    static final int LD = 0x00;
    static final int LDX = 0x01;
    static final int ST = 0x02;
    static final int STX = 0x03;
    static final int ALU = 0x04;
    static final int JMP = 0x05;
    static final int RET = 0x06;
    static final int MISC = 0x07;

    // size of a load: a word of 4 bytes, a half word, a byte
    static final int W = 0x00;
    static final int H = 0x08;
    static final int B = 0x10;

    // where a load takes its value from
    static final int IMM = 0x00;
    static final int ABS = 0x20;
    static final int IND = 0x40;
    static final int MEM = 0x60;
    static final int LEN = 0x80;
    static final int MSH = 0xa0;

    static final int ADD = 0x00;
    static final int SUB = 0x10;
    static final int MUL = 0x20;
    static final int DIV = 0x30;
    static final int OR = 0x40;
    static final int AND = 0x50;
    static final int LSH = 0x60;
    static final int RSH = 0x70;
    static final int NEG = 0x80;
    static final int MOD = 0x90;
    static final int XOR = 0xa0;

    static final int JA = 0x00;
    static final int JEQ = 0x10;
    static final int JGT = 0x20;
    static final int JGE = 0x30;
    static final int JSET = 0x40;

    // the second operand of ALU and JMP: the constant, or the index register
    static final int K = 0x00;
    static final int X = 0x08;

    static final int TAX = 0x00;

    /** Scratch memory, in words. */
    static final int MEMORY = 16;

    /** Loads from here on do not read the packet but what the kernel knows of it. */
    static final int KERNEL = -0x1000;

    static final int KERNEL_PROTOCOL = KERNEL;
    static final int KERNEL_TYPE = KERNEL + 4;
    static final int KERNEL_INTERFACE = KERNEL + 8;
    static final int KERNEL_VLAN_PRESENT = KERNEL + 48;

    private Bpf() {}
}
