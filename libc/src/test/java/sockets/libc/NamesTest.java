package sockets.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sockets.common.Tools;

/** Names and numbers, as the headers of this system have them. */
class NamesTest {
    /** More than the highest number of an option. */
    private static final int NUMBERS = 110;

    private static final Pattern DEFINE =
            Pattern.compile("#define (\\w+) (0x[0-9a-f]{1,4}|\\d{1,4})\\n");

    /** The numbers that a header defines, by their names. */
    private static Map<String, Integer> header(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("gcc", "-E", "-dM", "-");
        Process gcc = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var in = gcc.getOutputStream()) {
            in.write(("#include <" + name + ">\n").getBytes(StandardCharsets.US_ASCII));
        }
        String text = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        Map<String, Integer> numbers = new HashMap<>();
        Matcher define = DEFINE.matcher(text);
        while (define.find()) {
            // two layouts of time have a number each: ours is that of 64 bits, the old one
            String option = define.group(1).replaceAll("_OLD$", "");
            numbers.put(option, Integer.decode(define.group(2)));
        }
        return numbers;
    }

    /**
     * Every name that stands in the table is the header's for that number; a header that is older
     * than the name has no other one for it.
     */
    private static int check(Map<String, Integer> header, int level) {
        int known = 0;
        for (int number = 0; number < NUMBERS; number++) {
            String name = OptionNames.of(level, number);
            if (name.equals(level + ", " + number)) continue;
            if (header.containsKey(name)) {
                assertEquals(header.get(name), number, name);
                known++;
                continue;
            }
            String family = name.substring(0, name.indexOf('_') + 1);
            for (Map.Entry<String, Integer> other : header.entrySet())
                if (other.getKey().startsWith(family))
                    assertNotEquals(number, other.getValue(), name + ", " + other.getKey());
        }
        return known;
    }

    @Test
    void optionsHaveTheNamesOfTheHeaders() throws Exception {
        Tools.need("gcc");
        Map<String, Integer> levels =
                Map.of(
                        "asm/socket.h", SOL_SOCKET,
                        "linux/in.h", IPPROTO_IP,
                        "linux/in6.h", IPPROTO_IPV6,
                        "linux/tcp.h", IPPROTO_TCP,
                        "linux/udp.h", IPPROTO_UDP,
                        "linux/if_packet.h", SOL_PACKET,
                        "linux/icmp.h", SOL_RAW,
                        "linux/icmpv6.h", IPPROTO_ICMPV6);
        for (Map.Entry<String, Integer> level : levels.entrySet())
            assertTrue(check(header(level.getKey()), level.getValue()) > 0, level.getKey());
        assertEquals("4711, 1", OptionNames.of(4711, 1));
        assertEquals("1, -3", OptionNames.of(SOL_SOCKET, -3));
    }

    @Test
    void flagsAndEventsAreWrittenAsStraceWritesThem() {
        assertEquals("0", Names.flags(0));
        assertEquals("MSG_PEEK|MSG_DONTWAIT", Names.flags(MSG_DONTWAIT | MSG_PEEK));
        assertEquals("MSG_DONTWAIT|MSG_ERRQUEUE|0x40000000", Names.flags(0x40002040));
        assertEquals("POLLIN|POLLERR", Names.events(POLLERR | POLLIN));
        assertEquals("AF_INET, SOCK_RAW, IPPROTO_ICMP", Names.socket(AF_INET, SOCK_RAW, 1));
        assertEquals(
                "AF_INET6, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_TCP",
                Names.socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
        // of an EtherType it has the number in network order
        assertEquals("AF_PACKET, SOCK_RAW, 768", Names.socket(AF_PACKET, SOCK_RAW, 0x300));
        assertEquals("domain 99, type 7, 0", Names.socket(99, 7, 0));
    }

    @Test
    void onlyShortPlainTextIsShown() {
        Map<String, String> shown =
                Map.of(
                        "hola", "\"hola\"",
                        "", "0",
                        "a\u001b[2Jb", "6",
                        "say \"hi\"", "8",
                        "back\\slash", "10",
                        "ñandú", "7",
                        "123456789012345678901", "21");
        shown.forEach(
                (text, of) ->
                        assertEquals(of, Names.data(text.getBytes(StandardCharsets.UTF_8)), text));
    }

    @Test
    void noNameStandsTwice() {
        for (int level :
                List.of(
                        SOL_SOCKET,
                        IPPROTO_IP,
                        IPPROTO_IPV6,
                        IPPROTO_TCP,
                        IPPROTO_UDP,
                        SOL_PACKET)) {
            List<String> names =
                    java.util.stream.IntStream.range(0, NUMBERS)
                            .mapToObj(number -> OptionNames.of(level, number))
                            .toList();
            assertTrue(names.stream().distinct().count() == names.size(), names.toString());
        }
    }
}
