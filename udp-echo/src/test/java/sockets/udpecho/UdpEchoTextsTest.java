package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.common.Translations;
import sockets.udpecho.check.UdpCheckCommand;
import sockets.udpecho.doctor.DoctorCommand;
import sockets.udpecho.load.UdpLoadCommand;

class UdpEchoTextsTest {
    @Test
    void everyTextHasBothLanguages() {
        assertEquals(Set.of(), Translations.oneSided(UdpEcho.class));
        assertEquals(Set.of(), Translations.differentArguments(UdpEcho.class));
        assertEquals(
                Set.of(),
                Translations.withoutForms(
                        UdpEcho.class,
                        "doctor.way.icmp",
                        "doctor.way.netstat-or-ss",
                        "doctor.way.tcpdump"));
    }

    @Test
    void theHelpHasBothLanguages() {
        assertEquals(
                List.of(),
                Translations.untranslatedHelp(
                        new UdpEcho(),
                        UdpServerCommand.class,
                        UdpClientCommand.class,
                        UdpDemoCommand.class,
                        UdpCheckCommand.class,
                        UdpLoadCommand.class,
                        DoctorCommand.class));
    }
}
