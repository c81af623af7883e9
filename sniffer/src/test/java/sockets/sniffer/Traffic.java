package sockets.sniffer;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import sockets.packet.Checksum;
import sockets.packet.EtherType;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Header;
import sockets.packet.TcpHeader;
import sockets.packet.UdpHeader;
import sockets.sniffer.file.CaptureWriter;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/**
 * Frames of all kinds that this program knows, from a seed: most of them right, some with wrong
 * checksums, some cut short. As a program it writes them to a file.
 */
public final class Traffic {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final int LONGEST = 1514;

    private final Random random;
    private final ByteBuffer out = ByteBuffer.allocate(4096);
    private final Frame frame = new Frame();
    private final int[] sequences;
    private final int cutPercent;
    private int flow;
    private long nanos = 1_700_000_000_000_000_000L;

    /**
     * @param cutPercent how many of a hundred frames are cut somewhere
     * @param flows how many conversations, with as many addresses if there are many
     */
    public Traffic(long seed, int cutPercent, int flows) {
        random = new Random(seed);
        this.cutPercent = cutPercent;
        sequences = new int[flows];
        for (int i = 0; i < sequences.length; i++) sequences[i] = random.nextInt();
    }

    /** Writes so many frames: FILE COUNT [SEED [CUT-PERCENT [FLOWS]]]. */
    public static void main(String[] args) throws IOException {
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
        int cut = args.length > 3 ? Integer.parseInt(args[3]) : 0;
        int flows = args.length > 4 ? Integer.parseInt(args[4]) : 64;
        write(Path.of(args[0]), Integer.parseInt(args[1]), new Traffic(seed, cut, flows));
    }

    /** Writes so many frames to a file. */
    public static void write(Path file, int count, Traffic traffic) throws IOException {
        try (CaptureWriter writer =
                CaptureWriter.open(
                        Files.newOutputStream(file),
                        file.toString(),
                        LinkType.EN10MB,
                        LinkType.SNAPSHOT_LENGTH,
                        false)) {
            for (int i = 0; i < count; i++) writer.write(traffic.next());
        }
    }

    /** The next frame. */
    public Frame next() {
        nanos += 1000L * (1 + random.nextInt(2000));
        out.clear();
        flow = random.nextInt(sequences.length);
        int kind = random.nextInt(100);
        if (kind < 3) arp();
        else if (kind < 55) ip(IpProtocol.TCP);
        else if (kind < 80) ip(IpProtocol.UDP);
        else if (kind < 88) dns();
        else if (kind < 95) icmp();
        else if (kind < 99) neighbours();
        else other();
        while (out.position() < 60) out.put((byte) 0);
        int length = out.position();
        int captured = random.nextInt(100) < cutPercent ? 1 + random.nextInt(length) : length;
        frame.set(out.array(), 0, captured, length);
        frame.time(nanos / 1_000_000_000L, (int) (nanos % 1_000_000_000L));
        frame.link(LinkType.EN10MB, false);
        return frame;
    }

    private boolean sometimes(int percent) {
        return random.nextInt(100) < percent;
    }

    private static ByteBuffer mac(int number) {
        return ByteBuffer.wrap(new byte[] {2, 0, 0, 0, 0, (byte) number});
    }

