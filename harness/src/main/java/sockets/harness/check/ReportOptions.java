package sockets.harness.check;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** In which form verdicts are told, besides the lines. */
public final class ReportOptions {
    @Option(names = "--json", description = "Print one JSON document instead of lines.")
    private boolean json;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also write the verdicts as JUnit XML.")
    private Path junit;

    public boolean json() {
        return json;
    }

    /** Where the verdicts go as JUnit XML; null if nowhere. */
    public Path junit() {
        return junit;
    }
}
