package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Tools;

/** A machine without IPv6 says so in the words of socket(2), in each program that opens sockets. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class NoIpv6IT {
    private static final String REFUSED = ": Address family not supported by protocol (";

    /** The kernel as with ipv6.disable=1: a filter of seccomp(2) lets socket(AF_INET6) fail. */
    private static final String WITHOUT =
            """
            import ctypes, os, struct, sys
            def bpf(*rows): return ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *row) for row in rows))
            X86 = os.uname().machine == "x86_64"
            rows = bpf((0x20, 0, 0, 0), (0x15, 0, 3, 41 if X86 else 198), (0x20, 0, 0, 16), (0x15, 0, 1, 10),
                       (0x06, 0, 0, 0x00050000 | 97), (0x06, 0, 0, 0x7fff0000))
            class Program(ctypes.Structure): _fields_ = [("length", ctypes.c_ushort), ("rows", ctypes.c_void_p)]
            libc = ctypes.CDLL(None, use_errno=True)
            assert libc.prctl(38, 1, 0, 0, 0) == 0
            assert libc.prctl(22, 2, ctypes.byref(Program(6, ctypes.addressof(rows)))) == 0
            os.execvp(sys.argv[1], sys.argv[1:])
            """;

    private static void isTold(List<String> words, String command) throws Exception {
        List<String> arguments = List.of(command.split(" "));
        words.add("-jar");
        words.add(DocumentsIT.ROOT.resolve("dist/" + arguments.get(0) + ".jar").toString());
        words.addAll(arguments.subList(1, arguments.size()));
        Run run = Run.of(words.toArray(new String[0]));
        assertEquals(1, run.exit(), run.err()::toString);
        String error = run.err().get(run.err().size() - 1);
        assertTrue(error.startsWith(arguments.get(0) + ": socket AF_INET6"), error);
        assertTrue(error.contains(REFUSED), error);
        // a way out
        assertTrue(error.contains("IPv6"), error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "udp-echo server -6 -p 0",
                "udp-echo client ::1 -m a",
                "udp-echo demo -6",
                "udp-echo check ::1 1",
                "tcp-echo server -b ::",
                "tcp-echo client -6 -m a",
                "tcp-echo check ::1 1",
                "tcp-echo load ::1 1 --seconds 1",
                "threaded-server server -6",
                "select-server demo -6",
                "chat server -6",
                "chat client ::1",
                "chat check ::1 1"
            })
    void evenIfOnlyJavaIsTold(String command) throws Exception {
        isTold(new ArrayList<>(List.of(Run.java(), "-Djava.net.preferIPv4Stack=true")), command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "udp-echo server -6 -p 0",
                "tcp-echo client ::1 -m a",
                "threaded-server server -b ::",
                "select-server server -6",
                "chat client -6",
                "traceroute ::1",
                "traceroute -I ::1",
                "traceroute -T ::1",
                "sockopts get SO_TYPE --type tcp6"
            })
    void ofTheKernel(String command) throws Exception {
        Tools.need("python3");
        isTold(new ArrayList<>(List.of("python3", "-c", WITHOUT, Run.java())), command);
    }
}
