package sockets.chat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import sockets.common.console.Console;

/**
 * A terminal on which two write at once: lines that come are shown above the line being typed,
 * which stays as it is. History, editing and completion are JLine's.
 */
final class TerminalScreen implements Screen {
    private static final String PROMPT = "> ";
    private static final Set<String> COMMANDS =
            new TreeSet<>(Set.of("/nick", "/msg", "/who", "/help", "/quit"));

    private static final int LEAVE_MILLIS = 500;

    private volatile Thread typing;
    private final Terminal terminal;
    private final LineReader reader;
    private final boolean colour = System.getenv("NO_COLOR") == null;

    /**
     * @param names the nicknames known so far, to complete
     */
    TerminalScreen(ConcurrentSkipListSet<String> names) throws IOException {
        // Ctrl-C is a key here, and leaves the chat as Ctrl-D does
        terminal = TerminalBuilder.builder().system(true).build();
        // a chat's text is not a shell's: quotes, backslashes and "!" mean nothing
        DefaultParser parser = new DefaultParser();
        parser.setEscapeChars(null);
        parser.setQuoteChars(new char[0]);
        reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .parser(parser)
                        .completer(
                                (line, parsed, candidates) -> {
                                    if (parsed.wordIndex() == 0)
                                        new StringsCompleter(COMMANDS)
                                                .complete(line, parsed, candidates);
                                    new StringsCompleter(names).complete(line, parsed, candidates);
                                })
                        .build();
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
    }

    @Override
    public String read() {
        typing = Thread.currentThread();
        try {
            return reader.readLine(PROMPT);
        } catch (EndOfFileException | UserInterruptException e) {
            return null;
        } finally {
            typing = null;
        }
    }

    @Override
    public void show(String line) {
        reader.printAbove(
                new AttributedString(line, colour ? style(line) : AttributedStyle.DEFAULT));
    }

    @Override
    public void hint(Console console, String key, Object... arguments) {
        if (!console.isQuiet())
            reader.printAbove("hint: " + console.texts().get("hint." + key, arguments));
    }

    /** Colour by kind of line; the kind is its first character. */
    private static AttributedStyle style(String line) {
        char kind = line.isEmpty() ? ' ' : line.charAt(0);
        return switch (kind) {
            case '[' -> AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA).bold();
            case '*' -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
            case '!' -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
            default -> AttributedStyle.DEFAULT;
        };
    }

    @Override
    public boolean isPatient() {
        return false;
    }

    @Override
    public void close() {
        try {
            // whoever still waits for a line leaves it, so that what follows begins a line
            Thread reading = typing;
            if (reading != null) reading.interrupt();
            for (int i = 0; typing != null && i < LEAVE_MILLIS; i++) Thread.sleep(1);
            terminal.close();
        } catch (IOException e) {
            // the terminal has gone: there is nothing to give back
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
