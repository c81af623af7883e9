package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.filter.Filter;
import sockets.sniffer.filter.FrameShape;

class DisplayFilterIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "udp.port == 3500; udp port 3500",
                "udp.port==3500; udp port 3500",
                "tcp.flags.syn == 1; tcp[tcpflags] & tcp-syn != 0",
                "tcp.flags.syn==1 && tcp.flags.ack==0;"
                        + " tcp[tcpflags] & tcp-syn != 0 and tcp[tcpflags] & tcp-ack = 0",
                "tcp.flags.reset; tcp[tcpflags] & tcp-rst != 0",
                "http; tcp port 80",
                "dns or dhcp; port 53 or (udp port 67 or udp port 68)",
                "arp || ip.ttl lt 5 && icmp.type eq 11; arp or (ip[8] < 5 and icmp[0] = 11)",
                "ip.ttl > 1 && udp || icmp; ip[8] > 1 and udp or icmp",
                "(arp || udp.port == 1) && ip; (arp or udp port 1) and ip",
                "!(ip.addr == 10.0.0.1); not (host 10.0.0.1)",
                "ip.src != 10.0.0.0/8; not src net 10.0.0.0/8",
                "not icmpv6; not icmp6",
                "tcp.port in {80, 443, 8000..8010};"
                        + " (tcp port 80 or tcp port 443 or tcp portrange 8000-8010)",
                "frame.len >= 100 and eth.addr eq 02:00:00:00:00:01;"
                        + " len >= 100 and ether host 02:00:00:00:00:01",
                "udp.length > 20; udp[4:2] > 20"
            })
    void isSaidInTheOtherLanguage(String wireshark, String here) throws Exception {
        assertTrue(DisplayFilter.is(wireshark));
        assertEquals(here, DisplayFilter.here(wireshark));
        // and what is proposed is a filter
        Filter.compile(here, FrameShape.of(LinkType.EN10MB));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp.stream eq 0",
                "http.request.method == \"GET\"",
                "tcp.port ==",
                "(udp.port == 1",
                "frame.len matches 5",
                "tcp.analysis.flags"
            })
    void whatCannotBeSaidIsStillKnownForWhatItIs(String wireshark) {
        assertTrue(DisplayFilter.is(wireshark));
        assertNull(DisplayFilter.here(wireshark));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tcp prt 80", "host www.example.invalid", "port http", "tcp[13] &", "udp +"})
    void whatIsJustWrongIsNot(String text) {
        assertFalse(DisplayFilter.is(text));
    }

    @Test
    void theUserReadsItInOneLineInBothLanguages() {
        Run.Done run = Run.inside("filter", "udp.port", "==", "3500");
        assertEquals(2, run.exit());
        String said = "sniffer: filter: that is a Wireshark display filter; here: udp port 3500";
        assertEquals(said, run.err().get(0));
        run = Run.inside("filter", "--lang", "es", "udp.port == 3500");
        said = "sniffer: filter: eso es un filtro de Wireshark; aquí: udp port 3500";
        assertEquals(said, run.err().get(0));
        run = Run.inside("filter", "http.host");
        assertTrue(run.err().get(0).contains("man pcap-filter"), run.err().get(0));
    }
}