    private void ethernet(int type) {
        boolean everybody = sometimes(5);
        ByteBuffer to = everybody ? ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, -1, -1}) : mac(2);
        boolean tagged = sometimes(6);
        out.put(to).put(mac(1 + random.nextInt(2)));
        out.putShort((short) (tagged ? 0x8100 : type));
        if (!tagged) return;
        out.putShort((short) (random.nextInt(8) << 13 | (sometimes(50) ? 7 : 5)));
        if (sometimes(20)) out.putShort((short) 0x8100).putShort((short) 7);
        out.putShort((short) type);
    }

    private void arp() {
        ethernet(EtherType.ARP);
        out.putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4);
        out.putShort((short) (sometimes(90) ? 1 + random.nextInt(2) : random.nextInt(12)));
        out.put(mac(1)).put(four(1).getAddress());
        out.put(sometimes(80) ? ByteBuffer.allocate(6) : mac(2)).put(four(2).getAddress());
    }

    private Inet4Address four(int number) {
        byte[][] networks = {{10, 77, 0, 0}, {127, 0, 0, 0}, {(byte) 192, 0, 2, 0}, {8, 8, 8, 8}};
        if (sequences.length > 1000) {
            int host = number == 1 ? flow : flow * 31 % 5000;
            byte[] many = {10, (byte) (host >> 16), (byte) (host >> 8), (byte) host};
            return (Inet4Address) address(many);
        }
        byte[] address = networks[number < 3 ? 0 : random.nextInt(networks.length)].clone();
        if (address[0] != 8) address[3] = (byte) number;
        return (Inet4Address) address(address);
    }

    private static Inet6Address six(int number) {
        byte[] address = new byte[16];
        address[0] = (byte) (number > 100 ? 0xfe : 0xfd);
        address[1] = (byte) (number > 100 ? 0x80 : 0x77);
        address[15] = (byte) number;
        return (Inet6Address) address(address);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) text[i] = (byte) (sometimes(97) ? ' ' + i % 95 : i);
        return text;
    }

    private void ip(int protocol) {
        int size = sometimes(40) ? 0 : sometimes(60) ? 1400 : random.nextInt(900);
        int source = protocol == IpProtocol.UDP && flow % 5 == 0 ? 3500 : 32768 + flow % 30000;
        int destination = flow % 7 == 0 ? 4000 : 3500 + flow % 2;
        if (sometimes(70)) ipv4(protocol, source, destination, flow, size);
        else ipv6(protocol, source, destination, flow, size);
    }

    private void ipv4(int protocol, int source, int destination, int flow, int size) {
        ethernet(EtherType.IPV4);
        boolean back = sometimes(40);
        Inet4Address from = four(back ? 2 : 1);
        Inet4Address to = four(back ? 1 : 2);
        ByteBuffer options = NONE;
        if (sometimes(4)) options = ByteBuffer.wrap(new byte[] {(byte) 148, 4, 0, 0});
        if (sometimes(2))
            options = ByteBuffer.wrap(new byte[] {7, 11, 8, 10, 77, 0, 9, 0, 0, 0, 0, 0});
        int fragment = sometimes(3) ? 8 * random.nextInt(300) : 0;
        int flags = fragment > 0 || sometimes(2) ? 1 : sometimes(60) ? 2 : 0;
        int start = out.position();
        out.position(start + Ipv4Header.SIZE + options.remaining());
        transport(protocol, from, to, back, source, destination, flow, size);
        int end = out.position();
        Ipv4Header header =
                new Ipv4Header(
                        sometimes(20) ? random.nextInt(256) : 0,
                        sometimes(1) ? random.nextInt(65536) : end - start,
                        random.nextInt(65536),
                        flags,
                        fragment,
                        random.nextInt(256),
                        protocol,
                        0,
                        from,
                        to,
                        options);
        out.position(start);
        (sometimes(3) ? header : header.withChecksum()).write(out);
        out.position(end);
    }

    private void ipv6(int protocol, int source, int destination, int flow, int size) {
        ethernet(EtherType.IPV6);
        boolean back = sometimes(40);
        Inet6Address from = six(back ? 2 : 1);
        Inet6Address to = six(back ? 1 : 2);
        int start = out.position();
        out.position(start + Ipv6Header.SIZE);
        int next = protocol;
        if (sometimes(4)) {
            // hop-by-hop with a router alert, or a fragment header
            boolean alert = sometimes(50);
            next = alert ? IpProtocol.HOP_BY_HOP : IpProtocol.FRAGMENT;
            byte[] rest =
                    alert ? new byte[] {0, 5, 2, 0, 0, 1, 0} : new byte[] {0, 0, 1, 0, 0, 0, 9};
            if (!alert && sometimes(50)) rest[2] = 9;
            out.put((byte) protocol).put(rest);
        }
        transport(protocol, from, to, back, source, destination, flow, size);
        int end = out.position();
        out.position(start);
        new Ipv6Header(
                        sometimes(20) ? 0x10 : 0,
                        sometimes(30) ? random.nextInt(1 << 20) : 0,
                        sometimes(1) ? random.nextInt(65536) : end - start - Ipv6Header.SIZE,
                        next,
                        64,
                        from,
                        to)
                .write(out);
        out.position(end);
    }

    private void transport(
            int protocol,
            InetAddress from,
            InetAddress to,
            boolean back,
            int source,
            int destination,
            int flow,
            int size) {
        int start = out.position();
        int a = back ? destination : source;
        int b = back ? source : destination;
        size = Math.min(size, LONGEST - start - 40);
        int at;
        if (protocol == IpProtocol.TCP) {
            at = start + 16;
            int flags = sometimes(85) ? TcpHeader.ACK : random.nextInt(256);
            if (size > 0 && sometimes(60)) flags |= TcpHeader.PSH;
            ByteBuffer options = options();
            long sequence = (sequences[flow] + (back ? 99_999_999 : 0)) & 0xffffffffL;
            if (!back) sequences[flow] += size;
            new TcpHeader(
                            a,
                            b,
                            sequence,
                            random.nextInt(1 << 20),
                            flags,
                            random.nextInt(65536),
                            0,
                            (flags & TcpHeader.URG) != 0 ? 3 : 0,
                            options)
                    .write(out);
        } else {
            at = start + 6;
            int claimed = sometimes(2) ? random.nextInt(2000) : size + UdpHeader.SIZE;
            new UdpHeader(a, b, claimed, 0).write(out);
        }
        out.put(text(size));
        checksum(start, at, from, to, protocol);
    }

    /** Mostly right; sometimes wrong, missing, or left to the card. */
    private void checksum(int start, int at, InetAddress from, InetAddress to, int protocol) {
        int length = out.position() - start;
        ByteBuffer whole = out.duplicate().position(start).limit(out.position());
        int right = Checksum.pseudo(from, to, protocol, length).add(whole).value();
        int offloaded = ~Checksum.pseudo(from, to, protocol, length).value() & 0xffff;
        int value = sometimes(90) ? right : sometimes(60) ? offloaded : random.nextInt(3);
        out.putShort(at, (short) value);
    }

    private ByteBuffer options() {
        ByteBuffer options = ByteBuffer.allocate(40);
        switch (random.nextInt(6)) {
            case 0 -> options.put(new byte[] {2, 4, 5, (byte) 0xb4, 4, 2, 1, 3, 3, 7, 1, 0});
            case 1 -> {
                options.put(new byte[] {1, 1, 8, 10});
                options.putInt(random.nextInt()).putInt(random.nextInt());
            }
            case 2 -> {
                options.put(new byte[] {1, 1, 5, 10});
                options.putInt(random.nextInt()).putInt(random.nextInt());
            }
            case 3 -> {
                if (sometimes(20)) options.put(new byte[] {34, 10, 1, 2, 3, 4, 5, 6, 7, 8, 28, 4});
                if (sometimes(10)) options.put(new byte[] {77, 3, 1, 0, 2, 3, 9, 9});
            }
            default -> {}
        }
        options.flip();
        return options.limit(options.limit() & ~3);
    }

    private void icmp() {
        if (sometimes(40)) {
            echo6();
            return;
        }
        ethernet(EtherType.IPV4);
        int start = out.position();
        out.position(start + Ipv4Header.SIZE);
        int type = sometimes(60) ? 8 * random.nextInt(2) : random.nextInt(20);
        int code = sometimes(70) ? random.nextInt(4) : random.nextInt(17);
        int message = out.position();
        new IcmpHeader(type, code, 0, random.nextInt()).write(out);
        if (type == 3 || type == 4 || type == 5 || type == 11 || type == 12) {
            int quoted = sometimes(70) ? IpProtocol.UDP : sometimes(50) ? IpProtocol.TCP : 99;
            new Ipv4Header(0, 48, 7, 0, 0, 1, quoted, 0, four(1), four(2), NONE)
                    .withChecksum()
                    .write(out);
            out.putShort((short) 40000).putShort((short) 3500).putInt(28 << 16);
            out.put(text(20));
        } else {
            out.put(text(random.nextInt(80)));
        }
        int end = out.position();
        ByteBuffer whole = out.duplicate().position(message).limit(end);
        if (sometimes(95)) out.putShort(message + 2, (short) Checksum.of(whole));
        out.position(start);
        new Ipv4Header(0, end - start, 1, 0, 0, 64, IpProtocol.ICMP, 0, four(1), four(2), NONE)
                .withChecksum()
                .write(out);
        out.position(end);
    }

    private void echo6() {
        int type = sometimes(60) ? 128 + random.nextInt(2) : 1 + random.nextInt(4);
        ByteBuffer rest = ByteBuffer.allocate(200);
        if (type < 128) {
            new Ipv6Header(0, 0, 28, sometimes(80) ? 17 : 6, 1, six(1), six(2)).write(rest);
            rest.putShort((short) 40000).putShort((short) 3500).putInt(28 << 16);
        }
        rest.put(text(20));
        icmp6(type, sometimes(70) ? 0 : random.nextInt(5), random.nextInt(), rest.flip());
    }

    private void neighbours() {
        ByteBuffer rest = ByteBuffer.allocate(200);
        int type = sometimes(80) ? 133 + random.nextInt(5) : sometimes(50) ? 130 : 143;
        switch (type) {
            case 134 -> rest.putInt(30000).putInt(1000);
            case 135, 136 -> rest.put(six(2).getAddress());
            case 137 -> rest.put(six(2).getAddress()).put(six(1).getAddress());
            case 130 -> rest.put(six(2).getAddress());
            case 143 -> {
                rest.put((byte) (1 + random.nextInt(6))).put((byte) 0).putShort((short) 0);
                rest.put(six(2).getAddress());
            }
            default -> {}
        }
        if (type >= 133 && type <= 137) {
            if (sometimes(80)) rest.put((byte) 1).put((byte) 1).put(mac(1));
            if (sometimes(30)) rest.put(new byte[] {5, 1, 0, 0, 0, 0, 5, (byte) 0xdc});
            if (sometimes(30)) {
                rest.put(new byte[] {3, 4, 64, (byte) 0xc0}).putInt(86400).putInt(-1).putInt(0);
                rest.put(six(0).getAddress());
            }
            if (sometimes(10)) rest.put(new byte[] {(byte) 200, 1, 1, 2, 3, 4, 5, 6});
        }
        int field = type == 143 ? 1 : type == 136 ? random.nextInt() : random.nextInt(1 << 20);
        icmp6(type, 0, field, rest.flip());
    }

    private void icmp6(int type, int code, int field, ByteBuffer rest) {
        ethernet(EtherType.IPV6);
        int start = out.position();
        out.position(start + Ipv6Header.SIZE);
        Inet6Address from = six(101);
        Inet6Address to = six(102);
        new Icmpv6Header(type, code, 0, field).write(out);
        out.put(rest);
        checksum(start + Ipv6Header.SIZE, start + Ipv6Header.SIZE + 2, from, to, 58);
        int end = out.position();
        out.position(start);
        new Ipv6Header(0, 0, end - start - Ipv6Header.SIZE, 58, 255, from, to).write(out);
        out.position(end);
    }

    private void dns() {
        ethernet(EtherType.IPV4);
        boolean answer = sometimes(50);
        Inet4Address from = four(answer ? 2 : 1);
        Inet4Address to = four(answer ? 1 : 2);
        int start = out.position();
        out.position(start + Ipv4Header.SIZE + UdpHeader.SIZE);
        int questions = sometimes(95) ? 1 : random.nextInt(3);
        int records = answer ? random.nextInt(4) : 0;
        boolean extended = sometimes(30);
        out.putShort((short) random.nextInt(65536));
        int flags = answer ? 0x8180 | (sometimes(20) ? 3 : 0) : 0x0100;
        out.putShort((short) (sometimes(95) ? flags : random.nextInt(65536)));
        out.putShort((short) questions).putShort((short) records).putShort((short) 0);
        out.putShort((short) (extended ? 1 : 0));
        for (int i = 0; i < questions; i++) {
            name("www.example.org");
            out.putShort((short) (sometimes(80) ? 1 : 28)).putShort((short) 1);
        }
        for (int i = 0; i < records; i++) record();
        if (extended) out.put((byte) 0).putShort((short) 41).putShort((short) 1232).putInt(0x8000);
        if (extended) out.putShort((short) 0);
        int end = out.position();
        boolean multicast = sometimes(10);
        int port = multicast ? 5353 : 53;
        out.position(start + Ipv4Header.SIZE);
        new UdpHeader(
                        answer ? port : 40000,
                        answer ? 40000 : port,
                        end - start - Ipv4Header.SIZE,
                        0)
                .write(out);
        out.position(start);
        new Ipv4Header(0, end - start, 9, 2, 0, 64, IpProtocol.UDP, 0, from, to, NONE)
                .withChecksum()
                .write(out);
        out.position(end);
    }

    private void name(String name) {
        for (String label : name.split("\\."))
            out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        out.put((byte) 0);
    }

    private void record() {
        // the name of the question, or a name by itself
        if (sometimes(80)) out.putShort((short) 0xc00c);
        else name("mail.example.org");
        int type = new int[] {1, 28, 5, 15, 16, 33, 6, 12, 2, 99}[random.nextInt(10)];
        out.putShort((short) type).putShort((short) 1).putInt(random.nextInt(100000));
        int length = out.position();
        out.putShort((short) 0);
        switch (type) {
            case 1 -> out.put(four(2).getAddress());
            case 28 -> out.put(six(2).getAddress());
            case 15 -> {
                out.putShort((short) 10);
                name("mx.example.org");
            }
            case 16 -> out.put((byte) 5).put(text(5));
            case 33 -> {
                out.putShort((short) 1).putShort((short) 2).putShort((short) 3500);
                name("srv.example.org");
            }
            case 6 -> {
                name("ns.example.org");
                out.putShort((short) 0xc00c);
                out.putInt(1).putInt(2).putInt(3).putInt(4).putInt(5);
            }
            default -> name("other.example.org");
        }
        out.putShort(length, (short) (out.position() - length - 2));
    }

    /** An Ethernet type of nobody, or a length with LLC behind it. */
    private void other() {
        if (sometimes(50)) {
            out.put(mac(2)).put(mac(1)).putShort((short) 0x88b5);
        } else {
            out.put(mac(2)).put(mac(1)).putShort((short) 46);
            out.put((byte) 0xaa).put((byte) 0xaa).put((byte) 3).put(new byte[3]);
            out.putShort((short) 0x88b5);
        }
        out.put(text(38));
    }
}
