package sockets.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.Trace;

/** The client: with pipes for scripts, and on a real terminal. */
@Timeout(600)
class ChatClientIT {
    private static Run server(String... options) {
        List<String> words = new ArrayList<>(List.of("server", "-p", "0"));
        words.addAll(List.of(options));
        return Run.program(words.toArray(String[]::new));
    }

    private static Run client(String port, String... options) {
        List<String> words = new ArrayList<>(List.of("client", "127.0.0.1", port));
        words.addAll(List.of(options));
        return Run.program(words.toArray(String[]::new));
    }

    /** A name without its option would be looked for in the DNS. */
    @Test
    void aNameWithoutItsOptionIsAskedFor() {
        Run.Done host = Run.inside("client", "ana-no-host", "--lang", "es");
        assertEquals(1, host.exit());
        String nick = "(no existe ese nombre; ¿es el suyo en el chat? --nick ana-no-host)";
        assertTrue(host.error().endsWith(nick), host.error());
        Run.Done third = Run.inside("client", "127.0.0.1", "3500", "ana");
        assertEquals(2, third.exit());
        assertEquals(
                List.of(
                        "chat: unknown argument ana (your name in the chat? --nick ana)",
                        "Try 'chat client --help'"),
                third.err());
    }

    @Test
    void pipedLinesGoOutAndComeInAndTheEndOfInputSaysGoodbye() throws Exception {
        try (Run server = server();
                Run ana = client(server.port(), "--nick", "ana")) {
            ana.awaitOut("is now known as ana");
            try (Run beto = client(server.port(), "--nick", "beto")) {
                ana.awaitOut("is now known as beto");
                ana.type("hola, ñandú");
                assertEquals("<ana> hola, ñandú", beto.awaitOut("hola"));
                beto.type("/msg ana secreto");
                assertEquals("[beto] secreto", ana.awaitOut("secreto"));
                assertEquals(0, beto.endInput().exit());
            }
            ana.awaitOut("* beto left");
            assertEquals(0, ana.type("/quit chau").exit());
            assertEquals(List.of(), ana.err());
            server.awaitOut("ana left");
        }
    }

