package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sockets.common.Json;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.libc.Errno;
import sockets.libc.Fd;

/** The table and what get reads, held against Python on the same machine. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class SockoptsOracleIT {
    /** Other on each socket, or from one moment to the next. */
    private static final Set<String> VOLATILE =
            Set.of("SO_COOKIE", "TCP_TIMESTAMP", "TCP_INFO", "TCP_CC_INFO", "SO_MEMINFO");

    /** They read the buffer before they fill it: what lies in Python's is chance. */
    private static final Set<String> TAKE_A_QUESTION =
            Set.of(
                    "TCP_ZEROCOPY_RECEIVE",
                    "IPV6_FLOWLABEL_MGR",
                    "PACKET_HDRLEN",
                    "MPTCP_FULL_INFO");

    /** In a state of the socket only, or with a value of its own; the reason stands beside each. */
    private static final Map<String, String> SPECIAL =
            Map.ofEntries(
                    Map.entry("SO_RESERVE_MEM", "needs a memory cgroup"),
                    Map.entry("SO_ATTACH_FILTER", "takes a program"),
                    Map.entry("SO_DETACH_FILTER", "needs a filter"),
                    Map.entry("SO_DETACH_BPF", "needs a filter"),
                    Map.entry("SO_GET_FILTER", "takes a program"),
                    Map.entry("IPV6_ADDRFORM", "needs a connection"),
                    Map.entry("IPV6_CHECKSUM", "needs another raw protocol"),
                    Map.entry("IPV6_ROUTER_ALERT", "needs another raw protocol"),
                    Map.entry("TCP_ULP", "needs a connection"),
                    Map.entry("TCP_AO_INFO", "takes its own structure"));

    private static final String HEADERS =
            "sys/socket netinet/in linux/in linux/in6 linux/tcp linux/udp linux/icmp linux/icmpv6"
                    + " linux/netfilter_ipv4 linux/netfilter_ipv6/ip6_tables linux/if_packet"
                    + " linux/netlink linux/tls linux/if_xdp linux/mptcp linux/can/raw"
                    + " linux/can/j1939 linux/vm_sockets";

    /** A call of strace whose level and option have names. */
    private static final Pattern CALL =
            Pattern.compile("getsockopt\\([0-9]+, (?:SOL_|IPPROTO_)?([A-Z]\\w+), ([A-Z]\\w+),");

    private static List<String> ask(List<String> command, List<String> questions)
            throws InterruptedException {
        Run python = Run.of(command, Map.of());
        for (String question : questions) python.type(question);
        python.endInput();
        assertEquals(0, python.exit(), python.err().toString());
        return python.out();
    }

    private static List<String> oracle(String... words) {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.add(Path.of("src/test/resources/oracle.py").toAbsolutePath().toString());
        command.addAll(List.of(words));
        return command;
    }

    private static String question(SocketOption option, String kind) {
        int room = option.value().size() == 0 ? 256 : option.value().size();
        return kind + " " + option.levelNumber() + " " + option.number() + " " + room;
    }

    private static SocketOption named(SocketOption option) {
        return Options.table().find(option.name());
    }

    private static String errorName(String answer) {
        return Errno.of(Integer.parseInt(answer)).name();
    }

    @ParameterizedTest
    @EnumSource
    void getReadsWhatPythonReads(SocketKind of) throws Exception {
        Tools.need("python3");
        Set<SocketKind> raw =
                EnumSet.of(SocketKind.RAW, SocketKind.RAW6, SocketKind.PACKET, SocketKind.XDP);
        if (raw.contains(of)) Tools.needRoot();
        String kind = of.toString();
        // a name at two levels is asked at that of the socket
        List<SocketOption> options =
                here().stream().filter(o -> o == Options.table().on(of, named(o))).toList();
        List<String> answers =
                ask(oracle(), options.stream().map(option -> question(option, kind)).toList());
        List<String> words = new ArrayList<>(List.of("get", "--json", "--type", kind));
        for (SocketOption option : options) words.add(option.name());
        String json = String.join("", Run.inside(words.toArray(new String[0])).out());
        List<?> ours = (List<?>) Json.parse(json);
        assertEquals(options.size(), ours.size());
        List<String> different = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            Object error = Json.at(ours, i, "values", kind, "error");
            Object bytes = Json.at(ours, i, "values", kind, "bytes");
            String read = String.valueOf(error == null ? bytes : error);
            String expected = answers.get(i);
            if (error != null) expected = errorName(expected);
            if (expected.equals("empty")) expected = "";
            boolean same = read.equals(expected);
            if (VOLATILE.contains(options.get(i).name())) same = read.length() == expected.length();
            if (TAKE_A_QUESTION.contains(options.get(i).name())) same = true;
            if (!same) different.add(options.get(i) + ": " + read + ", Python " + expected);
        }
        assertEquals(List.of(), different);
    }

    @Test
    void namesAreThoseThatThePracticalsFragmentPrints() throws Exception {
        Tools.need("python3");
        String fragment =
                "import socket\n"
                        + "solist = [x for x in dir(socket) if x.startswith('SO_')]\n"
                        + "solist.sort()\n"
                        + "for x in solist:\n    print(x)\n";
        Run python = Run.of("python3", "-c", fragment);
        assertEquals(python.out(), Run.inside("list", "--names").out());
    }

    @Test
    void numbersAreThoseOfPython() throws Exception {
        Tools.need("python3");
        List<SocketOption> options =
                Options.table().all().stream()
                        .filter(option -> option.python311() && option.existsHere())
                        .toList();
        StringBuilder program = new StringBuilder("import socket\n");
        for (SocketOption option : options)
            program.append("print(getattr(socket, '").append(option).append("', 'none'))\n");
        List<String> numbers = Run.of("python3", "-c", program.toString()).out();
        for (int i = 0; i < options.size(); i++)
            assertEquals(
                    String.valueOf(options.get(i).number()), numbers.get(i), options.get(i).name());
    }

    /** The compiler holds the numbers against the headers that are installed. */
    @Test
    void numbersAreThoseOfTheHeaders(@TempDir Path folder) throws Exception {
        Tools.need("gcc");
        List<SocketOption> options = here();
        StringBuilder program = new StringBuilder();
        for (String header : HEADERS.split(" "))
            program.append("#include <").append(header).append(".h>\n");
        for (SocketOption option : options)
            program.append(
                    "_Static_assert(%s == %d, \"%1$s\");\n".formatted(option, option.number()));
        Path source = Files.writeString(folder.resolve("numbers.c"), program);
        List<String> errors = Run.of("gcc", "-fsyntax-only", source.toString()).err();
        assertEquals(
                List.of(), errors.stream().filter(e -> e.contains("assertion failed")).toList());
        // those of an older kernel lack some
        long unknown = errors.stream().filter(e -> e.contains("undeclared here")).count();
        assertTrue(options.size() - unknown > 250, unknown + " unknown: " + errors);
    }

    @Test
    void levelsAndNumbersAreThoseOfStrace(@TempDir Path folder) throws Exception {
        Tools.need("python3", "strace");
        List<SocketOption> options = here();
        Path calls = folder.resolve("calls");
        List<String> command =
                new ArrayList<>(List.of("strace", "-e", "trace=getsockopt", "-o", "" + calls));
        command.addAll(oracle());
        ask(command, options.stream().map(option -> question(option, "udp")).toList());
        List<String> lines =
                Files.readAllLines(calls).stream().filter(l -> l.startsWith("getsock")).toList();
        assertEquals(options.size(), lines.size());
        List<String> wrong = new ArrayList<>();
        int known = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher names = CALL.matcher(lines.get(i));
            // a newer one it tells as a number
            if (!names.lookingAt()) continue;
            known++;
            SocketOption option = options.get(i);
            String level = option.level().replaceFirst("^(SOL|IPPROTO)_", "");
            boolean same = names.group(1).equals(level) && isNamed(names.group(2), option);
            if (!same) wrong.add(option.level() + " " + option + ": " + lines.get(i));
        }
        assertEquals(List.of(), wrong);
        assertTrue(known > 250, known + " known");
    }

    /** True if the option has this name, or shares its number with one that has. */
    private static boolean isNamed(String name, SocketOption option) {
        for (SocketOption other : Options.table().all()) {
            boolean twin =
                    other.level().equals(option.level()) && other.number() == option.number();
            if (twin && name.replaceFirst("_OLD$", "").equals(other.name())) return true;
        }
        return false;
    }

    private static List<SocketOption> here() {
        return Options.table().all().stream().filter(SocketOption::existsHere).toList();
    }

    /** Kernels are built without some families. */
    private static boolean opens(SocketKind kind) {
        try (Fd fd = kind.open()) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the column settable says is tried: as root, and as somebody without privileges. */
    @Test
    void settableIsWhatTheKernelDoes() throws Exception {
        Tools.need("python3");
        Tools.needRoot();
        List<SocketOption> options =
                Options.table().all().stream()
                        .filter(o -> o.existsHere() && o.socket() != null && opens(o.socket()))
                        .filter(o -> !SPECIAL.containsKey(o.name()))
                        .filter(o -> o.value() != Value.NONE && o.value() != Value.FILTER)
                        .toList();
        List<String> questions =
                options.stream().map(o -> question(o, o.socket().toString())).toList();
        List<String> root = ask(oracle("set"), questions);
        List<String> nobody = ask(oracle("set", "65534"), questions);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            SocketOption option = options.get(i);
            String tried = option + ": root " + root.get(i) + ", others " + nobody.get(i);
            boolean can = option.canBeSet();
            // EPERM, EACCES: only privileges are missing
            boolean denied = Set.of("1", "13").contains(nobody.get(i));
            boolean free = option.privilege().isEmpty();
            if (can && free && (!root.get(i).equals("ok") || !nobody.get(i).equals("ok")))
                if (!Set.of("22", "107", "19").contains(root.get(i))) wrong.add(tried);
            if (!can && root.get(i).equals("ok")) wrong.add(tried);
            if (denied && free) wrong.add(tried);
        }
        assertEquals(List.of(), wrong);
    }
}
