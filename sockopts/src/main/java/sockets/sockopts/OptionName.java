package sockets.sockopts;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;
import sockets.common.WrongUsage;

/** What users type: names of options, kinds of sockets. */
final class OptionName {
    private OptionName() {}

    /** The option of a name; one that does not exist is wrong usage, and the nearest is offered. */
    static SocketOption find(String name, CommandSpec command) {
        SocketOption option = Options.table().find(name);
        if (option != null) return option;
        String offer = offer(name);
        throw new WrongUsage(
                command, "no option " + name, offer == null ? "option" : "option.near", offer);
    }

    /** What may have been meant; null if nothing comes near. */
    private static String offer(String name) {
        // SO_RCVBUF=50000: the value is an argument of its own
        int equals = name.indexOf('=');
        if (equals > 0 && Options.table().find(name.substring(0, equals)) != null)
            return "set " + name.replace('=', ' ');
        SocketOption nearest = Options.table().nearest(name);
        return nearest == null ? null : nearest.toString();
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
