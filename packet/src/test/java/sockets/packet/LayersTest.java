package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LayersTest {
    private static final int EN10MB = 1;
    private static final String ADDRESSES = "0200 0000 0002 0200 0000 0001";
    private static final String TCP = "8000 0dac 00000001 00000000 5002 ffff 0000 0000";
    private static final String IPV4 = "45 00 0028 0000 0000 40 06 0000 0a4d0001 0a4d0002";
    private static final String ENDS =
            "fd770000000000000000000000000001fd770000000000000000000000000002";

    private static String behind(String digits) throws Cut {
        Octets in = Hex.octets(digits);
        Layers layers = new Layers(in);
        layers.begin(EN10MB, 0, in.end);
        List<Layer> found = new ArrayList<>();
        while (layers.next()) found.add(layers.layer());
        return found.toString();
    }

    @Test
    void findsTcpWhereverItIs() throws Exception {
        assertEquals("[ETHERNET, IPV4, TCP]", behind(ADDRESSES + "0800" + IPV4 + TCP));
        String tag = "9200 0007 0800";
        assertEquals("[ETHERNET, VLAN, IPV4, TCP]", behind(ADDRESSES + tag + IPV4 + TCP));
        String labels = "8847 00010040 00020140";
        assertEquals("[ETHERNET, MPLS, MPLS, IPV4, TCP]", behind(ADDRESSES + labels + IPV4 + TCP));
        String ah = "06 04 0000 00000001 00000001 000000000000000000000000";
        String protectedBy = IPV4.replace("0028", "0040").replace("40 06", "40 33");
        assertEquals(
                "[ETHERNET, IPV4, AUTHENTICATION, TCP]",
                behind(ADDRESSES + "0800" + protectedBy + ah + TCP));
        String outer = IPV4.replace("0028", "003c").replace("40 06", "40 04");
        assertEquals(
                "[ETHERNET, IPV4, IPV4, TCP]", behind(ADDRESSES + "0800" + outer + IPV4 + TCP));
        String snap = "0030 aaaa03 000000 0800";
        assertEquals("[ETHERNET, LLC, SNAP, IPV4, TCP]", behind(ADDRESSES + snap + IPV4 + TCP));
    }

    @Test
    void walksTheExtensionsOfIpv6() throws Exception {
        String six = ADDRESSES + "86dd 60000000 0024 00 40" + ENDS;
        String hop = "3c 00 0104 00000000";
        String options = "06 00 0104 00000000";
        assertEquals(
                "[ETHERNET, IPV6, HOP_BY_HOP, DESTINATION_OPTIONS, TCP]",
                behind(six + hop + options + TCP));
        // behind the first fragment there are only bytes of the middle of something
        String fragment = "06 00 0008 00000001";
        String other = six.replace("0024 00", "001c 2c");
        assertEquals("[ETHERNET, IPV6, FRAGMENT]", behind(other + fragment + TCP));
    }

    @Test
    void packetsInsideOfPacketsHaveABound() throws Exception {
        StringBuilder frame = new StringBuilder(ADDRESSES + "0800");
        for (int i = 0; i < 500; i++)
            frame.append("45 00 0000 0000 0000 40 04 0000 0a4d0001 0a4d0002");
        assertEquals(2 + Layers.DEEPEST, behind(frame.toString()).split(",").length);
    }

    @Test
    void endsWhateverStandsThere() {
        Random random = new Random(7);
        int[] links = {0, 1, 101, 108, 113, 228, 229, 276, -1};
        for (int round = 0; round < 100_000; round++) {
            Octets in = new Octets();
            in.data = new byte[random.nextInt(200)];
            random.nextBytes(in.data);
            for (int i = 12; i < in.data.length; i++)
                if (random.nextInt(3) == 0)
                    in.data[i] =
                            (byte)
                                    new int[] {0, 4, 8, 41, 43, 44, 51, 60, 0x45, 0x60, 0x81}
                                            [random.nextInt(11)];
            in.end = in.data.length;
            Layers layers = new Layers(in);
            int steps = 0;
            try {
                int length = random.nextInt(20) == 0 ? random.nextInt() : in.end;
                layers.begin(links[random.nextInt(links.length)], 0, length);
                while (layers.next()) assertTrue(++steps < 300);
            } catch (Cut e) {
                // told, as it should be
            }
        }
    }
}
