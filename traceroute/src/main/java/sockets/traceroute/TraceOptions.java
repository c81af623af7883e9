package sockets.traceroute;

import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import sockets.common.Values;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Log;

/** The options of traceroute(8), by the same names, and some more. */
final class TraceOptions {
    /** Read before all others: see {@link EarlyStamps}. */
    static final String SIMPLE = "--simple";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "HOST",
            descriptionKey = "trace-host",
            description = "Whose path to find.")
    private String host;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PACKETLEN",
            descriptionKey = "packet-length",
            converter = Length.class,
            description =
                    "Bytes of a probe, IP header included (default: 60, with IPv6 80); increased to"
                            + " the least that is possible. A SYN has always 60 or 80.")
    private Integer packetLength;

    @Option(
            names = {"-4", "--ipv4"},
            description = "Use IPv4 only (the default where a name has both).")
    private boolean ipv4;

    @Option(
            names = {"-6", "--ipv6"},
            description = "Use IPv6 only.")
    private boolean ipv6;

    @Option(
            names = {"-U", "--udp"},
            description = "UDP to a port where something may listen (53, or --port).")
    private boolean udp;

    @Option(
            names = {"-I", "--icmp"},
            description =
                    "ICMP echo, as ping: for the groups in the sysctl"
                            + " net.ipv4.ping_group_range, or with the capability CAP_NET_RAW.")
    private boolean icmp;

    @Option(
            names = {"-T", "--tcp"},
            description =
                    "TCP SYN (to port 80, or --port). With the capability CAP_NET_RAW all keep"
                            + " to one path; without it each has a port of its own.")
    private boolean tcp;

    @Option(names = "-n", description = "Print addresses, look for no names.")
    boolean numeric;

    @Option(
            names = {"-e", "--extensions"},
            description = "Show what routers add to their errors (RFC 4884), as MPLS labels.")
    boolean extensions;

    @Option(
            names = {"-f", "--first"},
            paramLabel = "FIRST",
            defaultValue = "1",
            converter = Ttl.class,
            description = "Begin with this hop (default: ${DEFAULT-VALUE}).")
    private int first;

    @Option(
            names = {"-m", "--max-hops"},
            paramLabel = "MAX_HOPS",
            defaultValue = "30",
            converter = Ttl.class,
            description = "End with this hop at the latest (default: ${DEFAULT-VALUE}).")
    private int maxHops;

    @Option(
            names = {"-q", "--queries"},
            paramLabel = "QUERIES",
            defaultValue = "3",
            converter = Queries.class,
            description = "Probes for each hop (default: ${DEFAULT-VALUE}).")
    private int queries;

    @Option(
            names = {"-N", "--sim-queries"},
            paramLabel = "WINDOW",
            converter = Window.class,
            description =
                    "At most so many probes wait for an answer at the same time. Without this"
                            + " option 48, and one more for each that is unanswered after 10 ms.")
    private Integer window;

    @Option(
            names = {"-w", "--wait"},
            paramLabel = "MAX[,HERE,NEAR]",
            converter = Waiting.Converter.class,
            description =
                    "Wait for an answer at most MAX seconds, HERE times what another of the same"
                            + " hop took, NEAR times what one of a farther hop took (default:"
                            + " 5,3,3).")
    private Waiting waiting;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            converter = Values.Port.class,
            description =
                    "Destination port (UDP 33434, and the next ones for other flows; -U 53; -T 80);"
                            + " with -I the first sequence number.")
    private Integer port;

    @Option(
            names = {"-s", "--source"},
            paramLabel = "SOURCE",
            description = "Send from this address of this machine.")
    private String source;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "INTERFACE",
            description = "Send by this interface.")
    private String device;

    @Option(
            names = {"-F", "--dont-fragment"},
            description = "Let no router cut a probe in pieces: !F-MTU tells where one would.")
    private boolean dontFragment;

    @Option(
            names = "--mtu",
            description =
                    "Find the MTU of the path: F=MTU tells where it comes down. Implies -F and"
                            + " --sequential.")
    boolean mtu;

    @Option(
            names = "--paths",
            description =
                    "Find routers that share the load, and draw the paths: varies the port, with -I"
                            + " the checksum; with -T it needs CAP_NET_RAW.")
    boolean paths;

    @Option(
            names = "--confidence",
            paramLabel = "PERCENT",
            converter = Confidence.class,
            description =
                    "With --paths: send so many probes that with this probability no router is"
                            + " missing (default: 95).")
    private Double confidence;

    @Option(
            names = "--raw",
            description =
                    "Listen to all ICMP on a raw socket, as the course's program does. Needs the"
                            + " capability CAP_NET_RAW.")
    private boolean raw;

    @Option(names = "--sequential", description = "One probe at a time, as the course's program.")
    private boolean sequential;

    @Option(
            names = SIMPLE,
            description =
                    "The course's program call by call: a raw socket with SO_RCVTIMEO and no other"
                            + " option. Implies --sequential, -q 1 and -n; needs CAP_NET_RAW.")
    private boolean simple;

    @Option(names = "--json", description = "Print one JSON document instead of lines.")
    boolean json;

    @Option(names = "--explain", description = "Explain each socket call on standard error.")
    boolean explain;

    static final class Ttl extends Values.Small {
        Ttl() {
            super("a number of hops", 1, 255);
        }
    }

    static final class Queries extends Values.Small {
        Queries() {
            super("a number of probes for each hop", 1, 100);
        }
    }

    static final class Confidence implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            try {
                double percent = new Values.Seconds().convert(value);
                if (percent >= 50 && percent <= 99.99) return percent;
            } catch (TypeConversionException e) {
                Log.debug("{}", e.getMessage());
            }
            throw new TypeConversionException("not a percentage between 50 and 99.99");
        }
    }

    static final class Window extends Values.Small {
        Window() {
            super("a number of probes", 1, 65535);
        }
    }

    static final class Length extends Values.Small {
        Length() {
            super("a length of packets", 0, MAX_SIZE);
        }
    }

    /** The largest probe: what traceroute(8) allows, and begins with to find the MTU. */
    private static final int MAX_SIZE = 65000;

    /** Without -N. */
    private static final int WINDOW = 48;

    /** What a probe carries unless told otherwise, upper header included. */
    private static final int DEFAULT_DATA = 40;

    /** UDP and ICMP headers alike. */
    private static final int UPPER_HEADER = 8;

    String host() {
        return host;
    }

    int maxHops() {
        return maxHops;
    }

    boolean isIcmp() {
        return icmp;
    }

    boolean isTcp() {
        return tcp;
    }

    /** The protocol as JSON names it. */
    String protocol() {
        return isIcmp() ? "icmp" : isTcp() ? "tcp" : "udp";
    }

    /** Refuses options that cannot go together. */
    void check() {
        if (host.isEmpty()) throw wrong("an empty host name");
        if (ipv4 && ipv6) throw wrong("-4 and -6 exclude each other");
        if (udp && icmp || udp && tcp || icmp && tcp)
            throw wrong("-U, -I and -T exclude each other");
        if (first > maxHops) throw wrong("--first " + first + " lies behind --max-hops " + maxHops);
        if (paths && (mtu || sequential)) throw wrong("--paths without --mtu, --sequential");
        if (confidence != null && !paths) throw wrong("--confidence without --paths");
        if (mtu && isTcp()) throw wrong("--mtu without -T: a SYN carries no data");
        if (simple) checkSimple();
    }

    private void checkSimple() {
        boolean other = udp || isIcmp() || isTcp() || ipv6 || raw || mtu || paths || dontFragment;
        if (other || source != null || device != null || packetLength != null || window != null)
            throw wrong("--simple goes with -f, -m, -w, -p, -e, --json and --explain only");
        sequential = true;
        numeric = true;
        queries = 1;
    }

    boolean isSimple() {
        return simple;
    }

    /** How long an answer is waited for. */
    Waiting waiting() {
        // not a default of the option: picocli would look into it, which loads much
        return waiting == null ? Waiting.DEFAULT : waiting;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(command.commandLine(), what);
    }

    Target target() throws Failure {
        ProtocolFamily wanted = null;
        if (ipv4) wanted = StandardProtocolFamily.INET;
        if (ipv6) wanted = StandardProtocolFamily.INET6;
        if (simple) wanted = StandardProtocolFamily.INET;
        InetAddress named = Addresses.resolve(bare(host), 0, wanted).getAddress();
        InetAddress address = Addresses.destination(named);
        InetAddress from = null;
        if (source != null) {
            ProtocolFamily same =
                    address instanceof java.net.Inet6Address
                            ? StandardProtocolFamily.INET6
                            : StandardProtocolFamily.INET;
            from = Addresses.resolve(bare(source), 0, same).getAddress();
        }
        return new Target(
                address, port(), udp || port != null, from, device, dontFragment || mtu, raw);
    }

    /** An address in brackets is one of IPv6. */
    private static String bare(String text) {
        boolean brackets = text.startsWith("[") && text.endsWith("]");
        return brackets ? text.substring(1, text.length() - 1) : text;
    }

    private int port() {
        if (port != null) return port;
        if (isIcmp()) return 1;
        if (isTcp()) return 80;
        return udp ? 53 : 33434;
    }

    Plan plan(Target target) {
        int least = target.ipHeader() + UPPER_HEADER;
        boolean fixed = packetLength == null || isTcp();
        int size = fixed ? target.ipHeader() + DEFAULT_DATA : packetLength;
        if (mtu) size = MAX_SIZE;
        if (simple) size = least;
        boolean one = sequential || mtu;
        boolean tells = isIcmp() || isTcp() || size >= least + Token.SIZE;
        return new Plan(
                target.destination(),
                first,
                maxHops,
                queries,
                one ? 1 : window == null ? WINDOW : window,
                one || window != null,
                waiting(),
                Math.max(least, size),
                mtu,
                tells ? Plan.Flows.ONE : Plan.Flows.EACH,
                confidence == null ? Plan.CONFIDENCE : confidence);
    }
}
