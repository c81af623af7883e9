package sockets.grade;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;

/** The program: points for a class. */
@Command(name = "grade", description = "Grade a class: what a list says, points by step.")
public final class Grade implements Callable<Integer> {
    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    public static void main(String[] args) {
        program().main(args);
    }

    /** The program, ready to run. */
    public static Program program() {
        return new Program(new Grade());
    }

    @Override
    public Integer call() {
        return Program.DONE;
    }
}
