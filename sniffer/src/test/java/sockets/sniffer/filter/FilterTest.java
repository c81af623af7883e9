package sockets.sniffer.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.libc.Instruction;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

class FilterTest {
    private static final FrameShape ETHERNET = FrameShape.of(LinkType.EN10MB);

    /** UDP from 10.0.0.1:5000 to 10.0.0.2:53, one byte. */
    private static final String UDP =
            "020000000002020000000001"
                    + "0800450000 1d0000400040110000 0a000001 0a000002"
                    + "13880035 0009 0000 61";

    private static Frame frame(String hex, LinkType link) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Frame frame = new Frame();
        frame.set(bytes, 0, bytes.length, bytes.length);
        frame.link(link, false);
        return frame;
    }

    private static boolean accepts(String expression, Frame frame) throws FilterException {
        return Filter.compile(expression, FrameShape.of(frame.link())).accepts(frame);
    }

    @Test
    void compilesToTheProgramThatTcpdumpShows() throws FilterException {
        assertEquals(
                List.of(
                        "(000) ldh      [12]",
                        "(001) jeq      #0x800           jt 2\tjf 7",
                        "(002) ldb      [23]",
                        "(003) jeq      #0x11            jt 4\tjf 7",
                        "(004) ld       #pktlen",
                        "(005) jgt      #0x64            jt 7\tjf 6",
                        "(006) ret      #262144",
                        "(007) ret      #0"),
                Filter.compile("ip proto 17 and less 100", ETHERNET).lines());
    }

    @ParameterizedTest
    @CsvSource({
        "udp, true",
        "tcp, false",
        "port 53, true",
        "src port 53, false",
        "dst port 53 and src host 10.0.0.1, true",
        "portrange 60-50, true",
        "host 10.0.0.1 and 10.0.0.2, true",
        "host 10.0.0.1 and not 10.0.0.2, false",
        "net 10, true",
        "net 10.0.0.0/24, true",
        "ether src 02:00:00:00:00:01, true",
        "ether host 02-00-00-00-00-09, false",
        "udp[0:2] = 5000, true",
        "udp[8] = 0x61, true",
        "udp[9] = 0, false",
        "ip[8] < 65, true",
        "ip[0] & 0xf != 5, false",
        "len = 43, true",
        "greater 43, true",
        "less 42, false",
        "arp or udp and tcp, false",
        "(arp or udp) and ip, true",
        "not (arp or tcp), true",
        "ip6, false",
        "vlan, false"
    })
    void judges(String expression, boolean verdict) throws FilterException {
        assertEquals(verdict, accepts(expression, frame(UDP, LinkType.EN10MB)), expression);
    }

    @Test
    void anEmptyFilterTakesEverything() throws FilterException {
        Filter all = Filter.compile("  ", ETHERNET);
        assertTrue(all.isAll());
        assertEquals(List.of("(000) ret      #262144"), all.lines());
    }

    @Test
    void aVlanMovesWhatFollowsBehindItsTag() throws FilterException {
        String tagged = UDP.replaceFirst("0800", "8100 2007 0800");
        Frame frame = frame(tagged, LinkType.EN10MB);
        assertTrue(accepts("vlan 7 and udp", frame));
        assertFalse(accepts("udp", frame));
        assertFalse(accepts("vlan 8", frame));
        // also what is not behind "and"
        assertFalse(accepts("vlan 8 or udp", frame(UDP, LinkType.EN10MB)));
    }

    @Test
    void otherLinkTypesHaveTheirHeaders() throws FilterException {
        String ip = UDP.replace(" ", "").substring(28);
        assertTrue(accepts("udp and port 53", frame(ip, LinkType.RAW)));
        assertTrue(accepts("udp and port 53", frame("02000000" + ip, LinkType.NULL)));
        assertTrue(accepts("udp and port 53", frame("00000002" + ip, LinkType.LOOP)));
        String cooked = "0000 0001 0006 020000000001 0000 0800";
        assertTrue(accepts("udp and port 53 and inbound", frame(cooked + ip, LinkType.LINUX_SLL)));
        String second = "0800 0000 00000003 0001 04 06 020000000001 0000";
        assertTrue(accepts("outbound and ifindex 3", frame(second + ip, LinkType.LINUX_SLL2)));
    }

    @Test
    void aCookedProgramAsksTheKernelInsteadOfTheHeader() throws FilterException {
        FrameShape shape = new FrameShape(LinkType.LINUX_SLL2, true, false, 0);
        List<Instruction> program =
                Filter.compile("udp port 53 and outbound", shape)
                        .forCookedKernel(LinkType.LINUX_SLL2, 1000);
        assertEquals("(000) ld       [proto]", Listing.line(program.get(0), 0));
        assertTrue(program.stream().anyMatch(one -> Listing.line(one, 0).contains("[type]")));
        assertTrue(program.contains(new Instruction(Bpf.RET, 1000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp prt 80 | prt",
                "host | ''",
                "port nosuchport | nosuchport",
                "net 10.1.2.3/8 | 8",
                "tcp[0:3] = 1 | ]",
                "ip[4] / 0 = 1 | 0",
                "vlan 5000 | 5000",
                "(tcp | ''",
                "tcp) | )",
                "port 70000 | 70000",
                "ether host 10.0.0.1 | 10.0.0.1",
                "1 = 08 | 08",
                "host 1.2.3.400 | 1.2.3.400",
                "tcp # | #"
            })
    void pointsAtTheWordThatIsWrong(String expression, String word) {
        FilterException e =
                assertThrows(FilterException.class, () -> Filter.compile(expression, ETHERNET));
        assertEquals(word, e.word(), e.getMessage());
        assertTrue(expression.startsWith(word, e.position()) || word.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ip protochain 6", "tcp and mpls", "src gateway router", "isis", "geneve 7"})
    void whatIsLeftOutOfTheLanguageIsNotCalledWrong(String expression) {
        FilterException e =
                assertThrows(FilterException.class, () -> Filter.compile(expression, ETHERNET));
        assertTrue(e.getMessage().endsWith("is not supported here"), e.getMessage());
        assertTrue(expression.startsWith(e.word(), e.position()) && !e.word().isEmpty());
    }

    @Test
    void farTargetsAreReachedByJumpsOfTheirOwn() throws FilterException {
        StringBuilder many = new StringBuilder("port 1");
        for (int i = 2; i < 200; i++) many.append(" or port ").append(i);
        Filter filter = Filter.compile(many.toString(), ETHERNET);
        for (Instruction one : filter.instructions())
            assertTrue(one.jt() < 256 && one.jf() < 256, one.toString());
        assertTrue(filter.accepts(frame(UDP, LinkType.EN10MB)));
    }

    @Test
    void endlessNestingIsRefused() {
        String deep = "(".repeat(100_000) + "tcp" + ")".repeat(100_000);
        assertThrows(FilterException.class, () -> Filter.compile(deep, ETHERNET));
        String not = "not ".repeat(100_000) + "tcp";
        assertThrows(FilterException.class, () -> Filter.compile(not, ETHERNET));
        String chain = "tcp" + " or tcp".repeat(300_000);
        assertThrows(FilterException.class, () -> Filter.compile(chain, ETHERNET));
    }

    private static final String[] OTHERS = {
        "(",
        ")",
        "[",
        "]",
        "!",
        "&",
        "|",
        "<<",
        "=",
        "-",
        ":",
        "/",
        "tcp",
        "net",
        "port",
        "0x",
        "99999999999"
    };

    @Test
    void anyTextIsAFilterOrAnError() {
        RandomFilter random = new RandomFilter(5);
        java.util.Random dice = new java.util.Random(5);
        for (int i = 0; i < 3000; i++) {
            String[] words = random.next().split(" ");
            for (int j = dice.nextInt(4); j >= 0; j--)
                words[dice.nextInt(words.length)] = OTHERS[dice.nextInt(OTHERS.length)];
            String text = String.join(" ", words);
            try {
                Filter.compile(text, ETHERNET);
            } catch (FilterException e) {
                assertTrue(e.position() <= text.length(), text);
            }
        }
    }
}
