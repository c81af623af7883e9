package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AddressRangeTest {
    private static AddressRange range(String text) {
        return new AddressRange.Converter().convert(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.128/25, 192.168.1.200, true",
        "127.0.0.2, 127.0.0.2, true",
        "127.0.0.2, 127.0.0.1, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd77::1, true",
        "fd00::/8, fe80::1, false",
    })
    void comparesTheFirstBits(String range, String address, boolean contains) throws Exception {
        assertEquals(contains, range(range).contains(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "::/129",
                "1.2.3",
                "300.1.1.1"
            })
    void refusesWhatIsNoRange(String text) {
        assertThrows(TypeConversionException.class, () -> range(text));
    }

    @Test
    void keepsThePrefixLength() {
        assertEquals(8, range("10.0.0.0/8").prefix());
        assertEquals(128, range("::1").prefix());
    }
}
