package sockets.chat;

import java.util.List;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import sockets.common.console.Signals;

/**
 * JLine's editing of a line, and what a program that changes the modes of its terminal owes to the
 * shell that started it: Ctrl-Z (SIGTSTP) gives the terminal back as it was and stops the process,
 * {@code fg} (SIGCONT) takes it and draws the line again; a resized window (SIGWINCH) leaves
 * nothing of the old line. See signal(7), termios(3).
 */
final class LineEditor extends LineReaderImpl {
    /** How the shell left the terminal. */
    private final Attributes before;

    private boolean closed;

    LineEditor(Terminal terminal) {
        super(terminal, "chat", null);
        setHistory(new DefaultHistory());
        before = terminal.getAttributes();
        // JLine would take all signals, Ctrl-C's among them, which is not only the terminal's
        Signals.on("WINCH", () -> terminal.raise(Signal.WINCH));
        Signals.on("CONT", () -> terminal.raise(Signal.CONT));
        int key = before.getControlChar(ControlChar.VSUSP);
        if (Signals.on("TSTP", this::stop) && key > 0)
            getKeyMaps().get(MAIN).bind((Widget) this::stopKey, String.valueOf((char) key));
        // what has been typed meanwhile is drawn with the first prompt: not here as well
        terminal.puts(Capability.carriage_return);
        terminal.puts(Capability.clr_eol);
        terminal.flush();
        // from now on, between two lines as well: there keys shall be what they are in a line
        terminal.enterRawMode();
    }

    /** Ctrl-Z is a key for JLine, so that what was typed before it is in the line. */
    private boolean stopKey() {
        stop();
        return true;
    }

    private void stop() {
        lock.lock();
        try {
            boolean typing = reading;
            Attributes ours = closed ? null : terminal.getAttributes();
            if (typing) erase();
            if (ours != null) terminal.setAttributes(before);
            Signals.stopProcess();
            // SIGCONT has come; in the background this stops it again (SIGTTOU), until fg
            if (ours != null) terminal.setAttributes(ours);
            if (typing) draw();
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void handleSignal(Signal signal) {
        lock.lock();
        try {
            if (!reading) return;
            if (signal == Signal.WINCH) {
                resize();
            } else {
                // the shell, or whoever continued us, may have changed the modes
                erase();
                terminal.enterRawMode();
                draw();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A line that comes may be faster than SIGWINCH: the width is asked for first. */
    @Override
    public void printAbove(String line) {
        lock.lock();
        try {
            if (reading) resize();
            super.printAbove(line);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the line off the screen, and leaves the terminal's own modes. */
    private void erase() {
        display.update(List.of(), 0);
        terminal.puts(Capability.keypad_local);
        terminal.writer().write(BRACKETED_PASTE_OFF);
        terminal.flush();
    }

    /** Draws the line where the cursor is. */
    private void draw() {
        size = terminal.getBufferSize();
        display = new Display(terminal, false);
        display.resize(size);
        terminal.puts(Capability.keypad_xmit);
        terminal.writer().write(BRACKETED_PASTE_ON);
        redisplay();
    }

    /** Takes the line away as the terminal has wrapped it anew, and draws it in the new width. */
    private void resize() {
        Size now = terminal.getBufferSize();
        if (now.equals(size)) return;
        terminal.puts(Capability.carriage_return);
        int above = rowsAbove(now.getColumns());
        for (int i = 0; i < above; i++) terminal.puts(Capability.cursor_up);
        terminal.puts(Capability.clr_eos);
        draw();
    }

    /** In how many rows of this width the terminal shows what stands above the cursor's row. */
    private int rowsAbove(int width) {
        int old = size.getColumns();
        if (width <= 0 || old <= 0) return 0;
        List<AttributedString> rows = rows(buf.toString(), old);
        List<AttributedString> upToCursor = rows(buf.upToCursor(), old);
        int row = upToCursor.size() - 1;
        int above = 0;
        for (int i = 0; i < row; i++)
            above += Math.max(1, (rows.get(i).columnLength(terminal) + width - 1) / width);
        int column = upToCursor.get(row).columnLength(terminal);
        // behind the last character the cursor stays in its row, even if that is full
        boolean behind = row >= rows.size() || column == rows.get(row).columnLength(terminal);
        return above + (behind && column > 0 ? column - 1 : column) / width;
    }

    private List<AttributedString> rows(String text, int width) {
        return new AttributedStringBuilder()
                .append(prompt)
                .append(text)
                .toAttributedString()
                .columnSplitLength(terminal, width, false, display.delayLineWrap());
    }

    /** No more lines are read: the shell gets its modes back, and Ctrl-C is a signal. */
    void close() {
        lock.lock();
        try {
            if (!closed) terminal.setAttributes(before);
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
