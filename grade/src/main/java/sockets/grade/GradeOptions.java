package sockets.grade;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import sockets.common.Values;

/** What grade takes. */
final class GradeOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "LIST",
            descriptionKey = "list-file",
            description = "The list of hand-ins.")
    Path list;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            defaultValue = "grades",
            description = "Where the reports are written (default: ${DEFAULT-VALUE}).")
    Path output;

    @Option(
            names = {"-w", "--weights"},
            paramLabel = "FILE",
            description = "How many points which probes give (default: those of scripts/weights).")
    Path weights;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            converter = Jobs.class,
            description =
                    "How many lines at the same time, 1 to 64 (default: half the processors, at"
                            + " most 4).")
    private Integer jobs;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            converter = Time.class,
            defaultValue = "180",
            description =
                    "The longest time for a line, 1 to 3600 (default: ${DEFAULT-VALUE}); three"
                            + " times as much the second time.")
    double seconds;

    @Option(
            names = "--csv",
            paramLabel = "SEPARATOR",
            converter = Separator.class,
            defaultValue = ",",
            description =
                    "What stands between the cells of tables: , or ; (then with a decimal comma,"
                            + " for a spreadsheet set to es-AR).")
    char separator;

    @Option(
            names = "--html",
            paramLabel = "FOLDER",
            description = "Also write pages for a browser: one of the class, one for each student.")
    Path html;

    @Option(
            names = "--no-isolation",
            description =
                    "Run what was handed in as it is, with your files and your network; else it is"
                            + " kept in where the system allows it.")
    boolean noIsolation;

    @Option(
            names = "--list",
            paramLabel = "FOLDER",
            description =
                    "Write a list, on standard output, of the hand-ins in the folders of FOLDER.")
    Path folder;

    @Option(
            names = "--given",
            paramLabel = "FOLDER",
            description =
                    "What the course gave to all: programs are not alike by what is in it (may be"
                            + " repeated).")
    List<Path> given = List.of();

    @Option(
            names = "--dist",
            paramLabel = "FOLDER",
            description = "The folder of the programs' jars (default: this jar's).")
    private Path dist;

    int jobs() {
        if (jobs != null) return jobs;
        return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** The folder of the jars: where this one is, unless the user says otherwise. */
    Path dist() {
        if (dist != null) return dist.toAbsolutePath();
        try {
            Path here =
                    Path.of(
                            GradeOptions.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return here.toAbsolutePath().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static final class Jobs extends Values.Small {
        Jobs() {
            super("a number of lines", 1, 64);
        }
    }

    static final class Time implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            double seconds = new Values.Seconds().convert(value);
            if (seconds >= 1 && seconds <= 3600) return seconds;
            throw new TypeConversionException("not a time in seconds (1 to 3600)");
        }
    }

    static final class Separator implements ITypeConverter<Character> {
        @Override
        public Character convert(String value) {
            if (value.equals(",") || value.equals(";")) return value.charAt(0);
            throw new TypeConversionException("must be , or ;");
        }
    }
}
