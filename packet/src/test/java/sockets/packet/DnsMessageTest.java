package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DnsMessageTest {
    private static final String HEADER = "1234 8180 0001 0002 0000 0000";
    private static final String QUESTION = "03777777 076578616d706c65 036f7267 00 0001 0001";

    /** An alias and the address of its target, whose names point back. */
    private static final String ANSWERS =
            "c00c 0005 0001 00000e10 0007 04 686f7374 c010 c02d 0001 0001 0000003c 0004 0a4d0002";

    @Test
    void readsAnAnswer() throws Exception {
        DnsMessage message = DnsMessage.read(Hex.bytes(HEADER + QUESTION + ANSWERS));
        assertEquals(0x1234, message.identifier());
        assertTrue(message.has(DnsMessage.RESPONSE | DnsMessage.RECURSION_DESIRED));
        assertFalse(message.has(DnsMessage.AUTHORITATIVE));
        assertEquals(0, message.opcode());
        assertEquals(0, message.responseCode());
        assertEquals(List.of(new DnsQuestion("www.example.org", 1, 1)), message.questions());
        DnsRecord alias = message.records().get(0);
        assertEquals("www.example.org", alias.name());
        assertEquals(DnsRecord.CNAME, alias.type());
        assertEquals(3600, alias.timeToLive());
        assertEquals("host.example.org", alias.target());
        DnsRecord address = message.records().get(1);
        assertEquals("host.example.org", address.name());
        assertEquals("0a4d0002", Hex.text(address.data()));
    }

    @Test
    void whatIsCutEndsTheListAndAHeaderMustBeThere() throws Exception {
        String whole = HEADER + QUESTION + ANSWERS;
        int size = Hex.bytes(whole).remaining();
        int before = 0;
        for (int length = 0; length < size; length++) {
            var cut = Hex.bytes(whole).limit(length);
            if (length < DnsMessage.SIZE) {
                assertThrows(TruncatedPacketException.class, () -> DnsMessage.read(cut));
                continue;
            }
            DnsMessage message = DnsMessage.read(cut);
            int read = message.questions().size() + message.records().size();
            assertTrue(read == before || read == before + 1);
            before = read;
        }
        assertEquals(2, before);
    }

    @Test
    void aPointerToItselfOrForwardHasAnEnd() throws Exception {
        for (String name : new String[] {"c00c", "c00e 00", "01 61 c00c", "c0ff"}) {
            DnsMessage message = DnsMessage.read(Hex.bytes(HEADER + name + "0001 0001"));
            assertEquals(List.of(), message.questions(), name);
        }
    }

    @Test
    void bytesThatAreNoLettersAreEscaped() throws Exception {
        String name = "03 1b 5b 41 00";
        DnsMessage message = DnsMessage.read(Hex.bytes(HEADER + name + "0001 0001"));
        assertEquals("\\027[A", message.questions().get(0).name());
    }
}
