package sockets.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.OtherSystem;

/** What is printed names the commands of the system it is printed on. */
class TextsTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, ip address",
        "Mac OS X, ifconfig",
        "Windows 11, ipconfig",
        "Windows Server 2022, ipconfig",
        "FreeBSD, ip address"
    })
    void aTextHasAFormForEachSystem(String system, String command) throws Exception {
        OtherSystem.run(
                system,
                () -> {
                    Failure failure =
                            new Failure("bind", "1.2.3.4:5", Reason.EADDRNOTAVAIL, "").with("5");
                    assertTrue(failure.line(new Texts("en")).contains(": see " + command + ";"));
                    assertTrue(failure.line(new Texts("es")).contains(": vea " + command + ";"));
                });
    }

    @ParameterizedTest
    @CsvSource({"Linux", "Mac OS X", "Windows 11"})
    void oneWithoutFormsIsTheSameEverywhere(String system) throws Exception {
        OtherSystem.run(
                system,
                () ->
                        assertEquals(
                                "no such name; is it spelt right? an address works without DNS",
                                new Texts("en").get("hint.EAI_NONAME")));
    }
}
