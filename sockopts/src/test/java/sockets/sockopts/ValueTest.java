package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.text.Texts;

/** Values as they are typed, as they lie in memory (least significant byte first), as shown. */
class ValueTest {
    private static final Names NONE = new Names("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOL | on | 01000000 | 1",
                "BOOL | off | 00000000 | 0",
                "INT | -1 | ffffffff | -1",
                "INT | 0x10 | 10000000 | 16",
                "UNSIGNED | 4294967295 | ffffffff | 4294967295",
                "UINT64 | 18446744073709551615 | ffffffffffffffff | 18446744073709551615",
                "PACING | unlimited | ffffffffffffffff | unlimited",
                "PACING | 100000 | a086010000000000 | 100000",
                "LINGER | on,5 | 0100000005000000 | on, 5 s",
                "LINGER | on | 0100000000000000 | on, 0 s",
                "LINGER | 7 | 0100000007000000 | on, 7 s",
                "LINGER | off | 0000000000000000 | off, 0 s",
                "LINGER | off,3 | 0000000003000000 | off, 3 s",
                "LINGER | -1 | 0000000000000000 | off, 0 s",
                "TIMEVAL | 1.5s | 010000000000000020a1070000000000 | 1.5 s",
                "TIMEVAL | 1.5 | 010000000000000020a1070000000000 | 1.5 s",
                "TIMEVAL | 250ms | 000000000000000090d0030000000000 | 0.25 s",
                "TIMEVAL | 7us | 00000000000000000700000000000000 | 0.000007 s",
                "TIMEVAL | 0.1us | 00000000000000000100000000000000 | 0.000001 s",
                "TIMEVAL | 0 | 00000000000000000000000000000000 | 0 s (no limit)",
                "TIMEOUT | 0 | 00000000000000000000000000000000 | 0 s",
                "TIMEOUT | 2 | 02000000000000000000000000000000 | 2 s",
                "TEXT | lo | 6c6f | lo",
                "IFINDEX | 1 | 00000001 | 1",
                "ADDRESS | 127.0.0.1 | 7f000001 | 127.0.0.1",
                "INTS | 1, 2 | 0100000002000000 | 1, 2",
                "RANGE | 2000-3000 | d007b80b | 2000-3000",
                "BYTES | 01ff | 01ff | 01ff"
            })
    void whatIsTypedIsShownAgain(Value value, String typed, String bytes, String shown) {
        byte[] parsed = value.parse(typed, NONE);
        assertArrayEquals(HexFormat.of().parseHex(bytes), parsed);
        assertEquals(shown, value.show(whole(value, parsed), NONE));
    }

    /** Bytes of any length are shown in hexadecimal: getsockopt gives as many as there are. */
    private static byte[] whole(Value value, byte[] bytes) {
        boolean any = value == Value.BYTES || value == Value.TEXT || value == Value.INTS;
        return any ? bytes : Arrays.copyOf(bytes, value.size());
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL,maybe",
        "INT,''",
        "INT,x",
        "INT,1.5",
        "INT,4294967296",
        "INT,--1",
        "INT,0x",
        "INT,٣",
        "INT,99999999999999999999999",
        "UNSIGNED,-2147483649",
        "LINGER,'on,x'",
        "LINGER,'on,-1'",
        "LINGER,'5,5'",
        "LINGER,'on,5,6'",
        "LINGER,''",
        "TIMEVAL,-1s",
        "TIMEVAL,1h",
        "TIMEVAL,''",
        "TIMEVAL,s",
        "ADDRESS,localhost",
        "ADDRESS,::1",
        "ADDRESS,127.1",
        "RANGE,1-70000",
        "RANGE,5",
        "BYTES,0",
        "BYTES,xy",
        "INTS,'1,,2'",
        "PACING,fast"
    })
    void whatIsNoSuchValueIsRefused(Value value, String typed) {
        assertThrows(IllegalArgumentException.class, () -> value.parse(typed, NONE));
    }

    @Test
    void namesStandForNumbersAndForBits() {
        Names single = new Names("1=SOCK_STREAM 2=SOCK_DGRAM");
        assertEquals("2 (SOCK_DGRAM)", Value.INT.show(new byte[] {2, 0, 0, 0}, single));
        assertArrayEquals(new byte[] {1, 0, 0, 0}, Value.INT.parse("sock_stream", single));
        for (String no : new String[] {"SOCK_STREAM|SOCK_DGRAM", "|", ""})
            assertThrows(IllegalArgumentException.class, () -> Value.INT.parse(no, single));
        Names bits = new Names("0x1=TX 0x8=RX 0x10=SOFT");
        assertEquals("9 (TX|RX)", Value.INT.show(new byte[] {9, 0, 0, 0}, bits));
        assertArrayEquals(new byte[] {0x18, 0, 0, 0}, Value.INT.parse("RX|SOFT", bits));
        assertThrows(IllegalArgumentException.class, () -> Value.INT.parse("RX|NO", bits));
    }

    @Test
    void structuresAreShownByTheirFields() {
        byte[] numbers = HexFormat.of().parseHex("0100000000000000ffffffffffffffff");
        assertEquals("1, 18446744073709551615", Value.LONGS.show(numbers, NONE));
        // 1 subflow of at most 2, a flag, a token
        byte[] info = HexFormat.of().parseHex("0100000200000000" + "02000000" + "a6fb903e" + "00");
        Names flags = Options.table().find("MPTCP_INFO").names();
        assertEquals(
                "subflows 1 (at most 2), flags 2 (MPTCP_INFO_FLAG_REMOTE_KEY_RECEIVED),"
                        + " token 3e90fba6",
                Value.MPTCP_INFO.show(info, flags));
    }

    /** Kernels of the future have no UDP-Lite. */
    @ParameterizedTest
    @CsvSource({"3,8,true", "0,0,false", "8,8,false", "70000,65535,false"})
    void theChecksumOfUdpLiteCoversItsHeader(long asked, long kept, boolean told) {
        SocketOption option = Options.table().find("UDPLITE_SEND_CSCOV");
        Texts texts = new Texts("en", Sockopts.class);
        String reason = Reasons.of(option, SocketKind.UDPLITE, asked, kept, texts);
        assertEquals(told, reason.startsWith("The checksum covers the header"));
    }

    @Test
    void aValueOfAnyLengthIsShown() {
        for (Value value : Value.values())
            for (int length = 0; length < 600; length += length < 40 ? 1 : 97) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, (byte) 0x1b);
                String shown = value.show(bytes, NONE);
                assertEquals(-1, shown.indexOf(0x1b), "a control character");
            }
    }
}
