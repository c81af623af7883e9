package sockets.chat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ConcurrentSkipListSet;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Reason;

/** What a chat client does with its lines: those typed go to the server, the server's are shown. */
final class ChatSession {
    /** A server that has been told good-bye closes; one that does not is left after so long. */
    private static final long GOODBYE_MILLIS = 2000;

    /** A longer line of the server is shown in pieces: no line may fill our memory. */
    private static final int LONGEST = 16 * 1024;

    /** A server that invents names without end shall not fill our memory. */
    private static final int MOST_NAMES = 5000;

    private final ChatClient client;
    private final Screen screen;
    private final Transcript transcript;
    private final ConcurrentSkipListSet<String> names;
    private final byte[] line = new byte[LONGEST];

    /** Held while something is sent and told of: the end comes before or after it, not between. */
    private final Object sending = new Object();

    private int length;
    private String wanted;
    private volatile boolean leaving;
    private volatile boolean ended;
    private volatile Failure failure;

    /**
     * @param names the nicknames seen so far
     * @param wanted the nickname that was asked for, or null
     */
    ChatSession(
            ChatClient client,
            Screen screen,
            Transcript transcript,
            ConcurrentSkipListSet<String> names,
            String wanted) {
        this.client = client;
        this.screen = screen;
        this.transcript = transcript;
        this.names = names;
        this.wanted = wanted;
    }

    /** Talks until one of the two ends it; the result is the exit code. */
    int run(Console console) throws IOException {
        try {
            if (wanted != null) send("/nick " + wanted);
            Thread keyboard = new Thread(this::type, "keyboard");
            keyboard.setDaemon(true);
            keyboard.start();
            listen(console);
        } catch (ClosedChannelException e) {
            // closed by ourselves, since the server did not after our good-bye
            Log.debug("closed", e);
        } catch (IOException e) {
            if (failure == null) failure = failed("read", e);
        }
        // a write that hangs, since the server reads no more, is closed by the limit
        startLimit();
        synchronized (sending) {
            ended = true;
        }
        screen.close();
        if (failure != null) console.error(failure);
        return failure == null ? Program.DONE : Program.FAILED;
    }

    private Failure failed(String call, IOException e) {
        return e instanceof Failure told
                ? told
                : new Failure(call, Addresses.text(client.server()), e);
    }

    /** Takes the server's lines until it closes. */
    private void listen(Console console) throws IOException {
        for (ByteBuffer in = client.read(); in != null; in = client.read()) {
            while (in.hasRemaining()) {
                byte value = in.get();
                if (value != '\n') line[length++] = value;
                if (value == '\n' || length == LONGEST) received(console);
            }
        }
        if (length > 0) received(console);
        if (leaving) return;
        failure =
                new Failure("read", Addresses.text(client.server()), Reason.EOF, "")
                        .hint("hint.chat.lost");
    }

    private void received(Console console) throws IOException {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        length = 0;
        String text = CleanText.string(line, 0, end);
        transcript.line('<', text);
        learn(text);
        screen.show(text);
        if (text.startsWith("! 421 ")) screen.hint(console, "chat.commands");
        if (text.startsWith("! 432 ")) screen.hint(console, "nick-bad");
        if (wanted == null) return;
        // the answer to --nick
        if (text.startsWith("! 433 ")) screen.hint(console, "nick-refused", wanted);
        boolean had = text.equals("* welcome, you are " + wanted);
        boolean got = text.endsWith(" is now known as " + wanted);
        if (had || got || text.startsWith("! 43")) wanted = null;
    }

    /** Notes the nicknames that a line tells of, to complete them. */
    private void learn(String text) {
        if (names.size() > MOST_NAMES) names.clear();
        String[] words = text.split(" ");
        if (text.startsWith("<") && text.indexOf('>') > 0)
            names.add(text.substring(1, text.indexOf('>')));
        else if (text.startsWith("[") && text.indexOf(']') > 0 && !text.startsWith("[-> "))
            names.add(text.substring(1, text.indexOf(']')));
        else if (text.startsWith("* online: "))
            for (int i = 2; i < words.length; i++) names.add(words[i]);
        else if (text.startsWith("* ") && words.length == 3 && words[2].equals("joined"))
            names.add(words[1]);
        else if (text.startsWith("* ") && words.length >= 3 && words[2].startsWith("left"))
            names.remove(words[1]);
        else if (text.startsWith("* ") && text.contains(" is now known as ")) {
            names.remove(words[1]);
            names.add(words[words.length - 1]);
        }
    }

    /** Sends what is typed; at the end of input says good-bye. */
    private void type() {
        try {
            for (String text = screen.read(); text != null; text = screen.read()) {
                // what is pasted may be several lines
                for (String part : text.split("\\R")) {
                    if (part.isEmpty() || leaving) continue;
                    leaving = isQuit(part);
                    send(part);
                }
                if (leaving) break;
            }
            screen.endInput();
            if (!ended && screen.isPatient()) sayGoodbye();
            else if (!ended) goodbye();
        } catch (IOException e) {
            // the reader of the socket finds out as well, unless this was about a file
            if (failure == null && !leaving) failure = failed("write", e);
            // what the server has said before may tell why
            startLimit();
        }
    }

    private static boolean isQuit(String text) {
        String command = text.strip().toLowerCase(java.util.Locale.ROOT);
        return command.equals("/quit") || command.startsWith("/quit ");
    }

    private void send(String text) throws IOException {
        synchronized (sending) {
            if (ended) return;
            transcript.line('>', text);
            client.send(text);
        }
    }

    /** Ends the talk by its usual path: the server closes, and what it still says is shown. */
    void goodbye() {
        // a server that does not take our last words must not keep us, either
        startLimit();
        sayGoodbye();
    }

    private void startLimit() {
        Thread limit = new Thread(this::endLater, "good-bye");
        limit.setDaemon(true);
        limit.start();
    }

    private void sayGoodbye() {
        boolean told = leaving;
        leaving = true;
        try {
            if (!told) send("/quit");
            synchronized (sending) {
                if (!ended) client.shutdownOutput();
            }
        } catch (IOException e) {
            Log.debug("good-bye", e);
        }
    }

    private void endLater() {
        try {
            Thread.sleep(GOODBYE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private void end() {
        try {
            client.close();
        } catch (IOException e) {
            Log.debug("close", e);
        }
    }
}
