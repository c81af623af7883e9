package sockets.udpecho.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
    @ParameterizedTest
    @CsvSource({
        "10.77.0.1, 10.77.0.254, 24, true",
        "10.77.0.1, 10.77.1.1, 24, false",
        "10.77.0.1, 10.77.1.1, 23, true",
        "10.77.0.1, 99.1.2.3, 0, true",
        "10.77.0.1, 10.77.0.2, 32, false",
        "fd77::1, fd77::ffff:1, 64, true",
        "fd77::1, fd78::1, 16, false",
        "10.77.0.1, fd77::1, 0, false",
    })
    void theFirstBitsTellTheNetwork(String one, String two, int bits, boolean same)
            throws Exception {
        byte[] first = InetAddress.getByName(one).getAddress();
        assertEquals(same, Place.isSame(first, InetAddress.getByName(two).getAddress(), bits));
    }
}
