package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sockets.packet.EtherType;
import sockets.packet.IpProtocol;
import sockets.packet.Layers;
import sockets.packet.VxlanHeader;
import sockets.sniffer.fields.FrameFields;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.flow.LadderText;
import sockets.sniffer.flow.Tracker;
import sockets.sniffer.print.FramePrinter;
import sockets.sniffer.print.Line;
import sockets.sniffer.print.Style;

/**
 * The lines, the fields and the conversations see the same in a frame: a segment wherever it is.
 */
class SameLayersTest {
    private static final int MUTATIONS = 500;

    /** A SYN from port 32768, with data up to a multiple of 8: it may be a first fragment. */
    private static final String TCP = "80000dac00000001000000005002ffff00000000686f6c61";

    private static final String IP4 = ip4(IpProtocol.TCP, TCP);
    private static final String IP6 = ip6(IpProtocol.TCP, TCP);
    private static final String AH = "06040000" + "00000001" + "00000001" + "00".repeat(12);
    private static final String FRAME = ethernet(EtherType.IPV4, IP4);

    private static int size(String digits) {
        return digits.length() / 2;
    }

    private static String ethernet(int type, String payload) {
        return "020000000002020000000001" + type(type) + payload;
    }

    private static String type(int type) {
        return String.format("%04x", type);
    }

    private static String ip4(int protocol, String payload) {
        return ip4(0, protocol, payload);
    }

    private static String ip4(int fragment, int protocol, String payload) {
        int length = 20 + size(payload);
        return String.format("4500%04x0001%04x40%02x0000", length, fragment, protocol)
                + "0a4d00010a4d0002"
                + payload;
    }

    private static String ip6(int next, String payload) {
        return String.format("60000000%04x%02x40", size(payload), next)
                + "fd770000000000000000000000000001fd770000000000000000000000000002"
                + payload;
    }

    private static String vxlan(String frame) {
        String payload = "0800000000002a00" + frame;
        return String.format("c000%04x%04x0000", VxlanHeader.PORT, 8 + size(payload)) + payload;
    }

    /** The segment in all that may carry it. */
    private static Map<String, String> frames() {
        Map<String, String> frames = new LinkedHashMap<>();
        frames.put("IPv4", FRAME);
        frames.put("IPv6", ethernet(EtherType.IPV6, IP6));
        String tag = "0007" + type(EtherType.IPV4);
        frames.put("802.1Q", ethernet(EtherType.VLAN, tag + IP4));
        frames.put("0x9100", ethernet(EtherType.OLD_VLAN, tag + IP4));
        frames.put("0x9200", ethernet(EtherType.OLD_VLAN_2, tag + IP4));
        String another = "0003" + type(EtherType.VLAN);
        frames.put("QinQ", ethernet(EtherType.PROVIDER_VLAN, another + tag + IP4));
        frames.put("six tags", ethernet(EtherType.VLAN, another.repeat(5) + tag + IP4));
        String snap = "aaaa03000000" + type(EtherType.IPV4) + IP4;
        frames.put("SNAP", ethernet(size(snap), snap));
        String labels = "0001004000020140";
        frames.put("MPLS", ethernet(EtherType.MPLS, labels + IP4));
        frames.put("MPLS of IPv6", ethernet(EtherType.MPLS, labels + IP6));
        frames.put("AH", ethernet(EtherType.IPV4, ip4(IpProtocol.AH, AH + TCP)));
        frames.put("AH in IPv6", ethernet(EtherType.IPV6, ip6(IpProtocol.AH, AH + TCP)));
        String options = "3c00010400000000" + "0600010400000000";
        frames.put(
                "hop by hop", ethernet(EtherType.IPV6, ip6(IpProtocol.HOP_BY_HOP, options + TCP)));
        frames.put("IP in IP", ethernet(EtherType.IPV4, ip4(IpProtocol.IPV4, IP4)));
        frames.put("6in4", ethernet(EtherType.IPV4, ip4(IpProtocol.IPV6, IP6)));
        frames.put("4in6", ethernet(EtherType.IPV6, ip6(IpProtocol.IPV4, IP4)));
        String gre = "0000" + type(EtherType.IPV4) + IP4;
        frames.put("GRE", ethernet(EtherType.IPV4, ip4(IpProtocol.GRE, gre)));
        String bridged = "2000" + type(EtherType.BRIDGED) + "0000002a" + FRAME;
        frames.put("a frame in GRE", ethernet(EtherType.IPV4, ip4(IpProtocol.GRE, bridged)));
        frames.put("VXLAN", ethernet(EtherType.IPV4, ip4(IpProtocol.UDP, vxlan(FRAME))));
        String within = ethernet(EtherType.IPV6, ip6(IpProtocol.UDP, vxlan(FRAME)));
        frames.put("VXLAN twice", ethernet(EtherType.IPV4, ip4(IpProtocol.UDP, vxlan(within))));
        frames.put("fragment", ethernet(EtherType.IPV4, ip4(0x2000, IpProtocol.TCP, TCP)));
        String part = "0600000100000001";
        frames.put(
                "fragment of IPv6", ethernet(EtherType.IPV6, ip6(IpProtocol.FRAGMENT, part + TCP)));
        String only = "0600000000000001";
        frames.put(
                "the only fragment",
                ethernet(EtherType.IPV6, ip6(IpProtocol.FRAGMENT, only + TCP)));
        return frames;
    }

