package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.common.Translations;
import sockets.tcpecho.check.TcpCheckCommand;
import sockets.tcpecho.load.TcpLoadCommand;
import sockets.tcpecho.plot.TcpPlotCommand;

class TcpEchoTextsTest {
    @Test
    void everyTextHasBothLanguages() {
        assertEquals(Set.of(), Translations.oneSided(TcpEcho.class));
        assertEquals(Set.of(), Translations.differentArguments(TcpEcho.class));
        assertEquals(Set.of(), Translations.withoutForms(TcpEcho.class));
    }

    @Test
    void theHelpHasBothLanguages() {
        assertEquals(
                List.of(),
                Translations.untranslatedHelp(
                        new TcpEcho(),
                        TcpServerCommand.class,
                        TcpClientCommand.class,
                        TcpDemoCommand.class,
                        TcpCheckCommand.class,
                        TcpLoadCommand.class,
                        TcpPlotCommand.class));
    }
}
