package sockets.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.text.Texts;
import sockets.grade.sandbox.Limits;
import sockets.grade.sandbox.Sandbox;

/** What is handed in sees itself only, and what went wrong over its network is drawn. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class IsolationIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    @BeforeEach
    void handIn() throws IOException {
        Tools.need("python3");
        try (Sandbox sandbox = Sandbox.find(Limits.usual(), List.of())) {
            Assumptions.assumeTrue(
                    sandbox.isIsolated(), sandbox.reason(new Texts("en", Grade.class)));
        }
        for (String name : new String[] {"ana", "beto"}) {
            Path own = Files.createDirectory(folder.resolve(name));
            copy("common", own);
            copy("tcp-echo", own);
        }
        Files.writeString(folder.resolve("ana/mark"), "10");
        Files.writeString(folder.resolve("beto/peek.sh"), "cat ana/mark || echo nothing\n");
    }

    private static void copy(String module, Path folder) throws IOException {
        Path servers = ROOT.resolve(module + "/src/test/resources/servers");
        try (var files = Files.newDirectoryStream(servers, "*.py")) {
            for (Path file : files) Files.copy(file, folder.resolve(file.getFileName()));
        }
    }

    private Run.Done grade(List<String> lines, String... options) throws IOException {
        Path list = Files.write(folder.resolve("list"), lines);
        List<String> words = new ArrayList<>(List.of(list.toString()));
        words.addAll(List.of("-o", folder.resolve("grades").toString()));
        words.addAll(List.of("--dist", ROOT.resolve("dist").toString()));
        words.addAll(List.of(options));
        return Run.inside(words.toArray(String[]::new));
    }

    @Test
    void anotherHandInIsNotThereUnlessTheTeacherSaysSo() throws Exception {
        List<String> lines = List.of("beto run:12 '^nothing$' -- sh beto/peek.sh");
        Run.Done kept = grade(lines);
        assertEquals(0, kept.exit(), kept.out() + "\n" + kept.err());
        Run.Done free = grade(lines, "--no-isolation");
        assertTrue(free.out().get(1).contains("expected a line with ^nothing$, got 10"), "" + free);
    }

    /** A list beside the folder of all hand-ins, and names with blanks that a shell is told. */
    @Test
    void inAFolderOfAllEachSeesItsOwn() throws Exception {
        Path all = Files.createDirectory(folder.resolve("todas"));
        Path ana = Files.move(folder.resolve("ana"), all.resolve("ana paz"));
        Files.move(folder.resolve("beto"), all.resolve("beto"));
        Files.writeString(
                all.resolve("beto/peek.sh"),
                "cat todas/ana*/mark ../*/mark || echo nothing; ls todas todas/beto");
        Files.writeString(ana.resolve("own.sh"), "cat \"todas/ana paz/mark\"");
        Run.Done grade =
                grade(
                        List.of(
                                "beto run:12 '^nothing$' -- sh todas/beto/peek.sh",
                                "beto run:12 '^peek.sh$' -- sh todas/beto/peek.sh",
                                "ana run:12 '^10$' -- sh -c \"sh 'todas/ana paz/own.sh'\""));
        assertEquals(0, grade.exit(), grade.out() + "\n" + grade.err());
    }

    @Test
    void theExchangeThatFailedIsKeptAndDrawn() throws Exception {
        Path pages = folder.resolve("pages");
        Run.Done grade =
                grade(
                        List.of(
                                "ana - - tcp-echo -- python3 ana/tcp_servers.py threads {port}",
                                "beto - - tcp-echo -- python3 beto/tcp_servers.py first-4096"
                                        + " {port}"),
                        "--html",
                        pages.toString(),
                        "--lang",
                        "es");
        String all = String.join("\n", grade.out()) + "\n" + String.join("\n", grade.err());
        assertTrue(grade.out().get(1).matches("ana .* 3/39 .*"), all);
        assertTrue(grade.out().get(2).contains("tcp-echo: T3"), all);
        assertFalse(Files.exists(folder.resolve("grades/001-ana-tcp-echo.pcap")));
        Path capture = folder.resolve("grades/002-beto-tcp-echo.pcap");
        assertTrue(Files.exists(capture), all);
        assertFalse(Files.readString(pages.resolve("001-ana.html")).contains("<svg"));
        String page = Files.readString(pages.resolve("002-beto.html"));
        assertTrue(page.contains("<svg"), page);
        // the conversation of the probe that failed, from its beginning
        assertTrue(page.contains("SYN"), page);
        assertTrue(page.contains("<html lang=\"es\""), page);
    }
}
