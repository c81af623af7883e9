package sockets.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol, without a connection: who says what, and who hears it. */
class RoomTest {
    private final List<String> renamed = new ArrayList<>();
    private final Room<Somebody> room =
            new Room<>(
                    new Somebody.All(), (who, old) -> renamed.add(old + " -> " + who.nickname()));
    private final Somebody ana = new Somebody("127.0.0.1:1001");
    private final Somebody beto = new Somebody("127.0.0.1:1002");
    private final Somebody caro = new Somebody("127.0.0.1:1003");

    private void say(Somebody from, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        room.line(from, bytes, bytes.length);
    }

    @BeforeEach
    void threeAreThere() {
        for (Somebody one : List.of(ana, beto, caro)) room.enter(one);
        say(ana, "/nick ana");
        say(beto, "/nick beto");
        say(caro, "/nick caro");
        for (Somebody one : List.of(ana, beto, caro)) one.heard();
        renamed.clear();
    }

    private void assertHeard(List<String> ofAna, List<String> ofBeto, List<String> ofCaro) {
        assertEquals(
                List.of(ofAna, ofBeto, ofCaro), List.of(ana.heard(), beto.heard(), caro.heard()));
    }

    @Test
    void whoComesIsGreetedAndToldOf() {
        Somebody dora = new Somebody("127.0.0.1:1004");
        room.enter(dora);
        assertEquals(List.of("* welcome, you are guest4"), dora.heard());
        List<String> joined = List.of("* guest4 joined");
        assertHeard(joined, joined, joined);
    }

    @Test
    void aTakenGuestNameIsPassedOver() {
        say(ana, "/nick Guest4");
        Somebody dora = new Somebody("127.0.0.1:1004");
        room.enter(dora);
        assertEquals("guest5", dora.nickname());
    }

    @Test
    void onesOwnNameAskedForAgainIsNoNews() {
        say(ana, "/nick ana");
        assertHeard(List.of(), List.of(), List.of());
        assertEquals(List.of(), renamed);
    }

    @Test
    void aTextGoesToAllOthersAndNotBack() {
        say(ana, "hola a todos");
        assertHeard(List.of(), List.of("<ana> hola a todos"), List.of("<ana> hola a todos"));
    }

    @Test
    void anEmptyLineSaysNothing() {
        say(ana, "");
        assertHeard(List.of(), List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({"//who, /who", "' //who', /who", "///, //", "a/b, a/b", "' hola ', ' hola '"})
    void twoSlashesSayATextThatBeginsWithOne(String line, String said) {
        say(ana, line);
        assertHeard(List.of(), List.of("<ana> " + said), List.of("<ana> " + said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/who", "  /WHO", "\t/Who", "\ufeff/who", "\ufeff /who"})
    void aCommandMayStandBehindSpacesAndInCapitals(String line) {
        say(beto, line);
        assertHeard(List.of(), List.of("* online: ana beto caro"), List.of());
    }

    @Test
    void aPrivateMessageReachesOneOnlyAndIsConfirmed() {
        say(ana, "/msg BETO nos vemos a las 5");
        assertHeard(
                List.of("[-> beto] nos vemos a las 5"),
                List.of("[ana] nos vemos a las 5"),
                List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/msg             | ! 411 no recipient given",
                "/msg dora hola   | ! 401 no such nickname: dora",
                "/msg beto        | ! 412 no text to send",
                "/nick            | ! 431 no nickname given",
                "/nick 1ana       | ! 432 bad nickname: 1ana",
                "/nick a-name-of-seventeen | ! 432 bad nickname: a-name-of-seventeen",
                "/nick BETO       | ! 433 nickname in use: BETO",
                "/nosuch          | ! 421 unknown command: /nosuch",
            })
    void whatIsWrongIsToldToWhoDidItOnly(String line, String error) {
        say(ana, line);
        assertHeard(List.of(error), List.of(), List.of());
        assertEquals("ana", ana.nickname());
    }

    @Test
    void aNewNameIsToldToAllAndFreesTheOldOne() {
        say(ana, "/nick anita");
        List<String> told = List.of("* ana is now known as anita");
        assertHeard(told, told, told);
        assertEquals(List.of("ana -> anita"), renamed);
        say(beto, "/nick ana");
        assertEquals("ana", beto.nickname());
    }

    @Test
    void theOwnNameInOtherLettersIsNotTaken() {
        say(ana, "/nick ANA");
        assertEquals("ANA", ana.nickname());
    }

    @Test
    void whoLeavesSaysGoodByeAndItsNameIsFree() {
        say(ana, "/quit me voy");
        assertTrue(ana.hasLeft());
        room.leave(ana);
        assertHeard(List.of(), List.of("* ana left: me voy"), List.of("* ana left: me voy"));
        say(beto, "/nick ana");
        assertEquals("ana", beto.nickname());
    }

    @Test
    void whoIsGoneIsToldOf() {
        room.leave(caro);
        assertHeard(List.of("* caro left"), List.of("* caro left"), List.of());
        say(ana, "hola");
        assertHeard(List.of(), List.of("<ana> hola"), List.of());
    }

    @Test
    void nothingOfATextBeginsALineOrControlsATerminal() {
        say(ana, "uno\r* beto left\u001b[2J");
        String shown = "uno\ufffd* beto left\ufffd[2J";
        assertHeard(List.of(), List.of("<ana> " + shown), List.of("<ana> " + shown));
        say(ana, "/msg beto \u0007");
        assertHeard(List.of("[-> beto] \ufffd"), List.of("[ana] \ufffd"), List.of());
        say(ana, "/nosuch\u001b");
        assertHeard(List.of("! 421 unknown command: /nosuch\ufffd"), List.of(), List.of());
    }

    @Test
    void theHelpNamesEveryCommand() {
        say(ana, "/help");
        String help = String.join("\n", ana.heard());
        for (String command : List.of("/nick", "/msg", "/who", "/quit", "//"))
            assertTrue(help.contains(command), help);
    }

    @Test
    void aRelayOnlyCopies() {
        Relay<Somebody> relay = new Relay<>(new Somebody.All());
        Somebody one = new Somebody("127.0.0.1:2001");
        Somebody two = new Somebody("127.0.0.1:2002");
        relay.enter(one);
        relay.enter(two);
        assertEquals(List.of("[127.0.0.1:2002] entered room"), one.heard());
        byte[] line = "/msg uno hola".getBytes(StandardCharsets.UTF_8);
        relay.line(two, line, line.length);
        assertEquals(List.of("<127.0.0.1:2002> /msg uno hola"), one.heard());
        assertEquals(List.of(), two.heard());
        relay.leave(two);
        assertEquals(List.of("Client 127.0.0.1:2002 is offline"), one.heard());
    }
}
