package sockets.sockopts.demo;

import java.io.IOException;

/**
 * An experiment with an option on real sockets. What should happen is in the text {@code
 * demo.NAME.expect}; {@link #run} makes it happen, shows each call that matters, and lets the stage
 * check what came of it.
 */
public interface Demo {
    void run(Stage stage) throws IOException, InterruptedException;

    /** The experiment cannot be made here: the text {@code demo.KEY} says why. */
    final class Skipped extends IOException {
        private static final long serialVersionUID = 1;
        private final transient Object[] arguments;

        public Skipped(String key, Object... arguments) {
            super(key);
            this.arguments = arguments;
        }

        Object[] arguments() {
            return arguments;
        }
    }
}
