package sockets.grade.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sockets.grade.list.Line;
import sockets.grade.list.Lines;
import sockets.grade.list.Owners;

/** Which of the teacher's files a command names. */
class NamedTest {
    @TempDir private Path home;
    private Path list;
    private final Set<Path> shared = new HashSet<>();

    @BeforeEach
    void files() throws IOException {
        home = home.toRealPath();
        list = Files.createDirectories(home.resolve("class"));
        for (String name : List.of("class/ana/src", "class/beto", "dist"))
            Files.createDirectories(home.resolve(name));
        for (String name : List.of("class/ana/server.py", "class/c.py", "dist/x.jar", "notes"))
            Files.writeString(home.resolve(name), "");
        Files.createSymbolicLink(list.resolve("away"), home.resolve("notes"));
    }

    private Set<String> handIns(String... words) {
        return Named.in(List.of(words), list, shared::contains).handIns().stream()
                .map(path -> path.getFileName().toString())
                .collect(Collectors.toSet());
    }

    private Set<String> others(String... words) {
        return Named.in(List.of(words), list, shared::contains).others().stream()
                .map(path -> home.relativize(path).toString())
                .collect(Collectors.toSet());
    }

    @Test
    void ofTheListsFolderTheFirstPartOfAPath() {
        assertEquals(Set.of("ana"), handIns("python3", "ana/server.py", "4000"));
        assertEquals(Set.of("ana"), handIns("python3", list + "/ana/server.py"));
        assertEquals(Set.of("ana"), handIns("python3", "./beto/../ana/server.py"));
        // what is not there yet may be made by the command itself
        assertEquals(Set.of("ana"), handIns("ana/build/server"));
        assertEquals(Set.of("c.py"), handIns("python3", "c.py"));
    }

    @Test
    void alsoWithinAWord() {
        assertEquals(Set.of("ana"), handIns("java", "-cp", "ana:ana/lib.jar", "Server"));
        assertEquals(Set.of("ana"), handIns("sh", "-c", "cd ana && exec python3 server.py 4000"));
        assertEquals(Set.of("ana", "c.py"), handIns("--a=ana", "'c.py'"));
    }

    @Test
    void ofAFolderOfTheClassThatPartWhichNobodyElseHas() {
        shared.add(list);
        shared.add(list.resolve("ana"));
        assertEquals(Set.of("src"), handIns("python3", "ana/src/server.py"));
        assertEquals(Set.of("server.py"), handIns("python3", "ana/server.py"));
        // it would show what others have
        assertEquals(Set.of(), handIns("sh", "-c", "cd ana && exec python3 server.py"));
    }

    @Test
    void ofWhatTwoNameBothSeeIt() throws Exception {
        List<Line> lines =
                Lines.of(
                        Files.write(
                                list.resolve("list"),
                                List.of(
                                        "ana - 1 tcp-echo -- sh -c 'cd ana && python3 server.py'",
                                        "beto - 2 udp-echo -- python3 ana/server.py",
                                        "caro - 3 udp-echo -- python3 ana/src")));
        Owners owners = new Owners(lines, list);
        Path ana = list.resolve("ana");
        // who names the folder means all in it; of the others each has a part
        assertFalse(owners.hasOthers(ana, lines.get(0).who()));
        assertTrue(owners.hasOthers(ana, lines.get(1).who()));
        assertTrue(owners.hasOthers(ana, lines.get(2).who()));
        assertFalse(owners.hasOthers(list.resolve("beto"), lines.get(0).who()));
    }

    @Test
    void aNameWithBlanksWithinQuotes() throws IOException {
        Files.createDirectories(list.resolve("Fede Sosa"));
        assertEquals(
                Set.of("Fede Sosa"), handIns("sh", "-c", "gcc -o $d/x 'Fede Sosa/x.c' && $d/x"));
    }

    @Test
    void aLinkIsNotFollowedForAStudentMayHaveMadeIt() {
        assertEquals(Set.of(), handIns("python3", "away"));
    }

    @Test
    void neitherTheFolderOfAllNorWhatIsAboveIt() {
        assertEquals(Set.of(), handIns(".", "-cp", "", "4000", "\0"));
        assertEquals(Set.of(), others("..", "/", "../..", "/tmp", "/etc/shadow", "/home", "/root"));
    }

    @Test
    void elsewhereThatOneFile() {
        assertEquals(Set.of("dist/x.jar"), others("java", "-jar", "../dist/x.jar", "server"));
        assertEquals(Set.of("dist"), others("java", "-cp", "../dist"));
        assertEquals(Set.of(), others("../dist/none.jar", "../../none"));
    }
}
