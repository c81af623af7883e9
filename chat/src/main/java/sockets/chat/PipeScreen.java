package sockets.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import sockets.common.console.Console;
import sockets.common.console.Keyboard;

/** Plain lines in and out, for scripts. */
final class PipeScreen implements Screen {
    private final Console console;
    private final Keyboard keyboard = new Keyboard();

    PipeScreen(Console console) {
        this.console = console;
    }

    @Override
    public String read() throws IOException {
        byte[] line = keyboard.line();
        if (line == null) return null;
        String text = new String(line, StandardCharsets.UTF_8);
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void show(String line) {
        console.line(line);
    }

    @Override
    public void hint(Console console, String key, Object... arguments) {
        console.hint(key, arguments);
    }

    @Override
    public boolean isPatient() {
        return true;
    }

    @Override
    public void close() {
        // nothing was changed
    }
}