    private static Frame frame(byte[] bytes, int captured) {
        Frame frame = new Frame();
        frame.set(bytes, 0, captured, bytes.length);
        frame.link(LinkType.EN10MB, false);
        return frame;
    }

    private static String line(Frame frame) {
        Line line = new FramePrinter(Style.PLAIN, false).print(frame);
        return new String(line.bytes(), 0, line.length(), StandardCharsets.US_ASCII);
    }

    private static String json(Frame frame) {
        Line json = new Line();
        new FrameFields().write(frame, json);
        return new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8);
    }

    private static List<String> flow(Frame... frames) {
        Tracker tracker = new Tracker(0, null);
        for (Frame frame : frames) tracker.add(frame);
        tracker.end();
        return LadderText.lines(tracker);
    }

    private static boolean[] seen(Frame frame) {
        String title = flow(frame).stream().findFirst().orElse("");
        return new boolean[] {
            line(frame).contains("Flags [S], seq 1:5, win 65535"),
            json(frame).contains("\"tcp.srcport\":32768"),
            title.startsWith("conversation 1: tcp ") && title.contains(":32768 > ")
        };
    }

    @Test
    void aSegmentIsSeenByAllWhateverCarriesIt() {
        for (Map.Entry<String, String> one : frames().entrySet()) {
            byte[] bytes = HexFormat.of().parseHex(one.getValue());
            Frame frame = frame(bytes, bytes.length);
            String all = line(frame) + "\n" + json(frame) + "\n" + flow(frame);
            assertEquals("[true, true, true]", Arrays.toString(seen(frame)), one.getKey() + all);
        }
    }

    @Test
    void asManyPacketsInPacketsAreTakenApartByAll() {
        String packet = IP4;
        for (int i = 0; i < Layers.DEEPEST; i++) packet = ip4(IpProtocol.IPV4, packet);
        byte[] bytes = HexFormat.of().parseHex(ethernet(EtherType.IPV4, packet));
        assertEquals("[true, true, true]", Arrays.toString(seen(frame(bytes, bytes.length))));
        packet = ip4(IpProtocol.IPV4, packet);
        bytes = HexFormat.of().parseHex(ethernet(EtherType.IPV4, packet));
        assertEquals("[false, false, false]", Arrays.toString(seen(frame(bytes, bytes.length))));
    }

    @Test
    void whatIsCutOrChangedIsReadAsFarAsItGoes() {
        Random random = new Random(16);
        int[] found = new int[2];
        for (String digits : frames().values()) {
            byte[] whole = HexFormat.of().parseHex(digits);
            for (int i = 0; i < MUTATIONS + whole.length; i++) {
                byte[] bytes = whole.clone();
                for (int j = random.nextInt(4); j > 0; j--)
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                int captured = i < MUTATIONS ? bytes.length : i - MUTATIONS;
                Frame frame = frame(i < MUTATIONS ? bytes : whole, captured);
                boolean tcp = flow(frame).toString().contains(": tcp ");
                found[tcp ? 1 : 0]++;
                if (tcp) assertTrue(json(frame).contains("\"tcp.srcport\""), digits);
            }
        }
        assertTrue(found[0] > 1000 && found[1] > 1000, Arrays.toString(found));
    }
}
