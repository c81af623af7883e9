package sockets.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long somebody on this machine waited for a processor: the kernel's PSI (its psi.rst). */
public final class Pressure {
    private static final Path CPU = Path.of("/proc/pressure/cpu");

    private Pressure() {}

    /** Nanoseconds since the machine was started; always 0 where the kernel does not tell. */
    public static long nanos() {
        try {
            // some avg10=0.00 avg60=0.00 avg300=0.00 total=3920330381
            String some = Files.readString(CPU).lines().findFirst().orElse("");
            int total = some.lastIndexOf("total=");
            return total < 0 ? 0 : 1000 * Long.parseLong(some.substring(total + 6));
        } catch (IOException e) {
            return 0;
        }
    }
}
