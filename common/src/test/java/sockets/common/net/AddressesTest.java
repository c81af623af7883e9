package sockets.common.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    void printsAZoneByTheNameOfItsInterface() throws Exception {
        NetworkInterface card = NetworkInterface.networkInterfaces().findFirst().orElseThrow();
        byte[] bytes = InetAddress.getByName("fe80::1").getAddress();
        InetAddress numbered = Inet6Address.getByAddress(null, bytes, card.getIndex());
        assertEquals("fe80::1%" + card.getName(), Addresses.text(numbered));
        InetAddress unknown = Inet6Address.getByAddress(null, bytes, 2_000_000_000);
        assertEquals("fe80::1%2000000000", Addresses.text(unknown));
        assertEquals("fe80::1", Addresses.text(InetAddress.getByName("fe80::1")));
    }

    @Test
    void looksUpOtherLettersThanThoseOfAsciiAsTheDnsHasThem() throws Exception {
        // full-width digits and dots stand for the usual ones, RFC 3490
        assertEquals("127.0.0.1", Addresses.lookUp("１２７．０．０．１")[0].getHostAddress());
        for (String name : new String[] {"bücher.invalid", "\uD800.invalid", "ä".repeat(80)}) {
            Failure failure =
                    assertThrows(Failure.class, () -> Addresses.resolve(name, 1, null), name);
            assertEquals("getaddrinfo", failure.getMessage().split(" ")[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1%nosuch", "[fe80::1%nosuch]", "::1%nosuch"})
    void aZoneThatIsNoneOfThisMachineIsNoUnknownName(String host) {
        Failure failure = assertThrows(Failure.class, () -> Addresses.resolve(host, 1, null));
        assertEquals("getaddrinfo " + host + ": No such device", failure.getMessage());
    }

    @Test
    void aZoneNeedNotHaveAnAddressOfItsOwn() throws Exception {
        NetworkInterface loopback =
                NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        String host = "fe80::1%" + loopback.getName();
        for (String written : new String[] {host, "[" + host + "]"}) {
            InetAddress found = Addresses.resolve(written, 1, null).getAddress();
            assertEquals(loopback.getIndex(), ((Inet6Address) found).getScopeId(), written);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.1, 127.0.0.1",
        "10.77.258, 10.77.1.2",
        "2130706433, 127.0.0.1",
        "0x7f.1, 127.0.0.1",
        "0X7F000001, 127.0.0.1",
        "0177.0.0.1, 127.0.0.1",
        "0, 0.0.0.0",
        "4294967295, 255.255.255.255"
    })
    void readsNumbersAsInetAton(String host, String address) throws Exception {
        assertEquals(address, Addresses.lookUp(host)[0].getHostAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08.0.0.1",
                "256.0.0.1",
                "1.2.65536",
                "1.2.3.256",
                "4294967296",
                "0x100000000",
                "99999999999999999999"
            })
    void refusesNumbersThatInetAtonRefuses(String host) {
        assertThrows(Failure.class, () -> Addresses.resolve(host, 1, null));
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
