package sockets.traceroute.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedTest {
    private static Printed of(String text) {
        return new Printed(text.lines().toList());
    }

    private static Set<String> hop(Printed printed, int k) {
        return printed.hop(k).addresses();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 1  10.0.1.2  0.031 ms  0.010 ms  0.009 ms\n 2  * * *\n 3  10.0.3.2  1.5 ms",
                " 1  r1.lab (10.0.1.2)  0.3 ms\n 2  *\n 3  10-0-3-2.lab (10.0.3.2)  12 ms !H",
                "1 10.0.1.2 0.4\n2 *\n3 10.0.3.2 0.5",
                "1. 10.0.1.2\n2. timeout\n3. 10.0.3.2",
                "ttl=1 dst=10.0.4.2 from 10.0.1.2\nttl=2 no answer\nttl=3 dst=10.0.4.2 10.0.3.2",
                "Hop 1: 10.0.1.2\nHop 2: Request timed out.\nHop 3: 10.0.3.2",
                "Salto 1 -> 10.0.1.2\nSalto 2 -> sin respuesta\nSalto 3 -> 10.0.3.2",
                "[1] 0.3 ms 10.0.1.2\n[2] ??\n[3] 0.4 ms 10.0.3.2",
                "1\t<1 ms\t<1 ms\t<1 ms\t10.0.1.2\n2\t*\n3\t12 ms\t10.0.3.2",
                "\u001b[1m1\u001b[0m \u001b[32m10.0.1.2\u001b[0m\n2 *\n3 10.0.3.2",
                "1 ...\r1 10.0.1.2\n2 *\n3 10.0.3.2",
                "traceroute to 10.0.4.2 (10.0.4.2), 30 hops max, 60 byte packets\n"
                        + "1 router (10.0.1.2)\n2 *\n3 10.0.3.2\n2 routers before 10.9.9.9",
                "1  10.0.1.2  0.3 ms\n   10.0.1.2  0.2 ms\n   *\n2  *\n   *\n3  10.0.3.2",
                "1 10.0.1.2\n2 *\n3 10.0.3.2\npath: 10.0.1.2, 10.0.3.2\n1 10.9.9.9",
                "1 10.0.1.2\n2 *\n3 10.0.3.2\n99999999999 10.9.9.9\n1000 10.9.9.9\n3.25 10.9.9.9"
            })
    void theLayoutOfTheLinesIsFree(String text) {
        Printed printed = of(text);
        assertEquals(Set.of("10.0.1.2"), hop(printed, 1));
        assertTrue(printed.hop(2) == null || hop(printed, 2).isEmpty());
        assertEquals(Set.of("10.0.3.2"), hop(printed, 3));
        assertEquals(3, printed.last());
    }

    @Test
    void aSilentHopMayBeLeftOut() {
        Printed printed = of("1 10.0.1.2\n3 10.0.3.2");
        assertNull(printed.hop(2));
        assertEquals(3, printed.last());
    }

    @Test
    void severalRoutersOfAHopAreAllSeen() {
        Printed printed = of("1  10.0.1.2  0.3 ms  10.0.77.7  0.2 ms\n   10.0.9.9  0.1 ms");
        assertEquals(Set.of("10.0.1.2", "10.0.77.7", "10.0.9.9"), hop(printed, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0000\u0007\ufffd",
                "10.0.1.2",
                "traceroute to 10.0.4.2, 30 hops",
                "Traceback (most recent call last):\n  File \"t.py\", line 3, in <module>",
                "2 10.0.2.2",
                "0 10.0.1.2"
            })
    void whatHasNoFirstHopHasNone(String text) {
        assertTrue(of(text).isEmpty());
    }

    @Test
    void aVeryLongLineIsRead() {
        assertEquals(1, of(" 1 10.0.1.2 0.3 ms".repeat(7000)).last());
        assertEquals(0, new Printed(List.of("1".repeat(100_000))).last());
    }
}
