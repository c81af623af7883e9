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
import org.junit.jupiter.api.Test;
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

    private static final int UNKNOWN = Errno.ENOPROTOOPT.number();

    static Stream<String> thoseThatAreSet() {
        return Demos.names().stream().filter(name -> !READ_ONLY.contains(name));
    }

    /** Which Linux brought those that older ones in use do not know. */
    private static final Map<String, String> SINCE =
            Map.of(
                    "UDP_SEGMENT", "5.0",
                    "UDP_GRO", "5.0",
                    "SO_MARK", "5.19",
                    "SO_RCVMARK", "5.19",
                    "IP_BIND_ADDRESS_NO_PORT", "6.3",
                    "IP_LOCAL_PORT_RANGE", "6.3",
                    "SO_PRIORITY", "6.14",
                    "TCP_RTO_MAX_MS", "6.15",
                    "SO_PASSRIGHTS", "6.16");

    /** Skips the test where this kernel does not know what the experiment sets. */
    static void needKernelOf(String name) {
        if (SINCE.containsKey(name)) Tools.needLinux(SINCE.get(name));
    }

    @ParameterizedTest
    @MethodSource("thoseThatAreSet")
    void withoutTheOptionTheEffectIsNotSeen(String name) throws Exception {
        needKernelOf(name);
        String told = told(1, name, 0, Run.jar("demo", name, "--lang", "en"));
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
        String told = told(1, name, UNKNOWN, Run.jar("demo", name, "--lang", "en"));
        assertTrue(told.contains("Skipped:"), told);
        assertTrue(told.contains(name + " came with Linux "), told);
    }

    @Test
    void whereNoReceiverIsToldThePriorityAQueueShowsIt() throws Exception {
        Tools.need("tc", "setpriv");
        List<String> demo = Run.jar("demo", "SO_PRIORITY", "--lang", "en");
        String told = told(0, "SO_RCVPRIORITY", UNKNOWN, demo);
        String order = "yes: sent in turn, they arrive in the order of their priority: high high";
        assertTrue(told.contains(order), told);
        told = told(1, "SO_RCVPRIORITY", UNKNOWN, Tools.asNobody(demo));
        assertTrue(told.contains("Skipped:"), told);
    }

    /**
     * What an experiment tells.
     *
     * @param exit of the experiment
     * @param name of the option that cannot be set
     * @param errno of setting it; 0: it returns 0, and does nothing
     */
    private static String told(int exit, String name, int errno, List<String> demo)
            throws Exception {
        Tools.need("python3");
        Tools.needNamespaces();
        SocketOption option = Options.table().find(name);
        String script = Path.of("src/test/resources/no_option.py").toAbsolutePath().toString();
        List<String> command = new ArrayList<>(List.of("unshare", "--net", "sh", "-c", NETWORK));
        command.addAll(List.of("sh", Servers.python(), script));
        command.addAll(List.of("" + option.levelNumber(), "" + option.number(), "" + errno));
        command.addAll(demo);
        try (Run run = Run.of(command, Map.of())) {
            String told = run.out() + "" + run.err();
            assertEquals(exit, run.exit(), told);
            return told;
        }
    }
}
