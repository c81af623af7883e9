package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
        DnsName names = new DnsName(message);
        int question = names.skip(DnsMessage.SIZE);
        assertEquals(DnsRecord.A, DnsRecord.type(message, question));
        int name = question + DnsMessage.QUESTION_SIZE;
        names.begin(name, 0);
        assertEquals(DnsName.POINTER, names.kind());
        assertEquals(DnsMessage.SIZE, names.target());
        int record = names.skip(name);
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
            assertEquals(-1, new DnsName(in).skip(0), name);
        }
        assertEquals(5, new DnsName(Hex.octets("03 616161 00")).skip(0));
        assertEquals(4, new DnsName(Hex.octets("41 08 ff 00")).skip(0));
    }

    @Test
    void aNameGoesOnWhereAPointerLeadsAndEndsBehindTheFirst() throws Exception {
        // org, a.b and a pointer to org, x and a pointer to a
        Octets in = Hex.octets("ffff 036f7267 00 0161 0162 c000 0178 c005 ff");
        DnsName name = new DnsName(in);
        StringBuilder labels = new StringBuilder();
        int pointers = 0;
        for (name.begin(13, 2); !name.isLast(); name.step()) {
            if (name.kind() == DnsName.POINTER) pointers++;
            else labels.append((char) in.u8(name.at() + 1)).append(name.length());
        }
        assertEquals("x1a1b1o3", labels.toString());
        assertEquals(2, pointers);
        assertEquals(17, name.end());
    }

    @Test
    void aPartOfNoKindIsNotSteppedOver() throws Exception {
        for (String part : new String[] {"42 00", "80 00"}) {
            DnsName name = new DnsName(Hex.octets(part));
            name.begin(0, 0);
            assertFalse(name.step(), part);
        }
    }
}
