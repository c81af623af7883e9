package sockets.grade.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sockets.grade.list.Lines;
import sockets.grade.model.Alike;

class ProgramsTest {
    private static final Path LESSON = Path.of("../udp-echo/lesson/es/UdpServer.java");
    private static final Path OTHER = Path.of("../tcp-echo/src/test/resources/servers");

    @TempDir private Path temporary;

    private Path folder;

    @BeforeEach
    void realPath() throws IOException {
        folder = temporary.toRealPath();
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Alike> alike(List<Path> given, String... lines) throws Exception {
        Path list = Files.write(folder.resolve("list"), List.of(lines));
        return new Programs(Lines.of(list), folder, given).alike();
    }

    private static String lesson() throws IOException {
        return Files.readString(LESSON);
    }

    /** Other names, no comments, other white space and texts. */
    private static String disguised(String java) {
        return java.replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "")
                .replaceAll("\"[^\"\n]*\"", "\"otro\"")
                .replaceAll("\\b(address|server|buffer|socket|channel|port|main)\\b", "zz$1")
                .replaceAll("\n +", "\n\n\t")
                .replace("{", "{ // nuevo\n/* más */");
    }

    @Test
    void renamedAndCommentedItIsStillTheSame() throws Exception {
        put("ana/UdpServer.java", lesson());
        put("beto/S.java", disguised(lesson()));
        List<Alike> pairs =
                alike(
                        List.of(),
                        "ana - - udp-echo -- java ana/UdpServer.java {port}",
                        "beto - - udp-echo -- sh -c 'cd . && java beto/S.java {port}'");
        assertEquals(1, pairs.size(), pairs::toString);
        assertTrue(pairs.get(0).share() > 0.95, pairs::toString);
        assertEquals("ana/UdpServer.java and beto/S.java", pairs.get(0).what());
    }

    @Test
    void whatTheCourseGaveMakesNobodyAlike() throws Exception {
        put("ana/UdpServer.java", lesson());
        put("beto/S.java", disguised(lesson()));
        List<Alike> pairs =
                alike(
                        List.of(LESSON.getParent()),
                        "ana - - udp-echo -- java ana/UdpServer.java {port}",
                        "beto - - udp-echo -- java beto/S.java {port}");
        assertEquals(List.of(), pairs);
    }

    @Test
    void differentProgramsAndThoseOfOneStudentAreNotListed() throws Exception {
        put("ana/udp.java", lesson());
        put("ana/copy.java", lesson());
        put("beto/tcp.py", Files.readString(OTHER.resolve("tcp_servers.py")));
        put(
                "caro/tcp.java",
                Files.readString(Path.of("../select-server/lesson/es/SelectServer.java")));
        assertEquals(
                List.of(),
                alike(
                        List.of(),
                        "ana - - udp-echo -- java ana/udp.java",
                        "ana - - udp-echo -- java ana/copy.java",
                        "beto - - tcp-echo -- python3 beto/tcp.py",
                        "caro - - tcp-echo -- java caro/tcp.java"));
    }

    /** Below a folder that all share, each has its own. */
    @Test
    void ofACompiledProgramTheSourcesBesideItCount() throws Exception {
        put("in/ana/out/Server.class", "");
        put("in/ana/src/UdpServer.java", lesson());
        put("in/beto/out/Server.class", "");
        put("in/beto/src/S.java", disguised(lesson()));
        List<Alike> pairs =
                alike(
                        List.of(),
                        "ana - - udp-echo -- java -cp in/ana/out Server {port}",
                        "beto - - udp-echo -- java -cp in/beto/out Server {port}");
        assertEquals(1, pairs.size(), pairs::toString);
    }

    @Test
    void garbageLinksAndNamesDoNoHarm() throws Exception {
        byte[] garbage = new byte[100_000];
        new Random(1).nextBytes(garbage);
        put("ana/x.py", "");
        Files.write(folder.resolve("ana/x.py"), garbage);
        put("beto/x.py", "'''" + "\"\\".repeat(10_000));
        put("caro/=cmd().py", lesson());
        Files.createSymbolicLink(folder.resolve("dora.py"), LESSON.toAbsolutePath());
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "ana - - udp-echo -- python3 ana/x.py",
                                "beto - - udp-echo -- python3 beto/x.py",
                                "caro - - udp-echo -- python3 'caro/=cmd().py'",
                                "dora - - udp-echo -- python3 dora.py ../../etc/passwd /",
                                "eva - - udp-echo -- python3 gone.py"));
        assertEquals(List.of(), alike(List.of(), lines.toArray(String[]::new)));
    }

    @Test
    void aWholeClassIsListedUpToABound() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            put("g" + i + "/S.java", lesson());
            lines.add("g" + i + " - - udp-echo -- java g" + i + "/S.java");
        }
        assertEquals(200, alike(List.of(), lines.toArray(String[]::new)).size());
    }
}
