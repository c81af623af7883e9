package sockets.sockopts;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The types of arguments: options by name, kinds of sockets by name. */
final class OptionName implements ITypeConverter<SocketOption> {
    @Override
    public SocketOption convert(String name) {
        Options options = new Options();
        SocketOption option = options.find(name);
        if (option != null) return option;
        throw new TypeConversionException(
                "no such option: did you mean " + options.nearest(name) + "? list shows all");
    }

    /** tcp, udp ... */
    static final class Kind implements ITypeConverter<SocketKind> {
        @Override
        public SocketKind convert(String name) {
            SocketKind kind = SocketKind.of(name);
            if (kind != null) return kind;
            throw new TypeConversionException(
                    "not tcp, udp, tcp6, udp6, raw, raw6, packet or unix");
        }
    }
}
