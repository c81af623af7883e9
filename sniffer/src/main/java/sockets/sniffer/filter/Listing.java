package sockets.sniffer.filter;

import static sockets.sniffer.filter.Bpf.*;

import sockets.libc.Instruction;

/** The text of a program, as tcpdump -d prints it. */
final class Listing {
    private static final String[] SIZES = {"", "h", "b"};
    private static final String[] OPERATIONS = {
        "add", "sub", "mul", "div", "or", "and", "lsh", "rsh", "neg", "mod", "xor"
    };
    private static final String[] JUMPS = {"ja", "jeq", "jgt", "jge", "jset"};

    /** The line that tcpdump -d prints for it. */
    static String line(Instruction one, int index) {
        String number = String.valueOf(1000 + index).substring(index < 1000 ? 1 : 0);
        StringBuilder line = new StringBuilder("(" + number + ") ");
        pad(line, operation(one), 9);
        if ((one.code() & 7) != JMP || (one.code() & 0xf0) == JA)
            return line.append(operand(one, index)).toString();
        pad(line, operand(one, index), 17);
        return line + "jt " + (index + 1 + one.jt()) + "\tjf " + (index + 1 + one.jf());
    }

    private static void pad(StringBuilder line, String text, int width) {
        line.append(text).append(" ".repeat(Math.max(1, width - text.length())));
    }

    private static String operation(Instruction one) {
        return switch (one.code() & 7) {
            case LD -> "ld" + SIZES[(one.code() & 0x18) >> 3];
            case LDX -> "ldx" + ((one.code() & 0xe0) == MSH ? "b" : "");
            case ST -> "st";
            case STX -> "stx";
            case ALU -> OPERATIONS[(one.code() & 0xf0) >> 4];
            case JMP -> JUMPS[(one.code() & 0xf0) >> 4];
            case RET -> "ret";
            default -> (one.code() & 0xf8) == TAX ? "tax" : "txa";
        };
    }

    private static String operand(Instruction one, int index) {
        return switch (one.code() & 7) {
            case LD, LDX ->
                    switch (one.code() & 0xe0) {
                        case IMM -> hex(one);
                        case ABS -> "[" + kernelValue(one) + "]";
                        case IND -> "[x + " + one.k() + "]";
                        case MEM -> "M[" + one.k() + "]";
                        case LEN -> "#pktlen";
                        default -> "4*([" + one.k() + "]&0xf)";
                    };
            case ST, STX -> "M[" + one.k() + "]";
            case ALU ->
                    (one.code() & 0xf0) == NEG ? "" : (one.code() & X) != 0 ? "x" : constant(one);
            case JMP -> {
                if ((one.code() & 0xf0) == JA) yield String.valueOf(index + 1 + one.k());
                yield (one.code() & X) != 0 ? "x" : hex(one);
            }
            case RET -> "#" + one.k();
            default -> "";
        };
    }

    private static String hex(Instruction one) {
        return "#0x" + Integer.toHexString(one.k());
    }

    private static String constant(Instruction one) {
        boolean bits =
                (one.code() & 0xf0) == AND
                        || (one.code() & 0xf0) == OR
                        || (one.code() & 0xf0) == XOR;
        return bits ? hex(one) : "#" + one.k();
    }

    private static String kernelValue(Instruction one) {
        return switch (one.k()) {
            case KERNEL_PROTOCOL -> "proto";
            case KERNEL_TYPE -> "type";
            case KERNEL_INTERFACE -> "ifidx";
            case KERNEL_VLAN_PRESENT -> "vlanp";
            default -> String.valueOf(one.k());
        };
    }
}
