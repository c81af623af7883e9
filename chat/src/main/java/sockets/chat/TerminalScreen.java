package sockets.chat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp;
import org.jline.utils.OSUtils;
import sockets.common.console.Console;
import sockets.common.text.Log;

/**
 * A terminal on which two write at once: lines that come are shown above the line being typed,
 * which stays as it is. History, editing and completion are JLine's.
 */
final class TerminalScreen implements Screen {
    private static final String PROMPT = "> ";
    private static final String XTERM = "xterm-256color";
    private static final Set<String> COMMANDS =
            new TreeSet<>(Set.of("/nick", "/msg", "/who", "/help", "/quit"));

    private static final int LEAVE_MILLIS = 500;

    private volatile Thread typing;
    private final Terminal terminal;
    private final LineEditor reader;
    private final boolean colour = System.getenv("NO_COLOR") == null;

    /**
     * @param names the nicknames known so far, to complete
     * @param typed the charset of what is typed
     * @param shown the charset of what the terminal shows
     * @throws IllegalStateException if JLine has no code for this system's terminals
     */
    TerminalScreen(ConcurrentSkipListSet<String> names, Charset typed, Charset shown)
            throws IOException {
        // What JLine asks a terminal when it starts, by graphemeCluster, is answered on the
        // keyboard:
        // it would take what is typed meanwhile for an answer.
        terminal =
                TerminalBuilder.builder()
                        .system(true)
                        .dumb(false)
                        .nativeSignals(false)
                        .graphemeCluster(false)
                        .type(type())
                        .stdinEncoding(typed)
                        .stdoutEncoding(shown)
                        .build();
        // a chat's text is not a shell's: quotes, backslashes and "!" mean nothing
        DefaultParser parser = new DefaultParser();
        parser.setEscapeChars(null);
        parser.setQuoteChars(new char[0]);
        reader = new LineEditor(terminal);
        reader.setParser(parser);
        reader.setCompleter(
                (line, parsed, candidates) -> {
                    if (parsed.wordIndex() == 0)
                        new StringsCompleter(COMMANDS).complete(line, parsed, candidates);
                    new StringsCompleter(names).complete(line, parsed, candidates);
                });
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
    }

    /**
     * The terminal's type, whose capabilities JLine then knows. A newer terminal may not be in this
     * system's terminfo; all of them understand what xterm does. Null on Windows, where the console
     * has no type.
     */
    private static String type() {
        String type = System.getenv("TERM");
        if (type == null && OSUtils.IS_WINDOWS) return null;
        if (type == null || type.isEmpty()) type = XTERM;
        InfoCmp.setLoadedInfoCmp(type, withoutMargin(capabilities(type)));
        return type;
    }

    private static String capabilities(String type) {
        try {
            return InfoCmp.getInfoCmp(type);
        } catch (IOException e) {
            Log.debug("terminal {} is not known: {}", type, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return InfoCmp.getDefaultInfoCmp(XTERM);
    }

    /**
     * Without the wrapping at the right margin (am): JLine then goes to the next row by itself, so
     * that it is known how a terminal that is resized wraps the line anew.
     */
    private static String withoutMargin(String capabilities) {
        return capabilities.replaceFirst("(?<=\\s)am,", "");
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
    public void endInput() {
        reader.close();
    }

    @Override
    public void close() {
        try {
            // whoever still waits for a line leaves it, so that what follows begins a line
            Thread reading = typing;
            if (reading != null) reading.interrupt();
            for (int i = 0; typing != null && i < LEAVE_MILLIS; i++) Thread.sleep(1);
            reader.close();
            terminal.close();
        } catch (IOException e) {
            // the terminal has gone: there is nothing to give back
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
