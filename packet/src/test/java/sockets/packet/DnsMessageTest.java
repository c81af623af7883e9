package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DnsMessageTest {
    private static final String HEADER = "1234 8180 0001 0002 0000 0000";
    private static final String QUESTION = "03777777 076578616d706c65 036f7267 00 0001 0001";
    private static final String ALIAS = "c00c 0005 0001 00000e10 0007 04 686f7374 c010";

    @Test
    void readsAnAnswer() throws Exception {
        Octets message = Hex.octets(HEADER + QUESTION + ALIAS);
        assertEquals(0x1234, DnsMessage.identifier(message, 0));
        int flags = DnsMessage.flags(message, 0);
        assertEquals(DnsMessage.RESPONSE, flags & DnsMessage.RESPONSE);
        assertEquals(0, flags & DnsMessage.AUTHORITATIVE);
        assertEquals(0, DnsMessage.opcode(flags));
        assertEquals(0, DnsMessage.responseCode(flags));
        assertEquals(2, DnsMessage.count(message, 0, 1));
        int question = DnsName.skip(message, DnsMessage.SIZE);
        assertEquals(DnsRecord.A, DnsRecord.type(message, question));
        int name = question + DnsMessage.QUESTION_SIZE;
        assertEquals(DnsName.POINTER, DnsName.kind(message, name));
        assertEquals(DnsMessage.SIZE, DnsName.target(message, name));
        int record = DnsName.skip(message, name);
        assertEquals(name + 2, record);
        assertEquals(DnsRecord.CNAME, DnsRecord.type(message, record));
        assertEquals(3600, DnsRecord.timeToLive(message, record));
        assertEquals(7, DnsRecord.length(message, record));
    }

    @Test
    void aNameThatIsCutOrNoneHasNoEnd() throws Exception {
        // a label of three bytes, a bit string, an extended label and a kind that are none
        for (String name : new String[] {"", "03 6161", "03 616161", "41", "42 00", "80 00"}) {
            Octets in = Hex.octets(name);
            assertEquals(-1, DnsName.skip(in, 0), name);
        }
        assertEquals(5, DnsName.skip(Hex.octets("03 616161 00"), 0));
        assertEquals(4, DnsName.skip(Hex.octets("41 08 ff 00"), 0));
    }
}
