package sockets.common.text;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log that {@code --debug} turns on. SLF4J is loaded only then: it would cost start-up time.
 */
public final class Log {
    private static volatile boolean on;

    private Log() {}

    private static final class Holder {
        static final Logger LOGGER = LoggerFactory.getLogger("sockets");
    }

    /** From now on. */
    public static void enable() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        System.setProperty("org.slf4j.simpleLogger.showShortLogName", "true");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
        on = true;
    }

    public static boolean on() {
        return on;
    }

    /** Logs one step; {} stands for the next argument, a last exception brings its stack trace. */
    public static void debug(String format, Object... arguments) {
        if (on) Holder.LOGGER.debug(format, arguments);
    }
}
