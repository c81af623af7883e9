package sockets.sniffer;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;

/** x. */
@Command(name = "flow", description = "x")
final class FlowCommand implements Callable<Integer> {
    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() {
        return 0;
    }
}
