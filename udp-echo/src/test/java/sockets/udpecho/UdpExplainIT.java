package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import sockets.common.Tools;
import sockets.common.Trace;

/** What --explain prints is what the kernel got: the program runs under strace. */
@Timeout(600)
class UdpExplainIT {
    @TempDir Path folder;

    @BeforeEach
    void need() {
        Tools.need("strace");
    }

    private Run traced(String... arguments) {
        return Run.of(Trace.strace(folder.resolve("trace"), Run.jar(arguments)), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-w 60", "--connect -w 60", "--broadcast -w 3", "--connect -6 -w 60"})
    void theClientsCallsAreTheKernels(String options) throws Exception {
        boolean six = options.contains("-6");
        try (Run server = Run.program("server", "-p", "0", six ? "-6" : "-4")) {
            String host = six ? "::1" : "127.0.0.1";
            String line =
                    "client " + host + " " + server.port() + " -m a -m b --explain " + options;
            Run client = traced(line.strip().split(" "));
            assertEquals(0, client.exit(), client.err().toString());
            assertEquals(Trace.kernel(folder.resolve("trace")), Trace.explained(client.err()));
        }
    }

    @Test
    void aRefusalIsExplainedToo() throws Exception {
        try (Run server = Run.program("server", "-p", "0")) {
            String port = server.port();
            server.terminate().exit();
            Run client = traced("client", "127.0.0.1", port, "-m", "a", "--connect", "--explain");
            assertEquals(1, client.exit());
            assertEquals(Trace.kernel(folder.resolve("trace")), Trace.explained(client.err()));
        }
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

    @Test
    void theServersCallsAreTheKernels() throws Exception {
        try (Run server = traced("server", "-p", "0", "-c", "2", "--explain")) {
            Run.Done client =
                    Run.inside(
                            "client", "127.0.0.1", server.port(), "-m", "a", "-m", "b", "-w", "60");
            assertEquals(0, client.exit());
            assertEquals(0, server.exit());
            List<String> kernel = Trace.kernel(folder.resolve("trace"));
            assertEquals(kernel, Trace.explained(server.err()));
            assertEquals(
                    List.of("socket", "bind", "recvfrom", "sendto", "recvfrom", "sendto", "close"),
                    kernel);
        }
    }

    @Test
    void whereTheServerWaitsIsToldAndWhatCameOfIt() throws Exception {
        try (Run server = Run.program("server", "-p", "0", "-c", "1", "--explain")) {
            String waits =
                    "explain: server | recvfrom(65536) <unfinished ...> | DatagramChannel.receive"
                            + " | waits until a datagram comes";
            assertEquals(waits, server.awaitErr("<unfinished"));
            Run.inside("client", "127.0.0.1", server.port(), "-m", "hola", "-w", "60");
            assertEquals(0, server.exit());
            String came = "explain: server | recvfrom(65536) = 4 from 127.0.0.1:";
            assertTrue(server.err().stream().anyMatch(line -> line.startsWith(came)));
        }
    }

    @Test
    void aLineHasSideCallJavaAndReasonInTheUsersLanguage() throws Exception {
        try (Run server = Run.program("server", "-p", "0", "--explain", "--lang", "es")) {
            String line = server.awaitErr("bind(");
            assertTrue(
                    line.startsWith(
                            "explain: server | bind(127.0.0.1:0) = 0 | DatagramChannel.bind | da al"),
                    line);
        }
    }
}
