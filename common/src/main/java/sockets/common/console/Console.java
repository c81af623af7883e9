package sockets.common.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Quote;
import sockets.common.text.Texts;

/**
 * What a program says and where: results and events on standard output; errors, hints, prompts and
 * the explain trace on standard error.
 */
public final class Console {
    private final String program;
    private final Texts texts;
    private final Output out;
    private final PrintStream err;
    private final boolean ofProcess;
    private boolean quiet;
    private volatile boolean prompting;
    private boolean terminal;
    private String progress = "";

    private Console(String program, Texts texts, Output out, PrintStream err, boolean ofProcess) {
        this.program = program;
        this.texts = texts;
        this.out = out;
        this.err = err;
        this.ofProcess = ofProcess;
    }

    /** A console on other streams than this process's, in UTF-8; signals are not for it. */
    public Console(String program, Texts texts, OutputStream out, OutputStream err) {
        this(
                program,
                texts,
                new Output(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    /** The console of this process. */
    public static Console ofProcess(String program, Texts texts) {
        Charset charset = Terminal.charset();
        Output out = new Output(new FileOutputStream(FileDescriptor.out), Terminal.is(1), charset);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
        Console console = new Console(program, texts, out, err, true);
        console.terminal = Terminal.is(2);
        return console;
    }

    /** No hints and no event lines from now on, or all again. */
    public void quiet(boolean quiet) {
        this.quiet = quiet;
    }

    /** True with {@code --quiet}: no hints and no event lines. */
    public boolean isQuiet() {
        return quiet;
    }

    public String program() {
        return program;
    }

    public Texts texts() {
        return texts;
    }

    /** A line of results. */
    public void line(String line) {
        overwritePrompt();
        out.line(line);
    }

    /** Whole lines of results that are bytes already: ASCII, with their ends. */
    public void lines(byte[] bytes, int count) {
        overwritePrompt();
        out.lines(bytes, count);
    }

    /** Why lines of results were lost; null if none were. */
    public Failure lost() {
        return out.failure();
    }

    /** All lines so far, now: before something that must not overtake them. */
    public void flush() {
        out.flush();
    }

    /** A hint in the user's language, from the text {@code hint.KEY}. */
    public void hint(String key, Object... arguments) {
        if (quiet) return;
        for (String line : texts.get("hint." + key, arguments).split("\n"))
            note("hint: " + Quote.line(line));
    }

    /** A remark of a demo, from a text of the bundles: its lines, set off by empty ones. */
    public void remark(String key, Object... arguments) {
        line("");
        for (String line : texts.get(key, arguments).split("\n")) line("  * " + line);
        line("");
    }

    /** One line on standard error: PROGRAM: CALL OBJECT: REASON (HINT); more hints behind it. */
    public void error(Failure failure) {
        note(program + ": " + failure.line(texts));
        if (!quiet) for (String way : failure.ways(texts)) note("hint: " + way);
        Log.debug("{}", failure.getMessage(), failure);
    }

    /** Something gone wrong that ends nothing, in the shape of an error line. */
    public void warn(String line) {
        note(program + ": " + Quote.line(line));
    }

    /** A line on standard error, after what was printed before it on standard output. */
    public void note(String line) {
        overwritePrompt();
        out.flush();
        err.println(line);
    }

    /** True if somebody watches who is to see that something goes on. */
    public boolean hasProgress() {
        return terminal && !quiet;
    }

    /**
     * On a terminal, a line that the next one of any kind takes the place of; empty at the end. It
     * is for programs that print from one thread.
     */
    public void progress(String text) {
        if (!hasProgress() || text.equals(progress)) return;
        // blanks over what was longer
        err.print("\r" + text + " ".repeat(Math.max(0, progress.length() - text.length())) + "\r");
        err.flush();
        progress = text;
    }

    /** A prompt: no line end, so that the user types behind it. */
    public void prompt(String text) {
        out.flush();
        err.print(text);
        err.flush();
        prompting = true;
    }

    /**
     * What comes next begins where the prompt stands: a line while the user has not typed yet, or,
     * when the program ends there, the prompt of the shell.
     */
    public void overwritePrompt() {
        progress("");
        if (!prompting) return;
        prompting = false;
        err.print("\r");
        err.flush();
    }

    /** What ends the program early and by its usual path: Ctrl-C or SIGTERM. */
    public void whenStopped(Runnable stop) {
        if (!ofProcess) return;
        // the terminal has echoed ^C: what follows begins a line
        boolean terminal = Terminal.is(0) && Terminal.is(2);
        Signals.onStop(terminal ? new AfterNewLine(stop) : stop);
    }

    private final class AfterNewLine implements Runnable {
        private final Runnable stop;

        AfterNewLine(Runnable stop) {
            this.stop = stop;
        }

        @Override
        public void run() {
            err.println();
            stop.run();
        }
    }

    /** What ends the program when nobody reads its standard output any more. */
    public void whenOutputCloses(Runnable stop) {
        out.whenClosed(stop);
    }
}
