package sockets.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.Trace;

/** The server and its protocol, with plain sockets and the real nc and telnet. */
@Timeout(600)
class ChatServerIT {
    private static Run server(String... options) {
        List<String> words = new ArrayList<>(List.of("server", "-p", "0"));
        words.addAll(List.of(options));
        return Run.program(words.toArray(String[]::new));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void newcomersAreGreetedAndTheOthersTold() throws Exception {
        try (Run server = server();
                Guest one = new Guest(server.port())) {
            assertEquals("* welcome, you are guest1", one.next());
            try (Guest two = new Guest(server.port())) {
                assertEquals("* welcome, you are guest2", two.next());
                assertEquals("* guest2 joined", one.next());
                two.say("/quit  me voy ");
                assertEquals("* guest2 left:  me voy ", one.next());
                assertNull(two.next());
            }
            new Guest(server.port()).close();
            assertEquals("* guest3 joined", one.next());
            assertEquals("* guest3 left", one.next());
            // a guest's name that is taken is left out
            one.say("/nick Guest4");
            assertEquals("* guest1 is now known as Guest4", one.next());
            try (Guest five = new Guest(server.port())) {
                assertEquals("* welcome, you are guest5", five.next());
            }
        }
    }

    @Test
    void aTextGoesToAllOthersWithItsSender() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "beto");
                Guest caro = Guest.named(server.port(), "caro", ana, beto)) {
            ana.say("¿qué  tal, ñandú? €");
            ana.say("//msg beto no es una orden");
            ana.say("  //x");
            ana.say("");
            ana.say("\tcon\ttabs ");
            for (Guest other : List.of(beto, caro)) {
                assertEquals("<ana> ¿qué  tal, ñandú? €", other.next());
                assertEquals("<ana> /msg beto no es una orden", other.next());
                assertEquals("<ana> /x", other.next());
                assertEquals("<ana>  con tabs ", other.next());
            }
            beto.say("fin");
            assertEquals("<beto> fin", ana.next());
        }
    }

    @Test
    void whatIsSaidToAllAndToOneKeepsItsOrder() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "beto");
                Guest caro = Guest.named(server.port(), "caro", ana, beto)) {
            // in one segment, so that the server reads all of it in one turn
            ana.send(bytes("uno\n/msg beto dos\ntres\n/who\ncuatro\n"));
            for (String line : List.of("<ana> uno", "[ana] dos", "<ana> tres", "<ana> cuatro"))
                assertEquals(line, beto.next());
            for (String line : List.of("<ana> uno", "<ana> tres", "<ana> cuatro"))
                assertEquals(line, caro.next());
            assertEquals("[-> beto] dos", ana.next());
            assertEquals("* online: ana beto caro", ana.next());
        }
    }

    @Test
    void aTurnOfManyLinesReachesAllInOrder() throws Exception {
        int guests = 8;
        int lines = 60;
        try (Run server = server("--quiet")) {
            List<Guest> all = new ArrayList<>();
            for (int i = 0; i < guests; i++) {
                Guest guest = Guest.named(server.port(), "g" + i);
                for (Guest other : all) other.until("* guest" + (i + 1) + " is now known as g" + i);
                all.add(guest);
            }
            // while it stands still, 30 KB come: it finds them in one turn
            server.signal("STOP");
            for (Guest guest : all)
                for (int i = 0; i < lines; i++) guest.say(i + " " + "x".repeat(60));
            server.signal("CONT");
            for (int own = 0; own < guests; own++) {
                int[] next = new int[guests];
                for (int i = 0; i < (guests - 1) * lines; i++) {
                    String line = all.get(own).next();
                    int from = line.charAt(2) - '0';
                    assertTrue(line.startsWith("<g" + from + "> " + next[from]++ + " x"), line);
                }
                assertEquals(0, next[own]);
            }
            for (Guest guest : all) guest.close();
        }
    }

    @Test
    void aPrivateMessageReachesOneAndErrorsTheSenderOnly() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "Beto");
                Guest caro = Guest.named(server.port(), "caro", ana, beto)) {
            ana.say("/msg BETO nos  vemos a las 5");
            ana.say("  /MSG beto otra");
            ana.send(bytes("\ufeff/msg beto con marca\n"));
            ana.say("/msg");
            ana.say("/msg ");
            ana.say("/msg  beto dos espacios");
            ana.say("/msg zoe hola");
            ana.say("/msg bet hola");
            ana.say("/msg zoe");
            ana.say("/msg beto");
            ana.say("/msg beto ");
            ana.say("/msg ana para mí");
            ana.say("/mensaje beto x");
            ana.say("/");
            for (String line :
                    List.of(
                            "[-> Beto] nos  vemos a las 5",
                            "[-> Beto] otra",
                            "[-> Beto] con marca",
                            "! 411 no recipient given",
                            "! 411 no recipient given",
                            "! 411 no recipient given",
                            "! 401 no such nickname: zoe",
                            "! 401 no such nickname: bet",
                            "! 401 no such nickname: zoe",
                            "! 412 no text to send",
                            "! 412 no text to send",
                            "[ana] para mí",
                            "[-> ana] para mí",
                            "! 421 unknown command: /mensaje",
                            "! 421 unknown command: /")) assertEquals(line, ana.next());
            assertEquals("[ana] nos  vemos a las 5", beto.next());
            assertEquals("[ana] otra", beto.next());
            assertEquals("[ana] con marca", beto.next());
            ana.say("fin");
            assertEquals("<ana> fin", caro.next());
            assertEquals("<ana> fin", beto.next());
            assertEquals(0, server.type("quit").exit());
            // the server's terminal is not a place for private words
            assertFalse(server.out().toString().contains("nos  vemos"));
        }
    }

    @Test
    void nicknamesAreUniqueWhateverTheirCase() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "Ana");
                Guest beto = new Guest(server.port())) {
            beto.next();
            for (String bad : List.of("1x", "", "a b", "ñandú", "a.b", "abcdefghijklmnopq", "-a")) {
                beto.say("/nick " + bad);
                String error =
                        bad.isEmpty() ? "! 431 no nickname given" : "! 432 bad nickname: " + bad;
                assertEquals(error, beto.next());
            }
            beto.say("/nick");
            assertEquals("! 431 no nickname given", beto.next());
            beto.say("/nick aNA");
            assertEquals("! 433 nickname in use: aNA", beto.next());
            beto.say("/nick abcdefghijklmn-_");
            assertEquals("* guest2 is now known as abcdefghijklmn-_", beto.next());
            ana.until("* guest2 is now known as abcdefghijklmn-_");
            ana.say("/nick ANA");
            assertEquals("* Ana is now known as ANA", ana.next());
            assertEquals("* Ana is now known as ANA", beto.next());
            ana.say("/who");
            assertEquals("* online: abcdefghijklmn-_ ANA", ana.next());
            ana.close();
            beto.until("* ANA left");
            beto.say("/nick ana");
            assertEquals("* abcdefghijklmn-_ is now known as ana", beto.next());
            beto.say("/help");
            assertTrue(beto.next().startsWith("* "));
        }
    }

    @Test
    void linesComeFromAnySplitOfTheStream() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "beto", ana)) {
            for (byte value : bytes("ñandú de a un byte\r\n")) ana.send(new byte[] {value});
            assertEquals("<ana> ñandú de a un byte", beto.next());
            ana.send(bytes("uno\ndos\r\n\n\r\ntres\ncua"));
            ana.send(bytes("tro\nsin fin"));
            for (String word : List.of("uno", "dos", "tres", "cuatro"))
                assertEquals("<ana> " + word, beto.next());
            // an unfinished line is nothing
            ana.shutdownOutput();
            assertEquals("* ana left", beto.next());
            assertNull(ana.next());
        }
    }

    @ParameterizedTest
    @CsvSource({"1023, LF, true", "1022, CRLF, true", "1024, LF, false", "1023, CRLF, false"})
    void aLineMayHave1024BytesWithItsEnd(int length, String end, boolean passes) throws Exception {
        String ending = end.equals("LF") ? "\n" : "\r\n";
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "beto", ana)) {
            String text = "x".repeat(length);
            ana.send(bytes(text + ending + "fin\n"));
            if (passes) assertEquals("<ana> " + text, beto.next());
            else assertEquals("! 417 line too long", ana.next());
            assertEquals("<ana> fin", beto.next());
        }
    }

    @Test
    void aLineWithoutEndIsRefusedOnceAndDiscarded() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "beto", ana)) {
            // told as soon as it is too long, not at its end
            ana.send(new byte[5_000_000]);
            assertEquals("! 417 line too long", ana.next());
            ana.send(bytes("\nhola\n"));
            assertEquals("<ana> hola", beto.next());
            beto.say("y?");
            assertEquals("<beto> y?", ana.next());
        }
    }

    @Test
    void nothingThatCouldDeceiveIsPassedOn() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "beto", ana)) {
            ana.send(bytes("a\rb\u001b[2Kc\0d\u0085e\u2028f\u2029g\u202eh\u200fi\u2066j\u007fk\n"));
            assertEquals("<ana> a�b�[2Kc�d�e�f�g�h�i�j�k", beto.next());
            ana.send(
                    new byte[] {
                        'x', (byte) 0xc3, '(', (byte) 0x80, (byte) 0xe2, (byte) 0x82, '\n'
                    });
            assertEquals("<ana> x�(��", beto.next());
            ana.send(bytes("/msg beto \r<jefe> vayan\n"));
            assertEquals("[ana] �<jefe> vayan", beto.next());
            ana.send(bytes("/nick \u001b[31mx\n"));
            assertEquals("[-> beto] �<jefe> vayan", ana.next());
            assertEquals("! 432 bad nickname: �[31mx", ana.next());
            ana.send(bytes("/quit \u001b]0;x\u0007\n"));
            assertEquals("* ana left: �]0;x�", beto.next());
        }
    }

    @Test
    void telnetsOwnCommandsAreNoText() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "beto", ana)) {
            // Ctrl-C: IAC IP, IAC DO TIMING-MARK; byte by byte
            for (int value : new int[] {255, 244, 255, 253, 6}) ana.send(new byte[] {(byte) value});
            assertArrayEquals(new byte[] {(byte) 255, (byte) 252, 6}, ana.raw(3));
            ana.say("/msg beto secreto");
            assertEquals("[ana] secreto", beto.next());
            // IAC WILL ECHO, IAC SB ... IAC IAC ... IAC SE, IAC IAC (a byte 255, not UTF-8)
            int[] more = {255, 251, 1, 'a', 255, 250, 24, 0, '\n', 255, 255, 'x', 255, 240, 'b'};
            byte[] stream = new byte[more.length];
            for (int i = 0; i < more.length; i++) stream[i] = (byte) more[i];
            ana.send(stream);
            ana.send(new byte[] {(byte) 255, (byte) 255, '\n'});
            assertEquals("<ana> ab�", beto.next());
            // a byte 255 that begins no command is one of the line, and takes nothing along
            ana.send(new byte[] {'h', (byte) 255, '\n'});
            ana.say("/msg beto otro secreto");
            assertEquals("<ana> h�", beto.next());
            assertEquals("[ana] otro secreto", beto.next());
            // a subnegotiation without an end does not mute for ever
            ana.send(new byte[] {(byte) 255, (byte) 250});
            ana.send(new byte[3000]);
            ana.say("");
            ana.say("sigo");
            beto.until("<ana> sigo");
        }
    }

    @Test
    void ncAndTelnetTalkToEachOther() throws Exception {
        Tools.need("nc", "telnet");
        try (Run server = server();
                Run nc = Run.of("nc", "-N", "127.0.0.1", server.port());
                Run telnet = Run.of("telnet", "127.0.0.1", server.port())) {
            nc.awaitOut("* welcome, you are guest");
            telnet.awaitOut("* welcome, you are guest");
            nc.type("/nick ana");
            telnet.awaitOut("is now known as ana");
            telnet.type("/nick beto");
            nc.awaitOut("is now known as beto");
            nc.type("/msg beto hola telnet");
            telnet.awaitOut("[ana] hola telnet");
            telnet.type("hola nc");
            assertEquals("<beto> hola nc", nc.awaitOut("hola nc"));
            assertEquals(0, nc.endInput().exit());
            telnet.awaitOut("* ana left");
        }
    }

    @Test
    void oneThatDoesNotReadIsDroppedAndNobodyWaits() throws Exception {
        try (Run server = server("--max-pending", "100000");
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "beto");
                Guest deaf = new Guest(server.port(), 16 * 1024)) {
            deaf.say("/nick sorda");
            ana.until("* guest3 is now known as sorda");
            beto.until("* guest3 is now known as sorda");
            String text = "x".repeat(900);
            String left = "* sorda left";
            String line = "";
            // what the kernel takes on its behalf is its affair; then it is gone
            for (int i = 0; i < 100_000 && !line.equals(left); i++) {
                ana.say(text);
                line = beto.next();
                if (!line.equals(left)) assertEquals("<ana> " + text, line);
            }
            assertEquals(left, line);
            ana.until(left);
            server.awaitOut("(does not read)");
        }
    }

    @Test
    void aFloodDoesNotStarveTheOthers() throws Exception {
        try (Run server = server("--quiet");
                Guest ana = Guest.named(server.port(), "ana");
                Guest beto = Guest.named(server.port(), "beto");
                Guest flood = new Guest(server.port())) {
            ana.until("* guest3 joined");
            beto.until("* guest3 joined");
            byte[] lines = bytes("\n".repeat(100_000));
            Thread flooder =
                    new Thread(
                            () -> {
                                try {
                                    while (true) flood.send(lines);
                                } catch (java.io.IOException e) {
                                    // closed below
                                }
                            });
            flooder.start();
            for (int i = 0; i < 100; i++) {
                ana.say("ping " + i);
                assertEquals("<ana> ping " + i, beto.next());
            }
            flood.close();
            flooder.join();
        }
    }

    @Test
    void theRestGetsEveryLineAmongAThousandOfAllKinds() throws Exception {
        Tools.needDescriptors(3000);
        try (Run server = server("--quiet")) {
            String port = server.port();
            List<Guest> all = new ArrayList<>();
            Guest speaker = Guest.named(port, "speaker");
            List<Guest> good = new ArrayList<>();
            for (int i = 0; i < 955; i++) good.add(new Guest(port));
            // these never read, these send no line end, these reset in the middle of a line
            for (int i = 0; i < 20; i++) all.add(new Guest(port, 4096));
            for (int i = 0; i < 5; i++) all.add(new Guest(port).send(new byte[100_000]));
            List<Guest> broken = new ArrayList<>();
            for (int i = 0; i < 20; i++) broken.add(new Guest(port).send(bytes("/ms")));
            CountDownLatch joined = new CountDownLatch(1000);
            Thread reader =
                    new Thread(
                            () -> {
                                try {
                                    String line = speaker.next();
                                    for (; line != null; line = speaker.next())
                                        if (line.endsWith(" joined")) joined.countDown();
                                } catch (java.io.IOException e) {
                                    // closed at the end
                                }
                            });
            reader.start();
            // the others may still be in the kernel's queue: whoever is told of is in the room
            joined.await();
            for (Guest guest : broken) guest.reset();
            for (int i = 0; i < 200; i++) speaker.say("linea " + i);
            for (Guest guest : good)
                for (int i = 0; i < 200; i++) {
                    String line = guest.next();
                    while (line.startsWith("* ")) line = guest.next();
                    assertEquals("<speaker> linea " + i, line);
                }
            for (Guest guest : good) guest.close();
            for (Guest guest : all) guest.close();
            speaker.close();
            reader.join();
            assertEquals(0, server.terminate().exit());
            assertTrue(
                    server.out().get(1).startsWith("served 1001 clients, "), server.out().get(1));
        }
    }

    @Test
    void oneClientTooManyIsTurnedAway() throws Exception {
        try (Run server = server("--max-clients", "1");
                Guest ana = Guest.named(server.port(), "ana")) {
            try (Guest beto = new Guest(server.port())) {
                assertEquals("! 405 server full", beto.next());
                assertNull(beto.next());
            }
            ana.say("/who");
            assertEquals("* online: ana", ana.next());
            ana.close();
            server.awaitOut("ana left");
            try (Guest caro = new Guest(server.port())) {
                assertTrue(caro.next().startsWith("* welcome, you are guest"));
            }
        }
    }

    @Test
    void theRelayCopiesLinesAndKnowsNoCommands() throws Exception {
        try (Run server = server("--relay");
                Guest ana = new Guest(server.port());
                Guest beto = new Guest(server.port())) {
            String entered = ana.next();
            assertTrue(entered.matches("\\[127\\.0\\.0\\.1:\\d+] entered room"), entered);
            ana.say("/msg ana hola");
            String line = beto.next();
            assertTrue(line.matches("<127\\.0\\.0\\.1:\\d+> /msg ana hola"), line);
            ana.close();
            assertTrue(beto.next().matches("Client 127\\.0\\.0\\.1:\\d+ is offline"));
        }
    }

    @Test
    void showListsTheClientsAndQuitEndsIt() throws Exception {
        try (Run server = server();
                Guest ana = Guest.named(server.port(), "ana")) {
            server.type("show");
            assertTrue(server.awaitOut(" 10 bytes in, ").endsWith(" bytes out, ana"));
            assertEquals(0, server.type("quit").exit());
            assertNull(ana.next());
        }
    }

    @Test
    void eventLinesNameJoinsLeavesAndRenames() throws Exception {
        try (Run server = server()) {
            Guest ana = Guest.named(server.port(), "ana");
            ana.close();
            server.awaitOut("closed by client");
            assertEquals(0, server.terminate().exit());
            List<String> out = server.out();
            String client = "#1 127\\.0\\.0\\.1:\\d+ ";
            List<String> expected =
                    List.of(
                            client + "connected \\(1 client\\)",
                            client + "guest1 joined",
                            client + "guest1 is now known as ana",
                            client + "ana left",
                            client + "closed by client: 10 bytes in, \\d+ bytes out",
                            "served 1 client, 10 bytes in, \\d+ bytes out");
            assertEquals(expected.size() + 1, out.size(), out.toString());
            for (int i = 0; i < expected.size(); i++)
                assertTrue(out.get(i + 1).matches(expected.get(i)), out.get(i + 1));
        }
    }

    @Test
    void theCallsThatItExplainsAreTheKernels(@TempDir Path folder) throws Exception {
        Tools.need("strace");
        Path trace = folder.resolve("trace");
        List<String> command = Trace.strace(trace, Run.jar("server", "-p", "0", "--explain"));
        try (Run strace = Run.of(command, Map.of())) {
            String port = strace.port();
            Guest ana = Guest.named(port, "ana");
            Guest beto = Guest.named(port, "beto", ana);
            ana.say("hola");
            beto.until("<ana> hola");
            beto.say("/quit");
            strace.awaitOut("beto left");
            ana.until("* beto left");
            ana.reset();
            strace.awaitOut("ana left");
            strace.awaitOut("reset by client");
            strace.type("quit");
            assertEquals(0, strace.exit());
            assertEquals(Trace.kernel(trace), Trace.explained(strace.err()));
        }
    }

    @Test
    void theDemoShowsWhoSeesWhat() throws Exception {
        Run demo = Run.program("demo");
        assertEquals(0, demo.exit());
        String rows = String.join("\n", demo.out());
        assertTrue(
                rows.matches(
                        "(?s).*-> /nick ana\n.*! 433 nickname in use: ana\n.*-> hola a todos\n"
                                + " +<ana> hola a todos +<ana> hola a todos\n"
                                + ".*\\[-> beto] nos vemos a las 5 +\\[ana] nos vemos a las 5\n"
                                + ".*! 401 no such nickname: dora\n.*caro left: me voy.*"),
                rows);
        List<String> spanish = Run.program("demo", "--lang", "es").out();
        for (List<String> lines : List.of(demo.out(), spanish))
            assertTrue(lines.stream().allMatch(Run::fits), lines.toString());
    }
}
