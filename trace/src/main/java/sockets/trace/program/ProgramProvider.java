package sockets.trace.program;

import java.nio.channels.spi.SelectorProvider;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.trace.Tracer;
import sockets.trace.TracingProvider;

/**
 * The provider that Java takes for all channels of a program whose calls are explained: it is named
 * by the system property {@code java.nio.channels.spi.SelectorProvider}.
 */
public final class ProgramProvider extends TracingProvider {
    private static final String JAVAS = "sun.nio.ch.DefaultSelectorProvider";

    private static volatile Tracer tracer;

    /** Made by Java, when the program opens its first channel. */
    public ProgramProvider() {
        super(javas(), tracer);
    }

    /** From now on all channels of this process tell their calls. */
    static void use(Tracer chosen) throws Failure {
        try {
            javas();
        } catch (IllegalStateException e) {
            // started by the name of its class
            throw new Failure("load", JAVAS, Reason.EACCES, "").hint("hint.trace.exports");
        }
        tracer = chosen;
        System.setProperty(SelectorProvider.class.getName(), ProgramProvider.class.getName());
    }

    /** Java's own, which it would take without the property; the manifest opens its package. */
    private static SelectorProvider javas() {
        try {
            Class<?> java = Class.forName(JAVAS);
            return (SelectorProvider) java.getMethod("get").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("--add-exports java.base/sun.nio.ch=ALL-UNNAMED", e);
        }
    }
}
