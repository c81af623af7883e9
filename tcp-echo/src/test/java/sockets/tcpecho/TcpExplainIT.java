package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;
import sockets.common.Trace;

/** What --explain prints is what the kernel got: the program runs under strace. */
@Timeout(600)
class TcpExplainIT {
    @TempDir Path folder;

    @BeforeEach
    void need() {
        Tools.need("strace");
    }

    private Run traced(String... arguments) {
        return Run.of(Trace.strace(folder.resolve("trace"), Run.jar(arguments)), Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--nagle",
                "--linger 3",
                "--chunk 1",
                "-s 3000000",
                "--source-port PORT",
                "-6"
            })
    void theClientsCallsAreTheKernels(String options) throws Exception {
        boolean six = options.equals("-6");
        try (Run server = Run.program("server", "-p", "0", "--quiet", six ? "-6" : "-4")) {
            String message = options.startsWith("-s") ? "" : " -m a -m bcd";
            String line =
                    "client "
                            + (six ? "::1 " : "127.0.0.1 ")
                            + server.port()
                            + " --explain "
                            + options
                            + message;
            Run client = traced(line.replace("PORT", Servers.freePort()).split(" +"));
            assertEquals(0, client.exit(), client.err().toString());
            assertEquals(Trace.kernel(folder.resolve("trace")), Trace.explained(client.err()));
        }
    }

    @Test
    void aRefusalIsExplainedToo() throws Exception {
        Run client = traced("client", "127.0.0.1", Servers.freePort(), "-m", "a", "--explain");
        assertEquals(1, client.exit());
        List<String> kernel = Trace.kernel(folder.resolve("trace"));
        assertEquals(kernel, Trace.explained(client.err()));
        assertEquals(List.of("socket", "setsockopt", "connect", "close"), kernel);
    }

    @Test
    void aBindThatFailsIsExplainedToo() throws Exception {
        try (Run first = Run.program("server", "-p", "0")) {
            Run second = traced("server", "-p", first.port(), "--explain");
            assertEquals(1, second.exit());
            List<String> kernel = Trace.kernel(folder.resolve("trace"));
            assertEquals(kernel, Trace.explained(second.err()));
            Run client = traced("client", "--source-port", first.port(), "-m", "a", "--explain");
            assertEquals(1, client.exit());
            assertEquals(Trace.kernel(folder.resolve("trace")), Trace.explained(client.err()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--once", "--no-reuse-address --nagle --linger 2"})
    void theServersCallsAreTheKernels(String options) throws Exception {
        String line = "server -p 0 --explain " + options;
        try (Run strace = traced(line.strip().split(" "))) {
            String port = strace.port();
            assertEquals(0, Run.inside("client", "127.0.0.1", port, "-m", "hola").exit());
            // strace would not hand a signal on: the program itself is asked
            strace.awaitOut("closed by");
            strace.type("quit");
            assertEquals(0, strace.exit(), strace.err().toString());
            assertEquals(Trace.kernel(folder.resolve("trace")), Trace.explained(strace.err()));
        }
    }

    @Test
    void whereTheServerWaitsIsTold() throws Exception {
        try (Run server = Run.program("server", "-p", "0", "--explain")) {
            assertEquals(
                    "explain: server | accept() <unfinished ...> | ServerSocketChannel.accept"
                            + " | waits until a client connects",
                    server.awaitErr("<unfinished"));
            try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(server.port()))) {
                assertEquals(
                        "explain: server | read(#1, 1024) <unfinished ...> | SocketChannel.read"
                                + " | waits until the other side sends something, or closes",
                        server.awaitErr("read(#1, 1024) <unfinished"));
                assertTrue(socket.isConnected());
            }
        }
    }

    @Test
    void whereTheClientWaitsIsTold() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            String port = String.valueOf(silent.getLocalPort());
            try (Run client = Run.program("client", "127.0.0.1", port, "-m", "a", "--explain")) {
                assertEquals(
                        "explain: client | epoll_wait(2001 ms) <unfinished ...> | Selector.select"
                                + " | waits until the socket can be read or time is over: nothing"
                                + " has come yet",
                        client.awaitErr("<unfinished").replaceAll("wait.\\d+", "wait(2001"));
            }
        }
    }

    @Test
    void aResetIsExplainedToo() throws Exception {
        try (Run strace = traced("server", "-p", "0", "--explain")) {
            Socket socket = new Socket("127.0.0.1", Integer.parseInt(strace.port()));
            strace.awaitOut("connected");
            socket.setSoLinger(true, 0);
            socket.close();
            strace.awaitOut("reset by client");
            strace.type("quit");
            assertEquals(0, strace.exit());
            List<String> kernel = Trace.kernel(folder.resolve("trace"));
            assertEquals(kernel, Trace.explained(strace.err()));
        }
    }
}
