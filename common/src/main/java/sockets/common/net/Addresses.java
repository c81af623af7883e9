package sockets.common.net;

import java.io.IOException;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Reason;

/** Addresses as users write and read them: {@code 127.0.0.1:3500}, {@code [::1]:3500}. */
public final class Addresses {
    private static final Pattern NUMBERS =
            Pattern.compile("N(\\.N){0,3}".replace("N", "(0[xX]\\p{XDigit}+|\\d+)"));

    private Addresses() {}

    /** The family of a socket for this address: without it Java opens AF_INET6 sockets. */
    public static ProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    /** AF_INET or AF_INET6, as socket(2) calls the family of an address. */
    public static String familyName(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? "AF_INET6" : "AF_INET";
    }

    /**
     * Looks a host up (getaddrinfo). IPv4 is preferred unless the address says otherwise, so that a
     * name such as localhost gives the rows that the practical shows.
     *
     * @param family the family to use, or null for either
     */
    public static InetSocketAddress resolve(String host, int port, ProtocolFamily family)
            throws Failure {
        return all(host, port, family).get(0);
    }

    /** All addresses of a host that will do, the preferred one first. */
    public static List<InetSocketAddress> all(String host, int port, ProtocolFamily family)
            throws Failure {
        InetAddress[] found;
        String numbered = withZoneNumber(host);
        try {
            found = lookUp(numbered);
        } catch (UnknownHostException e) {
            throw new Failure("getaddrinfo", host, e);
        } catch (SecurityException e) {
            throw new Failure("getaddrinfo", host, Reason.EAI_NONAME, "");
        }
        List<InetSocketAddress> preferred = new ArrayList<>();
        List<InetSocketAddress> others = new ArrayList<>();
        ProtocolFamily wanted = family == null ? StandardProtocolFamily.INET : family;
        for (InetAddress address : found) {
            InetSocketAddress candidate = new InetSocketAddress(address, port);
            (family(candidate) == wanted ? preferred : others).add(candidate);
        }
        if (family == null) preferred.addAll(others);
        if (!preferred.isEmpty()) return preferred;
        throw new Failure("getaddrinfo", host, Reason.EAI_ADDRFAMILY, "").hint("hint.family", host);
    }

    /**
     * A zone by the number of its interface (RFC 4007, 11.2). Java takes names, too, but of an
     * interface that has an address of the same kind, and takes others for an unknown host.
     */
    private static String withZoneNumber(String host) throws Failure {
        int percent = isIpv6Literal(host) ? host.indexOf('%') : -1;
        if (percent < 0) return host;
        String zone = host.substring(percent + 1).replace("]", "");
        if (zone.matches("[0-9]+")) return host;
        try {
            NetworkInterface card = NetworkInterface.getByName(zone);
            if (card != null)
                return host.substring(0, percent).replace("[", "") + "%" + card.getIndex();
        } catch (IOException e) {
            Log.debug("cannot list the interfaces: {}", e);
        }
        throw new Failure("getaddrinfo", host, Reason.ENODEV, "").hint("hint.zone");
    }

    /**
     * Asks the system for the addresses of a name. One with other letters than those of ASCII is
     * looked up as the DNS has it, RFC 3490: {@code xn--bcher-kva.example} for {@code
     * bücher.example}.
     */
    public static InetAddress[] lookUp(String host) throws UnknownHostException {
        String name = ascii(host);
        if (NUMBERS.matcher(name).matches())
            return new InetAddress[] {InetAddress.getByAddress(numbers(name))};
        return InetAddress.getAllByName(name);
    }

    /**
     * The bytes of an address as inet_aton(3) reads it, and so ping and traceroute: up to four
     * numbers, of which the last one fills what is left; one that begins with 0x is hexadecimal,
     * with 0 octal. Java takes 0177.0.0.1 for 177.0.0.1, another machine.
     */
    private static byte[] numbers(String host) throws UnknownHostException {
        String[] parts = host.split("\\.");
        long address = 0;
        try {
            for (int i = 0; i < parts.length; i++) {
                long number = Long.decode(parts[i]);
                int bits = i < parts.length - 1 ? 8 : 8 * (5 - parts.length);
                if (number >> bits != 0) throw new UnknownHostException(host);
                address = address << bits | number;
            }
        } catch (NumberFormatException e) {
            // a digit that is none of octal, or too many
            throw new UnknownHostException(host);
        }
        return ByteBuffer.allocate(4).putInt((int) address).array();
    }

    private static String ascii(String host) {
        if (host.chars().allMatch(letter -> letter < 128) || isIpv6Literal(host)) return host;
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            // no name that the DNS could have: nobody knows it as it stands, either
            return host;
        }
    }

    /** True for a host that is an IPv6 address and not a name: only these hold a colon. */
    public static boolean isIpv6Literal(String host) {
        return host.indexOf(':') >= 0;
    }

    /** True for a host that is an IPv4 address and not a name. */
    public static boolean isIpv4Literal(String host) {
        return host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    /** ADDRESS:PORT, with brackets around an IPv6 address. */
    public static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) return String.valueOf(address);
        if (inet.isUnresolved()) return inet.getHostString() + ":" + inet.getPort();
        String host = text(inet.getAddress());
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
    }

    /** An address alone; IPv6 in the short form of RFC 5952, which Java does not write. */
    public static String text(InetAddress address) {
        String host = address.getHostAddress();
        if (!(address instanceof Inet6Address six)) return host;
        int scope = host.indexOf('%');
        String zone = scope < 0 ? "" : zone(six, host.substring(scope));
        String[] fields = (scope < 0 ? host : host.substring(0, scope)).split(":");
        // the longest run of two or more zero fields becomes "::"
        int best = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && fields[end].equals("0")) end++;
            if (end - i > length) {
                best = i;
                length = end - i;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append("::");
                i += length - 1;
            } else {
                if (out.length() > 0 && out.charAt(out.length() - 1) != ':') out.append(':');
                out.append(fields[i]);
            }
        }
        return out + zone;
    }

    /** The zone by the name of its interface (RFC 4007, 11.2), if this machine has it. */
    private static String zone(Inet6Address address, String otherwise) {
        try {
            NetworkInterface card = NetworkInterface.getByIndex(address.getScopeId());
            return card == null ? otherwise : "%" + card.getName();
        } catch (IOException | IllegalArgumentException e) {
            return otherwise;
        }
    }

    /**
     * As a destination 0.0.0.0 and :: mean this machine, which answers from its loopback address.
     */
    public static InetAddress destination(InetAddress address) throws Failure {
        if (!address.isAnyLocalAddress()) return address;
        String loopback = address instanceof Inet6Address ? "::1" : "127.0.0.1";
        return resolve(loopback, 0, null).getAddress();
    }

    /** True if the address is one of this machine's. */
    public static boolean isLocal(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            // it cannot be told: treat it as another machine's, which is the more careful answer
            return false;
        }
    }

    /**
     * This machine's addresses of a family by which other machines can reach it; no link-local
     * ones, which need the name of the other machine's interface.
     */
    public static List<String> ofThisMachine(ProtocolFamily family) {
        List<String> addresses = new ArrayList<>();
        try {
            for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
                if (!card.isUp() || card.isLoopback()) continue;
                for (InetAddress address : card.inetAddresses().toList()) {
                    boolean wanted =
                            address instanceof Inet4Address
                                    || family == StandardProtocolFamily.INET6;
                    if (wanted && !address.isLinkLocalAddress()) addresses.add(text(address));
                }
            }
        } catch (IOException e) {
            Log.debug("cannot list the interfaces: {}", e);
        }
        return addresses;
    }
}
