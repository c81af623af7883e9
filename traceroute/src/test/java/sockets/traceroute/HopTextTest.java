package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;
import sockets.libc.AddressNames;
import sockets.packet.IcmpObject;

class HopTextTest {
    private static final InetAddress ONE = SimulatedNetwork.router(1);
    private static final InetAddress TWO = SimulatedNetwork.router(2);

    private static Result result(InetAddress from, long micros, String mark) {
        return new Result(from, micros * 1000, mark, List.of());
    }

    private static String line(HopText text, int ttl, Result... results) throws Exception {
        return text.line(new Hop(ttl, List.of(results)));
    }

    @Test
    void printsTheAddressAgainOnlyWhereItChanges() throws Exception {
        HopText text = new HopText(false, null);
        assertEquals(
                " 4  10.0.1.1  0.012 ms 10.0.2.1  0.345 ms  1.000 ms",
                line(text, 4, result(ONE, 12, ""), result(TWO, 345, ""), result(TWO, 1000, "")));
        assertEquals(
                "12  * 10.0.1.1  0.012 ms *",
                line(text, 12, Result.SILENCE, result(ONE, 12, ""), Result.SILENCE));
        assertEquals(
                " 4  10.0.1.1  0.012 ms *  0.013 ms",
                line(text, 4, result(ONE, 12, ""), Result.SILENCE, result(ONE, 13, "")));
    }

    @Test
    void printsMarksBehindTheTime() throws Exception {
        HopText text = new HopText(false, null);
        assertEquals(
                " 4  10.0.1.1  3000.123 ms !H  2.000 ms !H",
                line(text, 4, result(ONE, 3_000_123, "!H"), result(ONE, 2000, "!H")));
    }

    @Test
    void printsNamesWhereThereAreSome() throws Exception {
        HopText text = new HopText(false, address -> address.equals(ONE) ? "one.lab" : null);
        assertEquals(
                " 1  one.lab (10.0.1.1)  1.000 ms 10.0.2.1 (10.0.2.1)  1.000 ms",
                line(text, 1, result(ONE, 1000, ""), result(TWO, 1000, "")));
    }

    @Test
    void printsExtensions() throws Exception {
        ByteBuffer stack = ByteBuffer.allocate(8).putInt(16001 << 12 | 1).putInt(0xfffff1ff).flip();
        Result labels =
                new Result(
                        ONE,
                        1_000_000,
                        "",
                        List.of(
                                new IcmpObject(1, 1, stack),
                                new IcmpObject(2, 3, ByteBuffer.allocate(4).putInt(0, 0xab))));
        String shown = "<MPLS:L=16001,E=0,S=0,T=1/L=1048575,E=0,S=1,T=255;2/3:000000ab>";
        assertEquals(
                " 1  10.0.1.1 " + shown + "  1.000 ms  1.000 ms",
                line(new HopText(true, null), 1, labels, labels));
        assertEquals(" 1  10.0.1.1  1.000 ms", line(new HopText(false, null), 1, labels));
    }

    @Test
    void letsNoNameDeceive() {
        assertEquals("a?b", clean("a b"));
        assertEquals("?10.0.0.1?", clean("(10.0.0.1)"));
        assertEquals("x\\x1b[2J", clean("x\u001b[2J"));
        assertEquals("host", clean("host\0garbage"));
    }

    private static String clean(String name) {
        return AddressNames.clean(name.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void marksEachKindOfError() {
        String[] codes = {
            "!N", "!H", "!P", "", "!F-1400", "!S", "!N", "!H", "!N", "!X", "!X", "!N", "!H", "!X",
            "!V", "!C", "!<16>"
        };
        for (int code = 0; code < codes.length; code++)
            assertEquals(codes[code], Mark.of(error(ONE, 3, code)));
        assertEquals("!<11-1>", Mark.of(error(ONE, 11, 1)));
        assertEquals("!<12-0>", Mark.of(error(ONE, 12, 0)));
        InetAddress six = SimulatedNetwork.address("fd88::1");
        String[] sixes = {"!N", "!X", "!H", "!H", "", "!<5>", "!<6>"};
        for (int code = 0; code < sixes.length; code++)
            assertEquals(sixes[code], Mark.of(error(six, 1, code)));
        assertEquals("!F-1400", Mark.of(error(six, 2, 0)));
        assertEquals("!<4-0>", Mark.of(error(six, 4, 0)));
    }

    private static Answer error(InetAddress from, int type, int code) {
        return new Answer(Answer.Kind.ERROR, from, type, code, 1400, 0, 0, List.of(), 0);
    }

    @Test
    void readsHowLongToWait() {
        Waiting.Converter converter = new Waiting.Converter();
        assertEquals(new Waiting(2, 3, 3), converter.convert("2"));
        assertEquals(new Waiting(0.5, 1, 10), converter.convert("0.5,1,10"));
        for (String wrong :
                new String[] {"", "x", "1,", "1,2,", "1,2,3,4", "0", "-1", "1e3", "NaN"})
            assertThrows(TypeConversionException.class, () -> converter.convert(wrong));
    }

    @Test
    void waitsNoLongerThanOthersTook() {
        Waiting waiting = Waiting.DEFAULT;
        long second = 1_000_000_000L;
        assertEquals(5 * second, waiting.nanos(-1, -1));
        assertEquals(3 * second, waiting.nanos(second, 10 * second));
        assertEquals(3 * second, waiting.nanos(-1, second));
        assertEquals(5 * second, waiting.nanos(4 * second, -1));
        assertEquals(Waiting.LEAST_NANOS, waiting.nanos(1000, -1));
        assertEquals(5 * second, new Waiting(5, 0, 0).nanos(second, second));
        assertEquals(second / 100, new Waiting(0.01, 3, 3).nanos(1000, -1));
    }
}
