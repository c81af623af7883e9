package sockets.sniffer.filter;

import static sockets.sniffer.filter.Bpf.*;

import java.util.ArrayList;
import java.util.List;
import sockets.libc.Instruction;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/**
 * A compiled filter: a program for the BPF machine of the kernel (Documentation/networking/filter),
 * which is run here for what comes from a file. Accumulator and index register are 32 bits,
 * unsigned; a load outside the packet rejects it.
 */
public final class Filter {
    /** The program that takes every packet. */
    public static final Filter ALL =
            new Filter(List.of(new Instruction(RET, LinkType.SNAPSHOT_LENGTH)));

    private final List<Instruction> instructions;
    private final int[] code;
    private final int[] jt;
    private final int[] jf;
    private final int[] constant;

    private Filter(List<Instruction> instructions) {
        this.instructions = List.copyOf(instructions);
        int size = instructions.size();
        code = new int[size];
        jt = new int[size];
        jf = new int[size];
        constant = new int[size];
        for (int i = 0; i < size; i++) {
            Instruction one = instructions.get(i);
            code[i] = one.code();
            jt[i] = one.jt();
            jf[i] = one.jf();
            constant[i] = one.k();
        }
    }

    /** Compiles an expression of tcpdump's language for frames that begin in a certain way. */
    public static Filter compile(String expression, FrameShape shape) throws FilterException {
        try {
            Condition condition = new Parser(expression, shape).parse();
            return new Filter(Assembler.assemble(condition, LinkType.SNAPSHOT_LENGTH));
        } catch (StackOverflowError e) {
            throw new FilterException("expression too large").at(0, expression);
        }
    }

    /** True if it takes every packet. */
    public boolean isAll() {
        return instructions.size() == 1;
    }

    public List<Instruction> instructions() {
        return instructions;
    }

    /** Lines as tcpdump -d prints them. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < instructions.size(); i++)
            lines.add(Listing.line(instructions.get(i), i));
        return lines;
    }

    /**
     * The program for the kernel, for frames that begin with Ethernet's header. The kernel takes
     * VLAN tags out of frames before it looks: every tagged frame passes, and is judged here when
     * the tag is back.
     *
     * @param snapshot how many bytes of an accepted frame to keep
     */
    public List<Instruction> forKernel(int snapshot) {
        List<Instruction> program = new ArrayList<>();
        if (!isAll()) {
            program.add(new Instruction(LD | B | ABS, KERNEL_VLAN_PRESENT));
            program.add(new Instruction(JMP | JEQ | K, 0, 1, 1));
            program.add(new Instruction(RET, LinkType.SNAPSHOT_LENGTH));
        }
        for (Instruction one : instructions)
            program.add(one.code() == RET && one.k() != 0 ? new Instruction(RET, snapshot) : one);
        return program;
    }

    /**
     * The program for the kernel where it hands out packets without a header of the link layer, and
     * the header that the filter was compiled for is made up here; null if it asks for something of
     * that header that the kernel cannot tell.
     */
    public List<Instruction> forCookedKernel(LinkType link, int snapshot) {
        int header = link.headerLength();
        List<Instruction> program = new ArrayList<>();
        for (Instruction one : instructions) {
            int code = one.code();
            boolean load = (code & 7) == LD || (code & 7) == LDX;
            int mode = code & 0xe0;
            boolean packet = load && (mode == ABS || mode == IND || mode == MSH);
            if (code == RET && one.k() != 0) {
                program.add(new Instruction(RET, snapshot));
            } else if (!packet || one.k() < 0) {
                // what the kernel knows has no offset
                if (code == (LD | LEN)) return null;
                program.add(one);
            } else if (one.k() >= header) {
                program.add(new Instruction(code, one.k() - header));
            } else {
                int known = mode == ABS ? cooked(link, one.k()) : 0;
                if (known == 0) return null;
                program.add(new Instruction(LD | W | ABS, known));
            }
        }
        return program;
    }

    /** Where the kernel has a field of a cooked header; 0 if it has not. */
    private static int cooked(LinkType link, int offset) {
        if (link == LinkType.LINUX_SLL) {
            if (offset == 14) return KERNEL_PROTOCOL;
            return offset == 0 ? KERNEL_TYPE : 0;
        }
        return switch (offset) {
            case 0 -> KERNEL_PROTOCOL;
            case 4 -> KERNEL_INTERFACE;
            case 10 -> KERNEL_TYPE;
            default -> 0;
        };
    }

