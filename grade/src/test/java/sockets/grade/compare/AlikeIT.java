package sockets.grade.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;

/** A class in which some have handed in the same. */
@Timeout(300)
class AlikeIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    private List<String> written(String name) throws Exception {
        return Files.readAllLines(folder.resolve("grades").resolve(name));
    }

    @Test
    void whatIsTheSameIsToldAndOnlyTheCoursesOwnCosts() throws Exception {
        byte[] udp = Files.readAllBytes(FingerprintTest.CAPTURES.resolve("udp-echo.pcap"));
        byte[] own = udp.clone();
        own[own.length - 1]++;
        Files.write(folder.resolve("ana.pcap"), own);
        Files.write(folder.resolve("beto.pcap"), own);
        Files.write(folder.resolve("caro.pcap"), FingerprintTest.later(own, 60));
        Files.write(folder.resolve("dora.pcap"), FingerprintTest.later(udp, 60));
        Path lesson = ROOT.resolve("udp-echo/lesson/es/UdpServer.java");
        Files.copy(lesson, folder.resolve("ana.java"));
        Files.copy(lesson, folder.resolve("beto.java"));
        Path list =
                Files.write(
                        folder.resolve("list"),
                        List.of(
                                "ana capture:5 ana.pcap 1+ udp",
                                "'=beto' capture:5 beto.pcap 1+ udp",
                                "caro capture:5 caro.pcap 1+ udp",
                                "dora capture:5 dora.pcap 1+ udp",
                                "ana run:12 good -- echo good ana.java",
                                "'=beto' run:12 good -- echo good beto.java",
                                "eva capture:5 gone.pcap 1+ udp"));
        Run.Done grade =
                Run.inside(
                        list.toString(),
                        "-o",
                        folder.resolve("grades").toString(),
                        "--dist",
                        ROOT.resolve("dist").toString(),
                        "--no-isolation");
        String all = String.join("\n", grade.out()) + "\n" + String.join("\n", grade.err());
        assertEquals(1, grade.exit(), all);
        assertTrue(all.contains("(pairs of programs: 1, of captures: 4)"), all);
        assertEquals(
                List.of(
                        "kind,student,line,other student,other line,share,what",
                        "capture,dora,4,docs/captures/udp-echo.pcap,,1,same packets",
                        "capture,ana,1,'=beto,2,1,same bytes",
                        "capture,ana,1,caro,3,1,\"same packets, other times or format\"",
                        "capture,'=beto,2,caro,3,1,\"same packets, other times or format\"",
                        "source,ana,5,'=beto,6,1,ana.java and beto.java"),
                written("alike.csv"));
        List<String> results = written("results.csv");
        assertTrue(results.get(1).startsWith("ana,,0,3,"), all);
        assertTrue(results.get(3).startsWith("caro,,0,3,"), all);
        assertTrue(results.get(4).startsWith("dora,,0,0,"), all);
        assertTrue(
                written("ana.txt").contains("    the same bytes as the capture of =beto (line 2)"),
                all);
        assertTrue(
                String.join("\n", written("dora.txt"))
                        .contains("it has the packets of docs/captures/udp-echo.pcap"),
                all);
    }
}
