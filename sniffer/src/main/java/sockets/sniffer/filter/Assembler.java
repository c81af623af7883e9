package sockets.sniffer.filter;

import static sockets.sniffer.filter.Bpf.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sockets.libc.Instruction;

/**
 * Lays a condition out as a program. Jumps only go forward, so it is written from its end: first
 * what a test jumps to, then the test. A branch reaches 255 instructions; farther targets go by an
 * unconditional jump behind the test.
 */
final class Assembler {
    /** A test, or an end of the program, with the places it goes on to. */
    private static final class Node {
        final List<Instruction> load;
        final int code;
        final int k;
        final Node yes;
        final Node no;
        boolean placed;

        /** Instructions from the start of this node to the end of the program. */
        int toEnd;

        Node(List<Instruction> load, int code, int k, Node yes, Node no) {
            this.load = load;
            this.code = code;
            this.k = k;
            this.yes = yes;
            this.no = no;
        }
    }

    /** The program, last instruction first. */
    private final List<Instruction> reversed = new ArrayList<>();

    static List<Instruction> assemble(Condition condition, int accept) {
        Assembler assembler = new Assembler();
        Node yes = new Node(List.of(), RET, accept, null, null);
        Node no = new Node(List.of(), RET, 0, null, null);
        assembler.place(condition == null ? yes : build(condition, yes, no));
        Collections.reverse(assembler.reversed);
        return assembler.reversed;
    }

    private static Node build(Condition condition, Node yes, Node no) {
        if (condition instanceof Condition.And and)
            return build(and.first(), build(and.second(), yes, no), no);
        if (condition instanceof Condition.Or or)
            return build(or.first(), yes, build(or.second(), yes, no));
        if (condition instanceof Condition.Not not) return build(not.of(), no, yes);
        Condition.Test test = (Condition.Test) condition;
        return new Node(test.load(), test.code(), test.k(), yes, no);
    }

    private void place(Node node) {
        if (node.placed) return;
        node.placed = true;
        if (node.yes == null) {
            reversed.add(new Instruction(node.code, node.k));
        } else {
            place(node.no);
            place(node.yes);
            jumps(node);
        }
        for (int i = node.load.size() - 1; i >= 0; i--) reversed.add(node.load.get(i));
        node.toEnd = reversed.size();
    }

    /** The test itself, and behind it the jumps to what is too far for it. */
    private void jumps(Node node) {
        int behind = reversed.size();
        int toYes = behind - node.yes.toEnd;
        int toNo = behind - node.no.toEnd;
        boolean farYes = toYes > 255;
        boolean farNo = toNo + (farYes ? 1 : 0) > 255;
        // the first jump moves the other target, and the second the first one's
        farYes |= farNo && toYes + 1 > 255;
        if (farNo) reversed.add(new Instruction(JMP | JA, toNo));
        if (farYes) reversed.add(new Instruction(JMP | JA, toYes + (farNo ? 1 : 0)));
        int between = reversed.size() - behind;
        int jt = farYes ? 0 : toYes + between;
        int jf = farNo ? (farYes ? 1 : 0) : toNo + between;
        reversed.add(new Instruction(node.code, jt, jf, node.k));
    }
}