    @Test
    void aNameThatIsTakenIsSaid() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Run other = client(server.port(), "--nick", "ana")) {
            other.awaitOut("! 433 nickname in use: ana");
            assertEquals(
                    "hint: not as ana; choose another nickname: /nick NAME",
                    other.awaitErr("hint: not as"));
            other.type("/nick beto");
            other.awaitOut("is now known as beto");
            assertEquals(0, other.endInput().exit());
            ana.until("* beto left");
        }
    }

    @Test
    void theNameThatOneHasIsGranted() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Run other = client(server.port(), "--nick", "guest2")) {
            other.type("/nick ana");
            other.awaitOut("! 433 nickname in use: ana");
            assertEquals(0, other.endInput().exit());
            // it would be about guest2
            assertEquals(List.of(), other.err());
            ana.until("* guest2 left");
        }
    }

    @Test
    void aLostServerIsToldAtOnce() throws Exception {
        try (Run server = server();
                Run ana = client(server.port(), "--nick", "ana")) {
            ana.awaitOut("is now known as ana");
            server.type("quit");
            assertEquals(1, ana.exit());
            String line = "chat: read 127.0.0.1:" + server.port() + ": end of file (";
            assertTrue(ana.error().startsWith(line), ana.err().toString());
        }
        // bound, so that nobody else takes the port, and not listening
        try (SocketChannel port = SocketChannel.open()) {
            port.bind(new InetSocketAddress("127.0.0.1", 0));
            String number = String.valueOf(port.socket().getLocalPort());
            Run.Done nobody = Run.inside("client", "127.0.0.1", number);
            assertEquals(1, nobody.exit());
            List<String> err = nobody.err();
            assertTrue(err.get(0).contains(": Connection refused ("), err.toString());
            assertEquals(1, err.size());
        }
    }

    @Test
    void theTranscriptHasAllLinesWithTheirTime(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("transcript.txt");
        try (Run server = server();
                Run ana = client(server.port(), "--nick", "ana", "--transcript", "" + file)) {
            ana.awaitOut("is now known as ana");
            ana.type("hola");
            assertEquals(0, ana.endInput().exit());
        }
        String text = Files.readString(file);
        String time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} ";
        for (String line :
                List.of("> /nick ana", "< \\* welcome, you are guest1", "> hola", "> /quit"))
            assertTrue(text.matches("(?s).*" + time + line + "\n.*"), text);
        String nowhere = folder.resolve("no/x").toString();
        Run.Done none = Run.inside("client", "127.0.0.1", "3500", "--transcript", nowhere);
        assertEquals(1, none.exit());
        assertTrue(none.error().startsWith("chat: open "), none.err().toString());
    }

    @Test
    void nothingThatAServerSendsControlsTheTerminal() throws Exception {
        try (ServerSocket listener = new ServerSocket(0)) {
            String port = String.valueOf(listener.getLocalPort());
            try (Run client = client(port);
                    Socket server = listener.accept()) {
                byte[] line = "a\u001b[2Jb\rc\u009bd\u202ee\n".getBytes(StandardCharsets.UTF_8);
                server.getOutputStream().write(line);
                assertEquals("a�[2Jb�c�d�e", client.awaitOut("2J"));
                // a line without an end comes in pieces, and fills no memory
                byte[] block = new byte[1 << 20];
                Arrays.fill(block, (byte) 'x');
                for (int i = 0; i < 8; i++) server.getOutputStream().write(block);
                client.awaitOut("xxxxxxxx");
                server.getOutputStream().write("\nfin\n".getBytes(StandardCharsets.UTF_8));
                client.awaitOut("fin");
                client.type("chau");
                assertEquals('c', server.getInputStream().read());
            }
        }
    }

    @Test
    void theCallsThatItExplainsAreTheKernels(@TempDir Path folder) throws Exception {
        Tools.need("strace");
        Path trace = folder.resolve("trace");
        try (Run server = server()) {
            List<String> command =
                    Run.jar("client", "127.0.0.1", server.port(), "--nick", "ana", "--explain");
            try (Run strace = Run.of(Trace.strace(trace, command), Map.of())) {
                strace.awaitOut("is now known as ana");
                assertEquals(0, strace.endInput().exit());
                // one thread reads, another writes: their lines may change places
                List<String> kernel = Trace.kernel(trace).stream().sorted().toList();
                List<String> explained = Trace.explained(strace.err()).stream().sorted().toList();
                assertEquals(kernel, explained);
            }
        }
    }

    @Test
    void whatWasWrittenIsExplainedBeforeTheEnd(@TempDir Path folder) throws Exception {
        Tools.need("strace");
        Path trace = folder.resolve("trace");
        try (ServerSocket listener = new ServerSocket(0)) {
            String port = String.valueOf(listener.getLocalPort());
            List<String> client = Run.jar("client", "127.0.0.1", port, "--explain");
            // the server's end of file is here before the first write of the keyboard's thread,
            // that of /quit, has come back
            List<String> command =
                    Trace.strace(trace, client, "-e", "inject=write:delay_exit=1000000:when=1");
            try (Run strace = Run.of(command, Map.of())) {
                try (Socket server = listener.accept()) {
                    strace.endInput();
                    assertEquals("/quit\n", new String(server.getInputStream().readNBytes(6)));
                }
                assertEquals(0, strace.exit());
                List<String> kernel = Trace.kernel(trace).stream().sorted().toList();
                List<String> explained = Trace.explained(strace.err()).stream().sorted().toList();
                assertEquals(kernel, explained);
                assertTrue(explained.contains("write"), explained.toString());
            }
        }
    }

    /** A terminal of tmux, in which the client runs. */
    private static final class Tmux implements AutoCloseable {
        private final String name = "chat" + ProcessHandle.current().pid() + System.nanoTime();

        Tmux(List<String> command) throws Exception {
            run("new-session", "-d", "-x", "80", "-y", "24", String.join(" ", command));
        }

        List<String> run(String... words) throws Exception {
            List<String> command = new ArrayList<>(List.of("tmux", "-L", name));
            command.addAll(List.of(words));
            Run run = Run.of(command, Map.of("TERM", "xterm"));
            assertEquals(0, run.exit(), run.err().toString());
            return run.out();
        }

        /** Gives the window another width; tmux tells its program of that, maybe later. */
        void resize(int width) throws Exception {
            run("resize-window", "-x", String.valueOf(width));
            String tty = run("display-message", "-p", "#{pane_tty}").get(0);
            List<String> stty = List.of("stty", "-F", tty, "size");
            while (!Run.of(stty, Map.of()).out().get(0).endsWith(" " + width)) {}
        }

        /** Waits until the screen holds something; the screen. */
        String await(String part) throws Exception {
            while (true) {
                String screen = String.join("\n", run("capture-pane", "-p"));
                if (screen.contains(part)) return screen;
            }
        }

        @Override
        public void close() throws Exception {
            run("kill-server");
        }
    }

    @Test
    void onATerminalTheLineBeingTypedStaysWhole() throws Exception {
        Tools.need("tmux");
        try (Run server = server();
                Guest beto = Guest.named(server.port(), "beto")) {
            List<String> command =
                    new ArrayList<>(Run.jar("client", "127.0.0.1", server.port(), "--nick", "ana"));
            command.addAll(List.of("--lang", "en;", "echo", "exit $?;", "sleep", "60"));
            try (Tmux terminal = new Tmux(command)) {
                terminal.await("is now known as ana");
                beto.until("* guest2 is now known as ana");
                terminal.run("send-keys", "hola a tod");
                terminal.await("> hola a tod");
                beto.say("una línea que llega");
                // above the line being typed, which stands below as it was
                terminal.await("<beto> una línea que llega\n> hola a tod");
                terminal.run("send-keys", "os", "Enter");
                assertEquals("<ana> hola a todos", beto.next());
                // completion of commands and names, quotes and backslashes as they are
                terminal.run("send-keys", "/ms", "Tab", "be", "Tab", "it's \\o/", "Enter");
                assertEquals("[ana] it's \\o/", beto.next());
                // history
                terminal.run("send-keys", "Up", "Enter");
                assertEquals("[ana] it's \\o/", beto.next());
                terminal.run("send-keys", "C-d");
                terminal.await("exit 0");
                assertEquals("* ana left", beto.next());
            }
        }
    }

    @Test
    void ctrlZGivesTheTerminalBackAndFgDrawsTheLineAgain() throws Exception {
        Tools.need("tmux");
        try (Run server = server();
                Guest beto = Guest.named(server.port(), "beto");
                Tmux terminal = new Tmux(List.of("env", "PS1='shell% '", "sh", "-i"))) {
            terminal.await("shell%");
            List<String> client = Run.jar("client", "127.0.0.1", server.port(), "--nick", "ana");
            terminal.run("send-keys", String.join(" ", client), "Enter");
            terminal.await("* guest2 is now known as ana\n>");
            beto.until("* guest2 is now known as ana");
            // the key comes with the text: what stands before it is in the line
            terminal.run("send-keys", "hola a ", "C-z");
            terminal.await("Stopped");
            // a shell that sets no modes of its own hears, line by line
            terminal.run("send-keys", "echo shell-$((40 + 2))", "Enter");
            terminal.await("shell-42");
            beto.say("mientras tanto");
            terminal.run("send-keys", "fg", "Enter");
            terminal.await("<beto> mientras tanto\n> hola a");
            terminal.run("send-keys", "todos", "Enter");
            assertEquals("<ana> hola a todos", beto.next());
            terminal.run("send-keys", "C-d");
            assertEquals("* ana left", beto.next());
            terminal.run("send-keys", "echo exit-$?", "Enter");
            terminal.await("exit-0");
        }
    }

    @Test
    void whatIsTypedWhileItStartsIsSent() throws Exception {
        Tools.need("tmux");
        try (Run server = server();
                Guest beto = Guest.named(server.port(), "beto");
                Tmux terminal = new Tmux(Run.jar("client", "127.0.0.1", server.port()))) {
            terminal.run("send-keys", "uno", "Enter", "do");
            assertEquals("* guest2 joined", beto.next());
            assertEquals("<guest2> uno", beto.next());
            terminal.await("> do");
            terminal.run("send-keys", "s", "Enter");
            assertEquals("<guest2> dos", beto.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM=xterm-of-tomorrow", "TERM=", "-u TERM"})
    void aTerminalOfAnUnknownTypeIsTakenForXterm(String type) throws Exception {
        Tools.need("tmux");
        try (Run server = server();
                Guest beto = Guest.named(server.port(), "beto")) {
            List<String> command = new ArrayList<>(List.of("env", type));
            command.addAll(Run.jar("client", "127.0.0.1", server.port()));
            try (Tmux terminal = new Tmux(command)) {
                terminal.await("* welcome, you are guest2");
                terminal.run("send-keys", "hola a tod");
                terminal.await("> hola a tod");
                beto.say("una línea que llega");
                String screen = terminal.await("<beto> una línea que llega\n> hola a tod");
                assertTrue(screen.startsWith("* welcome, you are guest2\n<beto>"), screen);
            }
        }
    }

    @Test
    void nothingOfTheOldLineStaysWhenTheTerminalIsResized() throws Exception {
        Tools.need("tmux");
        try (Run server = server();
                Guest beto = Guest.named(server.port(), "beto");
                Tmux terminal = new Tmux(Run.jar("client", "127.0.0.1", server.port()))) {
            terminal.await("* welcome, you are guest2");
            String line = "0123456789".repeat(11);
            terminal.run("send-keys", line);
            String typed = "> " + line;
            terminal.await(wrapped(typed, 80));
            for (int width : new int[] {50, 33, 100, 120, 60}) {
                terminal.resize(width);
                terminal.await(wrapped(typed, width));
                String said = "at " + width;
                beto.say(said);
                String screen = terminal.await("<beto> " + said + "\n" + wrapped(typed, width));
                // one line was typed: it stands there once
                assertEquals(screen.indexOf("> 0123"), screen.lastIndexOf("> 0123"), screen);
                assertFalse(screen.matches("(?s).*0123.*<beto>.*"), screen);
            }
        }
    }

    private static String wrapped(String text, int width) {
        return text.replaceAll("(.{" + width + "})(?=.)", "$1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM=dumb", "TERM=xterm"})
    void whatIsTypedInTheTerminalsCharsetReachesTheOthers(String type) throws Exception {
        Tools.need("tmux");
        try (Run server = server();
                Guest beto = Guest.named(server.port(), "beto")) {
            List<String> command = Run.jar("client", "127.0.0.1", server.port());
            // the code page of a Windows console in Spanish
            command.add(1, "-Dstdin.encoding=IBM850");
            command.addAll(0, List.of("env", type));
            try (Tmux terminal = new Tmux(command)) {
                terminal.await("* welcome, you are guest2\n>");
                terminal.run("send-keys", "-H", "63", "61", "a4", "a2", "6e");
                terminal.run("send-keys", "Enter");
                beto.until("<guest2> cañón");
            }
        }
    }

    @Test
    void aTerminalWithoutEditingHasAPromptBelowWhatComes() throws Exception {
        Tools.need("tmux");
        try (Run server = server();
                Guest beto = Guest.named(server.port(), "beto")) {
            List<String> command = Run.jar("client", "127.0.0.1", server.port());
            // as where JLine has no library for the system
            command.add(1, "-Dorg.jline.terminal.provider=none");
            try (Tmux terminal = new Tmux(command)) {
                terminal.await("* welcome, you are guest2\n>");
                beto.say("hola");
                String screen = terminal.await("<beto> hola\n>");
                assertTrue(screen.startsWith("* welcome, you are guest2\n<beto>"), screen);
            }
        }
    }

    @Test
    void onATerminalALostServerIsToldAtOnce() throws Exception {
        Tools.need("tmux");
        try (Run server = server()) {
            List<String> command =
                    new ArrayList<>(Run.jar("client", "127.0.0.1", server.port(), "--lang", "en;"));
            command.addAll(List.of("echo", "exit $?;", "sleep", "60"));
            try (Tmux terminal = new Tmux(command)) {
                terminal.await("* welcome, you are guest1");
                terminal.run("send-keys", "a medio");
                server.type("quit");
                String screen = terminal.await("exit 1");
                assertTrue(screen.contains("chat: read 127.0.0.1:"), screen);
                assertFalse(screen.contains("Exception"), screen);
            }
        }
    }
}
