package sockets.libc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sockets.common.Tools;
import sockets.common.text.Failure;
import sockets.common.text.Texts;

/** The structures in memory, as <sys/socket.h> and its relatives have them. */
class LayoutsTest {
    private static byte[] bytes(String hex) {
        return java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    }

    @Test
    void sockaddrsHaveTheFamilyHereAndTheRestInNetworkOrder() throws Exception {
        byte[] in = Sockaddr.of(new InetSocketAddress("192.0.2.1", 3500));
        assertArrayEquals(bytes("02 00 0d ac c0 00 02 01 00 00 00 00 00 00 00 00"), in);
        byte[] in6 = Sockaddr.of(new InetSocketAddress("2001:db8::7", 3500));
        String six = "0a 00 0d ac 00 00 00 00 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 07";
        assertArrayEquals(bytes(six + " 00 00 00 00"), in6);
        for (byte[] whole : List.of(in, in6)) {
            assertArrayEquals(whole, Sockaddr.of(Sockaddr.inet(ByteBuffer.wrap(whole))));
            int needed = whole == in ? 8 : 28;
            for (int cut = 0; cut < needed; cut++)
                assertNull(Sockaddr.inet(ByteBuffer.wrap(Arrays.copyOf(whole, cut))));
        }
    }

    @Test
    void aMappedAddressStaysIpv6() {
        byte[] in6 = new byte[28];
        in6[0] = 10;
        in6[18] = in6[19] = (byte) 0xff;
        in6[23] = 1;
        InetSocketAddress address = Sockaddr.inet(ByteBuffer.wrap(in6));
        assertEquals(16, address.getAddress().getAddress().length);
    }

    @Test
    void aLinkLocalAddressKeepsItsInterface() {
        byte[] in6 =
                bytes(
                        "0a 00 00 07"
                                + " 00".repeat(4)
                                + " fe 80"
                                + " 00".repeat(13)
                                + " 01"
                                + " 03 00 00 00");
        assertArrayEquals(in6, Sockaddr.of(Sockaddr.inet(ByteBuffer.wrap(in6))));
    }

    @Test
    void sockaddrLlIsTwentyBytes() {
        byte[] mac = bytes("02 00 00 00 00 07");
        SockaddrLl address = new SockaddrLl(0x0800, 3, 1, 4, mac);
        byte[] whole = bytes("11 00 08 00 03 00 00 00 01 00 04 06 02 00 00 00 00 07 00 00");
        assertArrayEquals(whole, address.bytes());
        SockaddrLl read = SockaddrLl.read(ByteBuffer.wrap(whole));
        assertArrayEquals(mac, read.addr());
        assertEquals(
                List.of(0x0800, 3, 1, 4),
                List.of(read.protocol(), read.ifindex(), read.hatype(), read.pkttype()));
        for (int cut = 0; cut < 18; cut++)
            assertNull(SockaddrLl.read(ByteBuffer.wrap(Arrays.copyOf(whole, cut))));
    }

    @Test
    void controlMessagesAreWalkedAsCmsgNxthdrDoes() {
        ByteBuffer control = ByteBuffer.allocate(200).order(ByteOrder.nativeOrder());
        for (int length : new int[] {0, 1, 4, 8, 9, 16})
            new Cmsg(length, 7, ByteBuffer.allocate(length)).write(control);
        control.flip();
        List<Cmsg> read = Cmsg.read(control);
        assertEquals(
                List.of(0, 1, 4, 8, 9, 16),
                read.stream().map(cmsg -> cmsg.data().remaining()).toList());
        assertEquals(List.of(0, 1, 4, 8, 9, 16), read.stream().map(Cmsg::level).toList());
    }

    @Test
    void noLengthOfAControlMessageIsTrusted() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            // lengths near the truth
            for (int at = 0; at + 8 <= noise.length && random.nextBoolean(); at += 8)
                ByteBuffer.wrap(noise)
                        .order(ByteOrder.nativeOrder())
                        .putLong(at, random.nextInt(60) - 10);
            for (Cmsg cmsg : Cmsg.read(ByteBuffer.wrap(noise)))
                assertTrue(cmsg.data().remaining() <= noise.length - Cmsg.HEADER);
            Sockaddr.inet(ByteBuffer.wrap(noise));
            SockaddrLl.read(ByteBuffer.wrap(noise));
        }
    }

    @Test
    void errnosAreThoseOfTheSystem() throws Exception {
        Tools.need("python3");
        String program =
                "import errno, os\n"
                        + "for number, name in sorted(errno.errorcode.items()):\n"
                        + "    print(number, os.strerror(number), sep='\\t')\n";
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", program);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process python = builder.start();
        for (String line : new String(python.getInputStream().readAllBytes()).split("\n")) {
            String[] parts = line.split("\t");
            Errno errno = Errno.of(Integer.parseInt(parts[0]));
            assertEquals(parts[1], errno.text(), line);
        }
    }

    @Test
    void elsewhereThanOnLinuxItRefuses() {
        String system = System.getProperty("os.name");
        try {
            System.setProperty("os.name", "Mac OS X");
            Failure failure = assertThrows(Failure.class, Linux::require);
            String line = failure.line(new Texts("en", LibC.class));
            assertTrue(line.startsWith("libc Mac OS X "), line);
            assertTrue(line.contains("WSL 2"), line);
        } finally {
            System.setProperty("os.name", system);
        }
    }
}