    public boolean accepts(Frame frame) {
        return run(frame) != 0;
    }

    /** How many bytes of the frame to keep: 0 rejects it. */
    private int run(Frame frame) {
        byte[] data = frame.data();
        int start = frame.start();
        int length = frame.captured();
        int[] memory = null;
        int a = 0;
        int x = 0;
        for (int pc = 0; ; pc++) {
            int k = constant[pc];
            switch (code[pc]) {
                case RET:
                    return k;
                case LD | W | ABS:
                case LD | H | ABS:
                case LD | B | ABS:
                    if (k < 0) {
                        a = known(frame, k);
                        break;
                    }
                    long there = load(data, start, length, k, code[pc]);
                    if (there < 0) return 0;
                    a = (int) there;
                    break;
                case LD | W | IND:
                case LD | H | IND:
                case LD | B | IND:
                    long indexed = (x & 0xffffffffL) + (k & 0xffffffffL);
                    long value = load(data, start, length, indexed, code[pc]);
                    if (value < 0) return 0;
                    a = (int) value;
                    break;
                case LD | IMM:
                    a = k;
                    break;
                case LD | LEN:
                    a = frame.length();
                    break;
                case LD | MEM:
                    a = memory == null ? 0 : memory[k];
                    break;
                case LDX | MEM:
                    x = memory == null ? 0 : memory[k];
                    break;
                case LDX | MSH | B:
                    if (k >= length) return 0;
                    x = (data[start + k] & 0xf) << 2;
                    break;
                case ST:
                    if (memory == null) memory = new int[MEMORY];
                    memory[k] = a;
                    break;
                case JMP | JA:
                    pc += k;
                    break;
                case JMP | JEQ | K:
                    pc += a == k ? jt[pc] : jf[pc];
                    break;
                case JMP | JGT | K:
                    pc += Integer.compareUnsigned(a, k) > 0 ? jt[pc] : jf[pc];
                    break;
                case JMP | JGE | K:
                    pc += Integer.compareUnsigned(a, k) >= 0 ? jt[pc] : jf[pc];
                    break;
                case JMP | JSET | K:
                    pc += (a & k) != 0 ? jt[pc] : jf[pc];
                    break;
                case JMP | JEQ | X:
                    pc += a == x ? jt[pc] : jf[pc];
                    break;
                case JMP | JGT | X:
                    pc += Integer.compareUnsigned(a, x) > 0 ? jt[pc] : jf[pc];
                    break;
                case JMP | JGE | X:
                    pc += Integer.compareUnsigned(a, x) >= 0 ? jt[pc] : jf[pc];
                    break;
                case MISC | TAX:
                    x = a;
                    break;
                default:
                    int by = (code[pc] & X) != 0 ? x : k;
                    int operation = code[pc] & 0xf0;
                    if (by == 0 && (operation == DIV || operation == MOD)) return 0;
                    a = calculate(operation, a, by);
            }
        }
    }

    /** One to four bytes of the packet, unsigned; -1 outside of it. */
    private static long load(byte[] data, int start, int length, long offset, int code) {
        int size = 4 >> ((code & 0x18) >> 3);
        if (offset + size > length) return -1;
        int at = start + (int) offset;
        long value = 0;
        for (int i = 0; i < size; i++) value = value << 8 | data[at + i] & 0xff;
        return value;
    }

    private static int calculate(int operation, int a, int by) {
        return switch (operation) {
            case ADD -> a + by;
            case SUB -> a - by;
            case MUL -> a * by;
            case DIV -> Integer.divideUnsigned(a, by);
            case MOD -> Integer.remainderUnsigned(a, by);
            case AND -> a & by;
            case OR -> a | by;
            case XOR -> a ^ by;
            case LSH -> by >= 0 && by < 32 ? a << by : 0;
            case RSH -> by >= 0 && by < 32 ? a >>> by : 0;
            case NEG -> -a;
            default -> throw new IllegalStateException("operation " + operation);
        };
    }

    /** What the kernel knows of a packet beside its bytes. */
    private static int known(Frame frame, int what) {
        return switch (what) {
            case KERNEL_TYPE -> frame.packetType();
            case KERNEL_INTERFACE -> frame.interfaceIndex();
            default -> 0;
        };
    }
}
