package sockets.sniffer.filter;

import static sockets.sniffer.filter.Bpf.*;

import java.util.ArrayList;
import java.util.List;
import sockets.libc.Instruction;

/**
 * Numbers in a filter: {@code tcp[13] & 2}, {@code len}. Each value is left in a word of the
 * scratch memory; words are given out in turn.
 */
final class Arithmetic {
    /**
     * A value: the instructions that compute it, where they leave it, and when that makes sense.
     */
    static final class Value {
        final List<Instruction> code = new ArrayList<>();
        int word;
        Condition when;

        private boolean isConstant(int least) {
            Instruction first = code.get(0);
            boolean constant = first.code() == (LD | IMM);
            return constant
                    && (least == 0
                            ? first.k() == 0
                            : Integer.compareUnsigned(first.k(), least) >= 0);
        }
    }

    private final Primitives primitives;
    private final boolean[] used = new boolean[MEMORY];
    private int current;

    Arithmetic(Primitives primitives) {
        this.primitives = primitives;
    }

    private int take() throws FilterException {
        for (int i = 0; i < MEMORY; i++) {
            if (!used[current]) {
                used[current] = true;
                return current;
            }
            current = (current + 1) % MEMORY;
        }
        throw new FilterException("too many registers needed to evaluate expression");
    }

    private void free(Value value) {
        used[value.word] = false;
    }

    private static void store(Value value) {
        value.code.add(new Instruction(ST, value.word));
    }

    Value number(int constant) throws FilterException {
        Value value = new Value();
        value.word = take();
        value.code.add(new Instruction(LD | IMM, constant));
        store(value);
        return value;
    }

    Value length() throws FilterException {
        Value value = new Value();
        value.word = take();
        value.code.add(new Instruction(LD | LEN, 0));
        store(value);
        return value;
    }

    Value negative(Value value) {
        value.code.add(new Instruction(LD | MEM, value.word));
        value.code.add(new Instruction(ALU | NEG, 0));
        store(value);
        return value;
    }

    Value combine(int operation, Value left, Value right) throws FilterException {
        if (operation == DIV && right.isConstant(0)) throw new FilterException("division by zero");
        if (operation == MOD && right.isConstant(0)) throw new FilterException("modulus by zero");
        if ((operation == LSH || operation == RSH) && right.isConstant(32))
            throw new FilterException("shift by more than 31 bits");
        both(left, right);
        left.code.add(new Instruction(ALU | operation | X, 0));
        free(left);
        free(right);
        left.word = take();
        store(left);
        return left;
    }

    /** Both values, the left one in the accumulator and the right one in the index register. */
    private static void both(Value left, Value right) {
        left.code.addAll(right.code);
        left.code.add(new Instruction(LDX | MEM, right.word));
        left.code.add(new Instruction(LD | MEM, left.word));
    }

    /** {@code left jump right}, as JEQ, JGT or JGE. */
    Condition relation(int jump, Value left, Value right, boolean negated) {
        both(left, right);
        if (jump == JEQ) left.code.add(new Instruction(ALU | SUB | X, 0));
        Condition test = new Condition.Test(left.code, JMP | jump | (jump == JEQ ? K : X), 0);
        if (negated) test = test.not();
        free(left);
        free(right);
        Condition when = left.when;
        if (right.when != null) when = when == null ? right.when : when.and(right.when);
        return when == null ? test : when.and(test);
    }

    /** {@code protocol[index:size]}. */
    Value load(String protocol, Value index, int size) throws FilterException {
        int word = take();
        free(index);
        int width =
                switch (size) {
                    case 1 -> B;
                    case 2 -> H;
                    case 4 -> W;
                    default -> throw new FilterException("data size must be 1, 2, or 4");
                };
        int payload = primitives.payload();
        switch (protocol) {
            case "link" -> indirect(index, 0, width);
            case "ip", "arp", "rarp", "atalk", "decnet", "sca", "lat", "moprc", "mopdl", "ip6" -> {
                indirect(index, payload, width);
                when(index, primitives.protocol(protocol));
            }
            case "sctp", "tcp", "udp", "icmp", "igmp", "igrp", "pim", "vrrp", "carp" -> {
                index.code.add(new Instruction(LDX | MSH | B, payload));
                index.code.add(new Instruction(LD | MEM, index.word));
                index.code.add(new Instruction(ALU | ADD | X, 0));
                index.code.add(new Instruction(MISC | TAX, 0));
                index.code.add(new Instruction(LD | IND | width, payload));
                // only the first fragment holds the header
                Condition first = primitives.protocol(protocol).and(primitives.firstFragment());
                if (index.when != null) first = index.when.and(first);
                index.when = primitives.protocol("ip").and(first);
            }
            case "icmp6" -> {
                when(index, primitives.protocol("ip6"));
                when(index, LinkLayer.compare(payload + 6, B, Primitives.ICMP6));
                indirect(index, payload + 40, width);
            }
            default -> throw new FilterException("unsupported index operation");
        }
        index.word = word;
        store(index);
        return index;
    }

    private static void indirect(Value index, int base, int width) {
        index.code.add(new Instruction(LDX | MEM, index.word));
        index.code.add(new Instruction(LD | IND | width, base));
    }

    private static void when(Value value, Condition condition) {
        value.when = value.when == null ? condition : value.when.and(condition);
    }
}
