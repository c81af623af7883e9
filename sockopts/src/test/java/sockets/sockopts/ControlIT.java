package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;
import sockets.libc.Errno;
import sockets.sockopts.demo.Demos;

/** The control of every experiment: where its option does nothing, the effect is not seen. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class ControlIT {
    /** Nobody sets them: they are read. */
    private static final Set<String> READ_ONLY =
            Set.of(
                    "SO_ERROR",
                    "SO_PEERCRED",
                    "SO_ACCEPTCONN",
                    "SO_TYPE",
                    "SO_DOMAIN",
                    "SO_PROTOCOL",
                    "SO_COOKIE",
                    "IP_MTU",
                    "TCP_SAVED_SYN",
                    "TCP_INFO");

    /** A network where no experiment is skipped. */
    private static final String NETWORK =
            "ip link set lo mtu 1500 up; ip link add other type veth; ip link set other up; "
                    + "echo 3 > /proc/sys/net/ipv4/tcp_fastopen; exec \"$@\"";

    static Stream<String> thoseThatAreSet() {
        return Demos.names().stream().filter(name -> !READ_ONLY.contains(name));
    }

    @ParameterizedTest
    @MethodSource("thoseThatAreSet")
    void withoutTheOptionTheEffectIsNotSeen(String name) throws Exception {
        String told = fails(name, 0);
        assertFalse(told.contains("The effect was seen"), told);
        assertFalse(told.contains("Skipped:"), told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SO_INCOMING_CPU",
                "SO_RCVMARK",
                "SO_PASSRIGHTS",
                "IP_BIND_ADDRESS_NO_PORT",
                "IP_LOCAL_PORT_RANGE",
                "TCP_SAVE_SYN",
                "TCP_RTO_MAX_MS",
                "UDP_SEGMENT",
                "UDP_GRO"
            })
    void whereTheKernelDoesNotKnowTheOptionTheExperimentIsSkipped(String name) throws Exception {
        String told = fails(name, Errno.ENOPROTOOPT.number());
        assertTrue(told.contains("Skipped:"), told);
        assertTrue(told.contains(name + " came with Linux "), told);
    }

    /** What an experiment tells, which must fail where setting its option gives this errno. */
    private static String fails(String name, int errno) throws Exception {
        Tools.need("python3");
        Tools.needNamespaces();
        SocketOption option = Options.table().find(name);
        String script = Path.of("src/test/resources/no_option.py").toAbsolutePath().toString();
        List<String> command = new ArrayList<>(List.of("unshare", "--net", "sh", "-c", NETWORK));
        command.addAll(List.of("sh", Servers.python(), script));
        command.addAll(List.of("" + option.levelNumber(), "" + option.number(), "" + errno));
        command.addAll(Run.jar("demo", name, "--lang", "en"));
        try (Run demo = Run.of(command, Map.of())) {
            String told = demo.out() + "" + demo.err();
            assertEquals(1, demo.exit(), told);
            return told;
        }
    }
}
