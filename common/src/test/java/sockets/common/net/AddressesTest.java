package sockets.common.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:3500",
        "::1, [::1]:3500",
        "::, [::]:3500",
        "fe80:0:0:0:0:0:0:1, [fe80::1]:3500",
        "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]:3500",
        "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:3500",
        "1:0:0:0:0:0:0:0, [1::]:3500",
        "::ffff:127.0.0.1, 127.0.0.1:3500",
    })
    void printsAddressesAsRfc5952(String address, String printed) throws Exception {
        InetAddress parsed = InetAddress.getByName(address);
        assertEquals(printed, Addresses.text(new InetSocketAddress(parsed, 3500)));
    }

    @Test
    void takesIpv4UnlessTheAddressOrTheUserSaysOtherwise() throws Exception {
        InetSocketAddress name = Addresses.resolve("localhost", 1, null);
        assertEquals(StandardProtocolFamily.INET, Addresses.family(name));
        InetSocketAddress six = Addresses.resolve("::1", 1, null);
        assertEquals(StandardProtocolFamily.INET6, Addresses.family(six));
    }

    @Test
    void refusesAFamilyThatTheHostDoesNotHave() {
        Failure failure =
                assertThrows(
                        Failure.class,
                        () -> Addresses.resolve("127.0.0.1", 1, StandardProtocolFamily.INET6));
        assertEquals(Reason.EAI_ADDRFAMILY, failure.reason());
    }

    @Test
    void knowsTheAddressesOfThisMachine() throws Exception {
        assertTrue(Addresses.isLocal(InetAddress.getByName("127.9.9.9")));
        assertEquals(false, Addresses.isLocal(InetAddress.getByName("203.0.113.9")));
    }
}
