package sockets.tcpecho;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Start;
import sockets.tcpecho.check.TcpCheckCommand;
import sockets.tcpecho.load.TcpLoadCommand;
import sockets.tcpecho.plot.TcpPlotCommand;
import sockets.trace.program.ExplainProgramCommand;

/** The program: its subcommands. */
@Command(name = "tcp-echo", description = "TCP echo server and client (step 7 of the practical).")
public final class TcpEcho implements Start.Main {
    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    public static void main(String[] args) {
        program().main(args);
    }

    @Override
    public void start(String[] args) {
        main(args);
    }

    /** The program, ready to run. */
    public static Program program() {
        return new Program(
                new TcpEcho(),
                TcpServerCommand.class,
                TcpClientCommand.class,
                TcpDemoCommand.class,
                TcpCheckCommand.class,
                TcpLoadCommand.class,
                TcpPlotCommand.class,
                ExplainProgramCommand.class);
    }
}
