package sockets.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import sockets.common.console.Console;
import sockets.common.console.Keyboard;
import sockets.common.console.Terminal;

/** Plain lines in and out: for scripts, and for a terminal on which nothing can be edited. */
final class PipeScreen implements Screen {
    private final Console console;
    private final Keyboard keyboard = new Keyboard();
    private final boolean terminal = Terminal.is(0);
    private boolean waiting;

    PipeScreen(Console console) {
        this.console = console;
    }

    @Override
    public String read() throws IOException {
        prompt(true);
        byte[] line = keyboard.line();
        prompt(false);
        if (line == null) {
            console.overwritePrompt();
            return null;
        }
        String text = new String(line, StandardCharsets.UTF_8);
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private synchronized void prompt(boolean wait) {
        waiting = terminal && wait;
        if (waiting) console.prompt("> ");
    }

    @Override
    public synchronized void show(String line) {
        console.line(line);
        prompt(waiting);
    }

    @Override
    public synchronized void hint(Console console, String key, Object... arguments) {
        console.hint(key, arguments);
        prompt(waiting);
    }

    @Override
    public boolean isPatient() {
        return true;
    }

    @Override
    public void endInput() {
        // it always was
    }

    @Override
    public void close() {
        // nothing was changed
    }
}
