package sockets.sniffer.filter;

import java.util.List;
import sockets.libc.Instruction;

/** What a filter asks for, before it becomes a sequence of instructions. */
sealed interface Condition {
    /**
     * A comparison.
     *
     * @param load the instructions that bring the value into the accumulator
     * @param code the jump that compares it, without targets
     */
    record Test(List<Instruction> load, int code, int k) implements Condition {}

    record And(Condition first, Condition second) implements Condition {}

    record Or(Condition first, Condition second) implements Condition {}

    record Not(Condition of) implements Condition {}

    default Condition and(Condition second) {
        return new And(this, second);
    }

    default Condition or(Condition second) {
        return new Or(this, second);
    }

    default Condition not() {
        return new Not(this);
    }
}
