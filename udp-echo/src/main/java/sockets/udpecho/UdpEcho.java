package sockets.udpecho;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Start;
import sockets.trace.program.ExplainProgramCommand;
import sockets.udpecho.check.UdpCheckCommand;
import sockets.udpecho.doctor.DoctorCommand;
import sockets.udpecho.load.UdpLoadCommand;

/** The program: its subcommands. */
@Command(
        name = "udp-echo",
        description = "UDP echo server and client (steps 2 to 6 of the practical).")
public final class UdpEcho implements Start.Main {
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
                new UdpEcho(),
                UdpServerCommand.class,
                UdpClientCommand.class,
                UdpDemoCommand.class,
                UdpCheckCommand.class,
                UdpLoadCommand.class,
                DoctorCommand.class,
                ExplainProgramCommand.class);
    }
}
