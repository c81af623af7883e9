package sockets.sniffer.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.harness.check.Verdict;

/** What is asked of each file, whatever program it shows. */
final class FileProbes {
    private static final int SHOWN = 48;

    private FileProbes() {}

    /** S1: a capture, and all of it. */
    static Verdict whole(Capture capture) throws IOException {
        Damage damage = capture.damage();
        if (damage == null) return Verdict.pass();
        if (damage.whole() > 0)
            return Verdict.fail(
                    damage.reason()
                            + "; "
                            + damage.whole()
                            + " packets before it are whole: saved while it was being written?");
        byte[] start = start(capture.name());
        if (start.length == 0)
            return Verdict.fail(
                    "the file has 0 bytes; a capture without packets has a header (24 bytes in a"
                            + " pcap)");
        return Verdict.fail(
                damage.reason() + "; it begins with " + Quote.text(start) + kindOf(start));
    }

    private static byte[] start(String name) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return in.readNBytes(SHOWN);
        } catch (IOException e) {
            throw new Failure("read", name, e);
        }
    }

    private static String kindOf(byte[] start) {
        if (start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b)
            return ", as gzip's: gunzip it";
        if (start.length > 1 && start[0] == 'P' && start[1] == 'K') return ", as zip's: unzip it";
        for (byte one : start)
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') return "";
        String text = new String(start, StandardCharsets.UTF_8);
        // the last character may be cut
        int broken = text.indexOf('\ufffd');
        return broken >= 0 && broken < text.length() - 1
                ? ""
                : ", a text: save the packets, not their list (-w FILE; Wireshark: Save As)";
    }

    /** Of a client that sends nothing a capture without packets is right. */
    private static Verdict none(boolean silent, String what) {
        return silent ? Verdict.notAsked(what) : Verdict.skip(what);
    }

    /** S2: nothing else than the program's packets, and the ICMP errors about them. */
    static Verdict own(Capture judged, int step, boolean tcp, boolean silent) {
        if (judged.frames() == 0) return none(silent, "no packet");
        if (judged.strangers().total() == 0) return otherProtocol(judged, step, tcp);
        int port = judged.port();
        String none = judged.own() == 0 ? "no packet of port " + port + ", but " : "";
        String name = tcp ? "tcp" : "udp";
        return Verdict.fail(
                "expected packets of port "
                        + port
                        + " and ICMP errors about them only, got "
                        + none
                        + judged.strangers().told()
                        + "; capture with the filter: "
                        + name
                        + " port "
                        + port
                        + (judged.isIpv6() ? " or icmp6" : " or icmp")
                        + "; or let Wireshark show "
                        + name
                        + ".port == "
                        + port
                        + ", and export what is displayed");
    }

    /** The other transport protocol at the same port is no fault of the filter. */
    private static Verdict otherProtocol(Capture judged, int step, boolean tcp) {
        List<Packet> others = judged.packets(!tcp);
        if (others.isEmpty() || step == CaptureProbes.MACHINES) return Verdict.pass();
        String told = Packet.list(others) + (tcp ? " of UDP" : " of TCP");
        return judged.packets(tcp).isEmpty()
                ? Verdict.fail("expected packets of " + (tcp ? "TCP" : "UDP") + ", got " + told)
                : Verdict.note("only packets of port " + judged.port() + ", but " + told);
    }

    /** S3: no packet twice, none cut. */
    static Verdict once(Capture capture, boolean silent) {
        if (capture.own() == 0)
            return none(silent && capture.frames() == 0, "no packet of the program");
        List<String> remarks = new ArrayList<>();
        long repeats = capture.repeats().count();
        if (repeats > 0)
            remarks.add(
                    (repeats == 1 ? "1 packet is" : repeats + " packets are")
                            + " there twice (the first is packet "
                            + capture.repeats().first()
                            + "), as when several interfaces are captured (any), or lo in both"
                            + " directions; each counts once");
        if (capture.cut() > 0)
            remarks.add(capture.cut() + " cut or in fragments (-s 0 takes whole packets)");
        if (capture.isTooLong())
            remarks.add("only the first " + Capture.MOST_PACKETS + " packets are judged");
        return remarks.isEmpty() ? Verdict.pass() : Verdict.note(String.join("; ", remarks));
    }

    /** S7: addresses that are not all of one machine. */
    static Verdict machines(Capture capture) {
        if (capture.own() == 0) return Verdict.skip("no packet of the program");
        for (boolean tcp : new boolean[] {false, true})
            for (Packet packet : capture.packets(tcp)) {
                InetAddress from = packet.segment().source().address();
                InetAddress to = packet.segment().destination().address();
                if (!from.isLoopbackAddress() && !to.isLoopbackAddress() && !from.equals(to))
                    continue;
                return Verdict.fail(
                        "expected addresses of two machines, got "
                                + packet.segment().source()
                                + " > "
                                + packet.segment().destination()
                                + " ("
                                + packet
                                + ")");
            }
        return capture.isOnLoopback()
                ? Verdict.fail(
                        "expected packets of a network, got them from the loopback interface: both"
                                + " addresses are of one machine")
                : Verdict.pass();
    }
}
