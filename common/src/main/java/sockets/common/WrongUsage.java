package sockets.common;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command line that cannot be meant, with the way out: a text in the language of the user. */
public final class WrongUsage extends ParameterException {
    private static final long serialVersionUID = 1;

    final String hint;
    final transient Object[] arguments;

    /**
     * What is wrong.
     *
     * @param hint the text's key is hint.usage.HINT
     */
    public WrongUsage(CommandSpec command, String what, String hint, Object... arguments) {
        super(command.commandLine(), what);
        this.hint = hint;
        this.arguments = arguments;
    }
}
