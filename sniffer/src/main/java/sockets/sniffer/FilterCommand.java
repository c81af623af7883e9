package sockets.sniffer;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.console.Console;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.filter.Filter;
import sockets.sniffer.filter.FrameShape;

/** {@code sniffer filter}. */
@Command(
        name = "filter",
        description = "Show the BPF program of a filter for Ethernet, as tcpdump -O -d does.",
        sortOptions = false)
final class FilterCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "EXPRESSION",
            descriptionKey = "expression",
            description = "The filter, in tcpdump's language; quotes keep the shell away.")
    private List<String> words;

    @Spec private CommandSpec command;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() {
        Console console = common.console();
        FrameShape shape = new FrameShape(LinkType.EN10MB, true, false, 0);
        Filter filter = new FilterText(command, words).compile(shape);
        for (String line : filter.lines()) console.line(line);
        return 0;
    }
}
