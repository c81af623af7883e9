package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Json;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.text.Texts;
import sockets.libc.Sysctl;

/** The program as it is used. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class SockoptsIT {
    private static Run.Done sockopts(String... words) {
        return Run.inside(words);
    }

    private static Run asNobody(String... words) {
        return Run.of(Tools.asNobody(Run.jar(words)), Map.of());
    }

    @Test
    void theListFitsATerminalAndHasEveryOption() throws Exception {
        Run.Done list = sockopts("list");
        assertEquals(0, list.exit());
        assertEquals(Options.table().all().size() + 1, list.out().size());
        for (String line : list.out()) assertTrue(line.length() <= 100, line);
        String linger =
                list.out().stream().filter(l -> l.startsWith("SO_LINGER ")).findFirst().get();
        assertTrue(
                linger.matches("SO_LINGER +SOCKET +13 +linger +yes +off, 0 s +off, 0 s +SO_LINGER"),
                linger);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPPROTO_TCP", "tcp", "TCP"})
    void aLevelIsNamedAsInCOrInShort(String level) throws Exception {
        List<String> lines = sockopts("list", "--level", level).out();
        assertTrue(lines.size() > 40);
        for (String line : lines.subList(1, lines.size())) assertTrue(line.startsWith("TCP_"));
    }

    @Test
    void jsonHasEveryDetail() throws Exception {
        String text = String.join("\n", sockopts("list", "--json").out());
        List<?> all = (List<?>) Json.parse(text);
        assertEquals(Options.table().all().size(), all.size());
        Object type = all.get(2);
        assertEquals("SO_TYPE", Json.at(type, "name"));
        assertEquals(1.0, Json.at(type, "levelNumber"));
        assertEquals(3.0, Json.at(type, "number"));
        assertEquals("no", Json.at(type, "settable"));
        assertEquals(true, Json.at(type, "python311"));
        assertTrue(String.valueOf(Json.at(type, "meaning")).length() > 10);
        assertEquals(1.0, Json.at(type, "values", "tcp", "number"));
        assertEquals("2 (SOCK_DGRAM)", Json.at(type, "values", "udp", "value"));
    }

    @Test
    void whichHeadersItKnowsIsSaid() {
        for (String format : new String[] {"--quiet", "--json"})
            assertEquals(
                    format.equals("--json"),
                    sockopts("list", "--level", "udplite", format)
                            .err()
                            .toString()
                            .contains("the headers of Linux 6.18"));
    }

    @ParameterizedTest
    @CsvSource({"en,adds", "es,agrega"})
    void thatOtherPythonsHaveOtherNamesIsSaid(String language, String adds) {
        Run.Done names = sockopts("list", "--names", "--lang", language);
        assertEquals(34, names.out().size());
        String hint = String.join("\n", names.err());
        assertTrue(hint.startsWith("hint: "), hint);
        for (String part :
                List.of(
                        "Python 3.11",
                        "3.10",
                        "3.13 " + adds + " SO_BINDTOIFINDEX",
                        "3.14 SO_ORIGINAL_DST",
                        "macOS",
                        "Windows 18")) assertTrue(hint.contains(part), hint);
    }

    @ParameterizedTest
    @CsvSource({
        "packet,24",
        "netlink,13",
        "tls,5",
        "xdp,10",
        "mptcp,5",
        "can,9",
        "j1939,5",
        "vsock,9"
    })
    void aLevelIsWhole(String level, int lines) {
        assertEquals(lines, sockopts("list", "--level", level).out().size());
    }

    /** The kernel has them, or the error says plainly that it does not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NETLINK_EXT_ACK | 0 | netlink",
                "NETLINK_LIST_MEMBERSHIPS | (empty) | netlink",
                "MPTCP_INFO | subflows 0 (at most | MPTCP",
                "XDP_OPTIONS | 0 | XDP",
                "CAN_RAW_LOOPBACK | 1 | CAN",
                "SO_J1939_PROMISC | 0 | J1939",
                "SO_VM_SOCKETS_CONNECT_TIMEOUT | 2 s | VSOCK",
                "UDPLITE_SEND_CSCOV | 0 | UDPLITE"
            })
    void eachFamilyHasItsSocket(String name, String value, String kind) throws Exception {
        Tools.needCapability("net_raw");
        Run.Done get = sockopts("get", name);
        if (get.exit() == 0) assertTrue(get.out().get(0).startsWith(name + " = " + value));
        else assertTrue(get.error().contains("(this kernel has no " + kind + ": "), get.error());
    }

    @Test
    void aNameAtTwoLevelsIsThatOfTheSocket() throws Exception {
        String explain = sockopts("explain", "MCAST_JOIN_GROUP").out().get(0);
        assertEquals(
                "MCAST_JOIN_GROUP   (IPPROTO_IP 42, IPPROTO_IPV6 42, struct group_req)", explain);
        for (String kind : List.of("udp", "udp6")) {
            String json =
                    String.join(
                            "", sockopts("get", "MCAST_MSFILTER", "--type", kind, "--json").out());
            String level = kind.equals("udp6") ? "IPPROTO_IPV6" : "IPPROTO_IP";
            assertEquals(level, Json.at(((List<?>) Json.parse(json)).get(0), "level"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SO_TYPE | tcp | 1 (SOCK_STREAM)",
                "SO_TYPE | udp6 | 2 (SOCK_DGRAM)",
                "SO_DOMAIN | tcp6 | 10 (AF_INET6)",
                "so_linger | tcp | off, 0 s",
                "SO_PEERCRED | tcp | pid 0, uid -1, gid -1",
                "SO_RCVTIMEO | udp | 0 s (no limit)",
                "SO_BINDTODEVICE | udp | (empty)"
            })
    void getShowsValues(String name, String kind, String value) throws Exception {
        Run.Done get = sockopts("get", name, "--type", kind);
        assertEquals(List.of(name.toUpperCase() + " = " + value), get.out());
        assertEquals(0, get.exit());
    }

    @Test
    void getTakesSeveralAndGoesOnAfterARefusal() throws Exception {
        Run.Done get = sockopts("get", "SO_TYPE", "SO_SNDBUFFORCE", "SO_PROTOCOL");
        assertEquals(
                List.of("SO_TYPE = 1 (SOCK_STREAM)", "SO_PROTOCOL = 6 (IPPROTO_TCP)"), get.out());
        assertEquals(
                List.of(
                        "sockopts: getsockopt SO_SNDBUFFORCE: Protocol not available"
                                + " (it can be set, but not read)"),
                get.err());
        assertEquals(1, get.exit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SO_RCVBUF | 65536 | 131072 | Doubled: ",
                "SO_RCVBUF | 999999999 | | Clamped: ",
                "SO_RCVBUF | 1 | | Raised to the floor: 1 was too small",
                "SO_LINGER | on,5 | on, 5 s | The kernel took it as it is",
                "SO_RCVTIMEO | 1.5s | 1.5 s | The kernel took it as it is",
                "SO_RCVTIMEO | 1us | | Rounded ",
                "SO_BINDTODEVICE | lo | lo | The kernel took it as it is",
                "SO_BSDCOMPAT | 1 | 0 | Accepted, and ignored: it stays 0",
                "SO_KEEPALIVE | 7 | 1 | Any number but 0 means on",
                "SO_PEEK_OFF | -1 | -1 | The kernel took it as it is",
                "SO_RCVTIMEO | 0.1us | | Rounded ",
                "IP_TTL | -1 | | It stays ",
                "IP_TOS | 1 | 0 (IPTOS_CLASS_CS0) | It stays 0 (IPTOS_CLASS_CS0): ",
                "TCP_QUICKACK | 5 | 1 | Any number but 0 means on",
                "SO_LINGER | off,5 | off, 0 s | Off is off, whatever the time",
                "SO_LINGER | on,4294967295 | | More seconds than the kernel can count",
                "IP_OPTIONS | 010101 | 01010100 | Filled up with zeros",
                "SO_RCVLOWAT | 0 | 1 | It stays 1: ",
                "TCP_THIN_DUPACK | 1 | 0 | Accepted, and ignored",
                "IP_TOS | 0xff | 252 | The kernel made something else of it: 255 was asked",
                "IP_MTU_DISCOVER | IP_PMTUDISC_DO | 2 (IP_PMTUDISC_DO) | The kernel took it"
            })
    void setExplainsWhatTheKernelMadeOfIt(String name, String value, String after, String why)
            throws Exception {
        Run.Done set = sockopts("set", name, value);
        assertEquals(0, set.exit(), set.err().toString());
        List<String> out = set.out();
        assertTrue(out.get(1).startsWith("getsockopt(" + name + ") = "), out.get(1));
        assertEquals("setsockopt(" + name + ", " + value + ") = 0", out.get(2));
        if (after != null) assertEquals("getsockopt(" + name + ") = " + after, out.get(3));
        assertTrue(out.get(4).startsWith(why), out.get(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IP_TOS | 256 | tcp | Only the lowest byte counts: 256 & 255 = 0.",
                "IP_TOS | 260 | udp | Only the lowest byte counts: 260 & 255 = 4.",
                "IP_TOS | 255 | tcp | On TCP the two lowest bits belong to ECN",
                "IP_TOS | 257 | tcp | Only the lowest byte counts: 257 & 255 = 1. On TCP the two",
                "IPV6_TCLASS | 3 | tcp6 | On TCP the two lowest bits belong to ECN",
                "IPV6_TCLASS | -1 | udp6 | -1 is the default.",
                "IP_TTL | -1 | udp | -1 is the default: ",
                "SO_RCVLOWAT | 0 | udp | 0 counts as 1.",
                "SO_RCVLOWAT | 2147483647 | tcp | TCP takes no more than half of the largest",
                "SO_RCVLOWAT | -1 | tcp | TCP takes no more than half of the largest",
                "SO_RCVLOWAT | -1 | udp | A negative number counts as the largest.",
                "TCP_LINGER2 | -5 | tcp | Any negative number counts as -1",
                "TCP_LINGER2 | 0 | tcp | 0 is the default: ",
                "TCP_LINGER2 | 121 | tcp | Two minutes are the most.",
                "TCP_DEFER_ACCEPT | 2 | tcp | The kernel counts repetitions",
                "TCP_WINDOW_CLAMP | 1 | tcp | It has a floor"
            })
    void theReasonIsThatOfTheValue(String name, String value, String kind, String reason)
            throws Exception {
        Run.Done set = sockopts("set", name, value, "--type", kind);
        assertEquals(0, set.exit(), set.err().toString());
        String line = set.out().get(4);
        assertTrue(line.substring(line.indexOf('.') + 2).startsWith(reason), line);
    }

    @ParameterizedTest
    @CsvSource({
        "IP_MINTTL,udp,Pero solo TCP lo mira",
        "IP_MINTTL,tcp,",
        "IPV6_MINHOPCOUNT,udp6,Pero solo TCP lo mira"
    })
    void whatOnlyTcpHeedsIsToldElsewhere(String name, String kind, String note) {
        String line = sockopts("set", name, "255", "--type", kind, "--lang", "es").out().get(4);
        assertEquals(note != null, line.contains(note == null ? "solo TCP" : note), line);
    }

    @ParameterizedTest
    @CsvSource({"SO_RCVTIMEO,0.999", "SO_RCVTIMEO,0.9999", "SO_SNDTIMEO,1.0001"})
    void aTimeIsRoundedAcrossASecondToo(String name, String value) throws Exception {
        String line = sockopts("set", name, value).out().get(4);
        // a clock of 1000 ticks keeps 0.999
        assertTrue(line.startsWith("Rounded ") || line.contains("as it is: " + value), line);
    }

    /** The ends of the range that the table names, and their neighbours, against the kernel. */
    @Test
    void theRangesAreThoseOfTheKernel() throws Exception {
        Tools.needCapability("net_admin");
        int asked = 0;
        for (SocketOption option : Options.table().all()) {
            // that of the fastest times hangs on the clock
            if (option.range().isEmpty() || option.range().contains("HZ")) continue;
            for (String interval : option.range().split(", ")) {
                String[] ends = interval.split("\\.\\.");
                long first = Long.parseLong(ends[0]);
                long last = Long.parseLong(ends[ends.length - 1]);
                for (long value : new long[] {first - 1, first, last, last + 1}) {
                    if (value > Integer.MAX_VALUE || isNeighbour(option, value)) continue;
                    Run.Done set = sockopts("set", "" + option, "" + value);
                    boolean inside = value >= first && value <= last;
                    String told = option + " " + value + ": " + set.out() + set.err();
                    // an older kernel does not have it
                    if (told.contains("Protocol not available")) continue;
                    boolean refused = told.contains("-1 EINVAL");
                    assertEquals(!inside, refused, told);
                    asked++;
                }
            }
        }
        assertTrue(asked > 80, asked + " values");
    }

    /** Beside one interval may be another: -1, 1..255. */
    private static boolean isNeighbour(SocketOption option, long value) {
        return option.range().startsWith(value + ", ");
    }

    @Test
    void whatWasNotOnCannotBeSwitchedOff() throws Exception {
        Tools.needCapability("net_raw");
        String line = sockopts("set", "IP_ROUTER_ALERT", "0").error();
        assertTrue(line.endsWith("(it was not on: there is nothing to switch off)"), line);
    }

    @Test
    void sizesThatAreForcedHaveAFloorAndAMost() throws Exception {
        Tools.needCapability("net_admin");
        List<String> floor = sockopts("set", "SO_RCVBUFFORCE", "-1").out();
        assertTrue(floor.get(4).startsWith("Raised to the floor: -1 "), floor.get(4));
        List<String> most = sockopts("set", "SO_SNDBUFFORCE", "2000000000").out();
        assertTrue(most.get(4).startsWith("Clamped: 2147483646 is the most"), most.get(4));
    }

    @Test
    void ctrlCEndsADemoInItsWay() throws Exception {
        Run demo = Run.program("demo", "SO_KEEPALIVE");
        demo.awaitOut("setsockopt(SO_KEEPALIVE, 1) = 0");
        assertEquals(1, demo.terminate().exit());
        assertEquals(
                "Stopped before its end: the effect was not seen.",
                demo.out().get(demo.out().size() - 1));
    }

    @Test
    void theCeilingIsReadLive() throws Exception {
        long ceiling = Sysctl.number("net.core.wmem_max");
        List<String> out = sockopts("set", "SO_SNDBUF", "1000000000").out();
        assertEquals("getsockopt(SO_SNDBUF) = " + 2 * ceiling, out.get(3));
        assertTrue(out.get(4).contains("net.core.wmem_max = " + ceiling + " "), out.get(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SO_TYPE | 1 | Protocol not available (read-only: ",
                "SO_PEERCRED | 1 | Protocol not available (read-only: ",
                "IP_TTL | 300 | Invalid argument (the kernel takes -1, 1..255 here",
                "IPV6_ADDRFORM | 1 | Invalid argument (the kernel does not take that value",
                "UDP_ENCAP | 7 | Protocol not available (the socket has the option",
                "SO_BINDTODEVICE | nonesuch | No such device (no such interface",
                "TCP_CONGESTION | nonesuch | No such file or directory (there are: ",
                "SO_EXCLUSIVEADDRUSE | 1 | Protocol not available (that name is of another system"
            })
    void theKernelsRefusalIsOneLine(String name, String value, String reason) throws Exception {
        Run.Done set = sockopts("set", name, value);
        assertEquals(1, set.exit());
        assertEquals(1, set.err().size(), set.err().toString());
        String line = "sockopts: setsockopt " + name + ": " + reason;
        assertTrue(set.err().get(0).startsWith(line), set.err().get(0));
    }

    @Test
    void anOptionOfAnotherKindOfSocketIsRefused() throws Exception {
        Run.Done get = sockopts("get", "TCP_NODELAY", "--type", "udp");
        assertEquals(1, get.exit());
        assertTrue(get.err().get(0).contains("--type"), get.err().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SO_MARK | 1 | CAP_NET_RAW or CAP_NET_ADMIN",
                "SO_PRIORITY | 7 | CAP_NET_RAW or CAP_NET_ADMIN for values outside 0 to 6",
                "SO_RCVBUFFORCE | 1000 | CAP_NET_ADMIN",
                "SO_DEBUG | 1 | CAP_NET_ADMIN"
            })
    void theMissingPrivilegeIsNamed(String name, String value, String privilege) throws Exception {
        Tools.needCapability("net_admin");
        Tools.need("setpriv");
        Run set = asNobody("set", name, value);
        assertEquals(1, set.exit());
        assertEquals(1, set.err().size());
        assertTrue(set.err().get(0).contains("(it needs " + privilege), set.err().get(0));
        // and root may
        assertEquals(0, sockopts("set", name, value).exit());
    }

    @Test
    void withoutPrivilegesEverythingElseWorks() throws Exception {
        Tools.needRoot();
        Tools.need("setpriv");
        assertEquals(0, asNobody("list").exit());
        assertEquals(0, asNobody("get", "SO_RCVBUF", "--type", "udp6").exit());
        assertEquals(0, asNobody("set", "SO_BINDTODEVICE", "lo").exit());
        Run raw = asNobody("get", "ICMP_FILTER");
        assertEquals(1, raw.exit());
        String line = "sockopts: socket AF_INET SOCK_RAW 1: Operation not permitted (";
        assertTrue(raw.err().get(0).startsWith(line), raw.err().get(0));
        assertTrue(raw.err().get(0).contains("CAP_NET_RAW"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get SO_LINGR | no option SO_LINGR (did you mean SO_LINGER?",
                "get SO_TYPE SO_RCVBFU | no option SO_RCVBFU (did you mean SO_RCVBUF?",
                "set SO_LINGR 1 | no option SO_LINGR (did you mean SO_LINGER?",
                "get FOO | no option FOO (list shows all)",
                "set SO_RCVBUF=5 | no option SO_RCVBUF=5 (did you mean set SO_RCVBUF 5?",
                "explain linger | no option linger (did you mean SO_LINGER?",
                "get | Missing required parameter: 'NAME'",
                "get SO_TYPE --type tpc | --type tpc: not one of tcp, udp",
                "set SO_RCVBUF | Missing required parameter: 'VALUE' (SO_RCVBUF takes a whole number of 32 bits",
                "set SO_RCVBUF lots | SO_RCVBUF lots: Invalid argument (SO_RCVBUF takes a whole number of 32 bits",
                "set SO_RCVBUF 4294967296 | SO_RCVBUF 4294967296: Invalid argument (SO_RCVBUF takes a whole number of 32 bits",
                "set SO_RCVTIMEO soon | SO_RCVTIMEO soon: Invalid argument (SO_RCVTIMEO takes a time",
                "set SO_ATTACH_FILTER 1 | SO_ATTACH_FILTER 1: Invalid argument (SO_ATTACH_FILTER takes struct sock_fprog, which",
                "list --names --json | --names prints no JSON",
                "set SO_RCVBUF 1 2 | unknown argument 2",
                "set SO_RCVBUF 1 --tpye tcp | unknown option --tpye",
                "list --level nonesuch | no level nonesuch (there are AF_VSOCK, ",
                "demo | Missing required parameter: 'NAME' (demo --list shows",
                "demo SO_DEBUG | no demo of SO_DEBUG (demo --list shows those there are",
                "demo SO_KEEPALIV | no option SO_KEEPALIV (did you mean SO_KEEPALIVE?"
            })
    void wrongUsageIsOneLineAndAnOffer(String words, String reason) throws Exception {
        Run.Done run = sockopts(words.split(" "));
        assertEquals(2, run.exit());
        assertEquals(2, run.err().size(), run.err().toString());
        assertTrue(run.err().get(0).startsWith("sockopts: " + reason), run.err().get(0));
        assertEquals("Try 'sockopts " + words.split(" ")[0] + " --help'", run.err().get(1));
    }

    /** Call, object and reason stay as they are, to be searched for; the way out does not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get SO_LINGR | no option SO_LINGR (¿quiso decir SO_LINGER? list las muestra todas)",
                "explain FOO | no option FOO (list las muestra todas)",
                "set SO_LINGER | Missing required parameter: 'VALUE' (SO_LINGER recibe off, o on,",
                "set SO_RCVTIMEO soon | SO_RCVTIMEO soon: Invalid argument (SO_RCVTIMEO recibe un",
                "set SO_ATTACH_FILTER 1 | SO_ATTACH_FILTER 1: Invalid argument (SO_ATTACH_FILTER rec",
                "list --level x | no level x (hay AF_VSOCK, ",
                "demo | Missing required parameter: 'NAME' (demo --list muestra",
                "demo --list SO_TYPE | unknown argument SO_TYPE (--list va solo)"
            })
    void theWayOutOfWrongUsageIsInTheLanguageOfTheUser(String words, String line) {
        Run.Done run = sockopts((words + " --lang es").split(" "));
        assertEquals(2, run.exit());
        assertTrue(run.err().get(0).startsWith("sockopts: " + line), run.err().get(0));
    }

    @Test
    void whatIsTypedForAValueIsToldInBothLanguages() {
        for (String language : List.of("en", "es")) {
            Texts texts = new Texts(language, Sockopts.class);
            for (Value value : Value.values())
                if (value.canBeTyped()) assertTrue(value.typed(texts).length() > 3, "" + value);
        }
    }

    /** In a network that was just made lo is down: the programs say so, where it is so. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | (the interface lo is down, or has no address: sudo ip link set lo up)",
                "es | (la interfaz lo está inactiva, o no tiene dirección: sudo ip link set lo up)"
            })
    void aDemoWithoutLoSaysWhatIsMissing(String language, String way) throws Exception {
        Tools.needNamespaces();
        List<String> words = new ArrayList<>(List.of("unshare", "--net", Run.java(), "-jar"));
        words.addAll(List.of(Run.path(), "demo", "SO_RCVTIMEO", "--lang", language));
        Run run = Run.of(words, Map.of());
        assertEquals(1, run.exit());
        String last = run.err().get(run.err().size() - 1);
        assertTrue(last.startsWith("sockopts: sendto 127.0.0.1:"), last);
        assertTrue(last.endsWith(": Network is unreachable " + way), last);
    }

    @Test
    void explainTellsAllOfAnOption() throws Exception {
        List<String> out = sockopts("explain", "SO_LINGER").out();
        String text = String.join("\n", out);
        assertEquals("SO_LINGER   (SOL_SOCKET 13, struct linger)", out.get(0));
        for (String part :
                List.of(
                        "\nMeaning\n",
                        "\nWhen to use it\n",
                        "\nExample in C (fd: an open socket)\n",
                        "\nExample in Python (before it: import socket; ",
                        "\nExample in Java\n",
                        "\nIn Java\n",
                        "  SO_LINGER = off, 0 s\n",
                        "Read on: man 7 socket",
                        " demo SO_LINGER")) assertTrue(text.contains(part), part + " in " + text);
        List<String> spanish = sockopts("explain", "SO_LINGER", "--lang", "es").out();
        assertTrue(spanish.contains("Cuándo usarla"), spanish.toString());
    }

    @Test
    void everyOptionCanBeExplained() {
        for (SocketOption option : Options.table().all())
            assertTrue(sockopts("explain", option.name()).out().size() > 4, option.name());
    }

    @Test
    void theNativePartNeedsAFolderThatRunsPrograms() throws Exception {
        List<String> words = new ArrayList<>(Run.jar("get", "SO_TYPE"));
        words.add(words.indexOf("-jar"), "-Djna.tmpdir=/proc/nonesuch");
        Run get = Run.of(words, Map.of());
        assertEquals(1, get.exit());
        assertEquals(1, get.err().size(), get.err().toString());
        assertTrue(get.err().get(0).contains("-Djna.tmpdir="), get.err().get(0));
    }

    @Test
    void itsOwnJarContainsJnaForLinuxAlone() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("dist.jar"))) {
            assertTrue(jar.getEntry("com/sun/jna/Native.class") != null);
            assertTrue(jar.getEntry("com/sun/jna/linux-aarch64/libjnidispatch.so") != null);
            assertTrue(jar.getEntry("com/sun/jna/win32-x86-64/jnidispatch.dll") == null);
            assertEquals(
                    "ALL-UNNAMED",
                    jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"));
        }
    }
}
