package sockets.common;

import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.function.Executable;

/**
 * Another system by name: what a program prints there. Tests that run beside others say so by
 * {@code @Isolated}, for the name is the whole process's.
 */
public final class OtherSystem {
    private OtherSystem() {}

    /** Runs it as if {@code os.name} were another. */
    public static void run(String name, Executable test) throws Exception {
        // Java chooses its socket options by that name when it opens the first one
        DatagramChannel.open().close();
        String real = System.getProperty("os.name");
        System.setProperty("os.name", name);
        try {
            test.execute();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            System.setProperty("os.name", real);
        }
    }
}
