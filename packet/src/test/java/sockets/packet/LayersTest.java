package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
    }

    @Test
    void stepsOverAnExtensionOfWhichTheBeginningIsThere() throws Exception {
        Octets in = Hex.octets("3c 00 0104 00000000 06 01");
        Ipv6Extensions extensions = new Ipv6Extensions(in);
        extensions.begin(IpProtocol.HOP_BY_HOP, 0);
        extensions.next();
        assertEquals(IpProtocol.DESTINATION_OPTIONS, extensions.type());
        assertEquals(8, extensions.at());
        assertTrue(extensions.isHere());
        extensions.next();
        assertEquals(IpProtocol.TCP, extensions.type());
        assertEquals(24, extensions.at());
        assertFalse(extensions.isHere());
        extensions.begin(IpProtocol.HOP_BY_HOP, 9);
        assertThrows(Cut.class, extensions::next);
    }

    @Test
    void tellsWhatALaterFragmentCarries() throws Exception {
        // its bytes are the middle of something, though they look like a header
        String six = ADDRESSES + "86dd 60000000 001c 2c 40" + ENDS;
        for (String first : new String[] {"06 00 0000", "06 00 0001"})
            assertEquals("[ETHERNET, IPV6, FRAGMENT, TCP]", behind(six + first + "0000000a" + TCP));
        Octets in = Hex.octets(six + "06 00 0009 0000000a" + TCP);
        Layers layers = new Layers(in);
        layers.begin(EN10MB, 0, in.end + 4);
        assertFalse(walkTo(Layer.FRAGMENT, layers).isFragmented());
        assertEquals(8, Ipv6Extension.fragmentOffset(in, layers.at()));
        assertTrue(Ipv6Extension.moreFragments(in, layers.at()));
        assertEquals(10, Ipv6Extension.identification(in, layers.at()));
        assertTrue(walkTo(Layer.LATER_FRAGMENT, layers).isFragmented());
        assertEquals(IpProtocol.TCP, layers.number());
        assertEquals(62, layers.at());
        assertEquals(20, layers.length());
        assertFalse(layers.next());
        String four = ADDRESSES + "0800" + IPV4.replace("0000 0000", "0000 0001");
        assertEquals("[ETHERNET, IPV4, LATER_FRAGMENT]", behind(four + TCP));
    }

    private static Layers walkTo(Layer wanted, Layers layers) throws Cut {
        while (layers.next()) if (layers.layer() == wanted) return layers;
        throw new AssertionError("no " + wanted);
    }

    @Test
    void beginsBehindIpToo() throws Exception {
        String hopByHop = "2b00 0104 0000 0000";
        String routing = "3302 0401 0000 0000" + "fd99 0000 0000 0000 0000 0000 0000 0001";
        String authentication = "3c04 0000 0000 0001 0000 0001" + "00".repeat(12);
        String options = "2c00 0104 0000 0000";
        Octets in =
                Hex.octets(
                        hopByHop
                                + routing
                                + authentication
                                + options
                                + "1100 0001 deadbeef 0035 0035");
        Layers layers = new Layers(in);
        layers.beginBehindIp(IpProtocol.HOP_BY_HOP, 0, 1000);
        StringBuilder places = new StringBuilder();
        while (layers.next())
            places.append(layers.layer()).append(' ').append(layers.at()).append(' ');
        assertEquals(
                "HOP_BY_HOP 0 ROUTING 8 AUTHENTICATION 32 DESTINATION_OPTIONS 56 FRAGMENT 64 UDP 72 ",
                places.toString());
        assertEquals(-1, layers.ip());
    }

    @Test
    void tellsEveryCutOfAnExtension() {
        String routing = "1101 0000 0000 0000 0000 0000 0000 0000";
        for (int length = 0; length < 16; length++) {
            Octets in = Hex.octets(routing);
            in.end = length;
            Layers layers = new Layers(in);
            layers.beginBehindIp(IpProtocol.ROUTING, 0, 1000);
            assertThrows(Cut.class, () -> walkTo(Layer.UDP, layers));
        }
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
                if (round % 10 == 0) layers.beginBehindIp(random.nextInt(64), 0, length);
                while (layers.next()) assertTrue(++steps < 300);
            } catch (Cut e) {
                // told, as it should be
            }
        }
    }
}
