package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.sniffer.file.Frame;

/** Prints frames, each as the line or lines that tcpdump prints for it. */
public final class FramePrinter {
    /** The usual one; another takes its place when the protocol is known. */
    private static final String COLOUR = "\033[39m";

    private final Line out = new Line();
    private final Print print;
    private final Clock clock = new Clock();
    private final boolean coloured;
    private final LineJoiner joiner = new LineJoiner();
    private final EthernetPrinter ethernet;
    private final CookedPrinter cooked;
    private final LoopbackPrinter loopback;
    private final IpPrinter ip;

    /**
     * @param coloured true for a terminal
     */
    public FramePrinter(Style style, boolean coloured) {
        this.coloured = coloured;
        print = new Print(out, style);
        ip = new IpPrinter(print);
        ethernet = new EthernetPrinter(print, ip);
        cooked = new CookedPrinter(print, ethernet);
        loopback = new LoopbackPrinter(print, ip);
    }

    /** The text for a frame, with its line end; good until the next is printed. */
    public Line print(Frame frame) {
        clear();
        add(frame);
        return joiner.join(this);
    }

    /** Forgets the text so far. */
    public void clear() {
        out.clear();
        print.numbers.clear();
    }

    /** The text so far: some numbers are missing, which LineJoiner knows. */
    public Line text() {
        return out;
    }

    RelativeNumbers numbers() {
        return print.numbers;
    }

    /** Adds the text for a frame, with its line end. */
    public void add(Frame frame) {
        if (invalid(frame)) {
            out.text("]\n");
            return;
        }
        int start = out.length();
        if (coloured) out.text(COLOUR);
        clock.print(out, print.style, frame.seconds(), frame.nanos());
        print.data = frame.data();
        print.end = frame.start() + frame.captured();
        print.protocol = "";
        ip.reset();
        int header = 0;
        try {
            header = link(frame);
        } catch (Cut e) {
            // the dump then shows the whole packet
            print.cut();
        }
        print.end = frame.start() + frame.captured();
        if (coloured) colour(start);
        dump(frame, header);
        out.character('\n');
    }

    /** By the protocol that was printed last; what goes wrong is red. */
    private void colour(int start) {
        String colour =
                switch (print.protocol) {
                    case "tcp" -> print.alarming ? "31" : "32";
                    case "udp" -> "36";
                    case "domain" -> "34";
                    case "icmp", "icmp6" -> "35";
                    case "arp" -> "33";
                    default -> "39";
                };
        print.alarming = false;
        out.overwrite(start + COLOUR.indexOf('3'), colour);
        out.text("\033[0m");
    }

    /** Lengths that cannot be true are told instead of a packet. */
    private boolean invalid(Frame frame) {
        String separator = "[Invalid header:";
        if (frame.captured() == 0) {
            // without its colon, as in tcpdump
            out.text("[Invalid header: caplen==0");
            separator = ",";
        }
        if (frame.length() == 0) {
            out.text(separator).text(" len==0");
            separator = ",";
        } else if (Integer.compareUnsigned(frame.length(), frame.captured()) < 0) {
            out.text(separator).text(" len(").number(frame.length());
            out.text(") < caplen(").number(frame.captured()).character(')');
            separator = ",";
        }
        if (Integer.compareUnsigned(frame.length(), 262144) > 0) {
            out.text(separator).text(" len(").number(frame.length()).text(") > 262144");
            separator = ",";
        }
        return separator.equals(",");
    }

    /** Prints it; the length of the header of its link layer. */
    private int link(Frame frame) throws Cut {
        int at = frame.start();
        int length = frame.length();
        switch (frame.link()) {
            case EN10MB:
                return ethernet.print(at, length, frame.captured());
            case LINUX_SLL:
                return cooked.first(at, length, frame.captured());
            case LINUX_SLL2:
                return cooked.second(at, length, frame.captured());
            case NULL, LOOP:
                return loopback.print(at, length, frame.captured());
            case RAW:
                print.protocol = "raw";
                if (print.style.link()) out.text("ip: ");
                ip.either(at, length);
                return 0;
            case IPV4:
                if (print.style.link()) out.text("IP: ");
                ip.four(at, length);
                return 0;
            case IPV6:
                if (print.style.link()) out.text("IP6: ");
                ip.six(at, length);
                return 0;
            default:
                out.text("link type not supported, length ").number(length);
                return 0;
        }
    }

    private void dump(Frame frame, int header) {
        Style.Dump dump = print.style.dump();
        if (dump == Style.Dump.NONE) return;
        int skip = dump.withLink() ? 0 : header;
        int at = frame.start() + skip;
        int length = frame.captured() - skip;
        if (length <= 0) return;
        try {
            switch (dump) {
                case HEX, HEX_WITH_LINK -> HexDump.hex(print, "\n\t", at, length);
                case HEX_AND_TEXT, HEX_AND_TEXT_WITH_LINK ->
                        HexDump.hexAndText(print, "\n\t", at, length);
                default -> HexDump.text(print, at, length);
            }
        } catch (Cut e) {
            // nothing is missing: the length is what was captured
            print.cut();
        }
    }
}
