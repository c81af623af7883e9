package sockets.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sockets.common.Tools;

/** Runs every command that a document shows, and compares what is shown of its output. */
class DocumentsIT {
    /** The root of the repository. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final List<String> TOOLS =
            List.of(
                    "nc",
                    "nc.traditional",
                    "ncat",
                    "busybox",
                    "socat",
                    "telnet",
                    "netstat",
                    "ss",
                    "nft",
                    "tcpdump",
                    "traceroute",
                    "tshark",
                    "strace",
                    "jc",
                    "tmux");

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> everySectionRunsAsPrinted() throws IOException {
        // -Ddocuments=practica: only the documents and sections whose name has this
        String wanted = System.getProperty("documents", "");
        return Document.all(ROOT).stream()
                .flatMap(document -> document.sections().stream().map(s -> test(document, s)))
                .filter(test -> test != null && test.getDisplayName().contains(wanted));
    }

    private static DynamicTest test(Document document, Section section) {
        if (section.consoles().isEmpty()) return null;
        return DynamicTest.dynamicTest(section.toString(), () -> run(document, section));
    }

    private static void run(Document document, Section section) throws Exception {
        Tools.needNamespaces();
        Tools.need("bash", "python3");
        for (String tool : TOOLS) if (uses(section, tool)) Tools.need(tool);
        try (Session session = new Session(section, ROOT, document.language())) {
            session.run();
        }
    }

    private static boolean uses(Section section, String tool) {
        return section.consoles().stream()
                .flatMap(block -> block.lines().stream())
                .anyMatch(line -> line.matches("\\$ (.*\\W)?" + tool + "( .*|$)"));
    }
}
