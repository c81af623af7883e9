package sockets.sockopts;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What users type: names of options, kinds of sockets. */
final class OptionName {
    private OptionName() {}

    /** The option of a name; one that does not exist is wrong usage, and the nearest is offered. */
    static SocketOption find(String name, CommandSpec command) {
        SocketOption option = Options.table().find(name);
        if (option != null) return option;
        SocketOption nearest = Options.table().nearest(name);
        String offer = nearest == null ? "" : "did you mean " + nearest + "? ";
        throw new ParameterException(
                command.commandLine(), "no option " + name + ": " + offer + "list shows all");
    }

    /** tcp, udp ... */
    static final class Kind implements ITypeConverter<SocketKind> {
        @Override
        public SocketKind convert(String name) {
            SocketKind kind = SocketKind.of(name);
            if (kind != null) return kind;
            throw new TypeConversionException("not one of " + SocketKind.names());
        }
    }
}
