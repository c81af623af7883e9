package sockets.sniffer.filter;

import static sockets.sniffer.filter.Bpf.*;

/**
 * One instruction, struct sock_filter of the kernel.
 *
 * @param code what to do, from {@link Bpf}
 * @param jt how many instructions to skip when the test is true
 * @param jf the same when it is false
 * @param k the constant
 */
public record Instruction(int code, int jt, int jf, int k) {
    private static final String[] SIZES = {"", "h", "b"};
    private static final String[] OPERATIONS = {
        "add", "sub", "mul", "div", "or", "and", "lsh", "rsh", "neg", "mod", "xor"
    };
    private static final String[] JUMPS = {"ja", "jeq", "jgt", "jge", "jset"};

    Instruction(int code, int k) {
        this(code, 0, 0, k);
    }

    /** The line that tcpdump -d prints for it. */
    String line(int index) {
        String number = String.valueOf(1000 + index).substring(index < 1000 ? 1 : 0);
        StringBuilder line = new StringBuilder("(" + number + ") ");
        pad(line, operation(), 9);
        if ((code & 7) != JMP || (code & 0xf0) == JA) return line.append(operand(index)).toString();
        pad(line, operand(index), 17);
        return line + "jt " + (index + 1 + jt) + "\tjf " + (index + 1 + jf);
    }

    private static void pad(StringBuilder line, String text, int width) {
        line.append(text).append(" ".repeat(Math.max(1, width - text.length())));
    }

    private String operation() {
        return switch (code & 7) {
            case LD -> "ld" + SIZES[(code & 0x18) >> 3];
            case LDX -> "ldx" + ((code & 0xe0) == MSH ? "b" : "");
            case ST -> "st";
            case STX -> "stx";
            case ALU -> OPERATIONS[(code & 0xf0) >> 4];
            case JMP -> JUMPS[(code & 0xf0) >> 4];
            case RET -> "ret";
            default -> (code & 0xf8) == TAX ? "tax" : "txa";
        };
    }

    private String operand(int index) {
        return switch (code & 7) {
            case LD, LDX ->
                    switch (code & 0xe0) {
                        case IMM -> hex();
                        case ABS -> "[" + kernelValue() + "]";
                        case IND -> "[x + " + k + "]";
                        case MEM -> "M[" + k + "]";
                        case LEN -> "#pktlen";
                        default -> "4*([" + k + "]&0xf)";
                    };
            case ST, STX -> "M[" + k + "]";
            case ALU -> (code & 0xf0) == NEG ? "" : (code & X) != 0 ? "x" : constant();
            case JMP -> {
                if ((code & 0xf0) == JA) yield String.valueOf(index + 1 + k);
                yield (code & X) != 0 ? "x" : hex();
            }
            case RET -> "#" + k;
            default -> "";
        };
    }

    private String hex() {
        return "#0x" + Integer.toHexString(k);
    }

    private String constant() {
        boolean bits = (code & 0xf0) == AND || (code & 0xf0) == OR || (code & 0xf0) == XOR;
        return bits ? hex() : "#" + k;
    }

    private String kernelValue() {
        return switch (k) {
            case KERNEL_PROTOCOL -> "proto";
            case KERNEL_TYPE -> "type";
            case KERNEL_INTERFACE -> "ifidx";
            case KERNEL_VLAN_PRESENT -> "vlanp";
            default -> String.valueOf(k);
        };
    }
}
