package sockets.common;

import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Log;

/** {@code -4} and {@code -6}: which family a socket is opened with. */
public final class FamilyOptions {
    @Option(
            names = {"-4", "--ipv4"},
            description = "Use IPv4 only (the default, unless the address is of IPv6).")
    private boolean ipv4;

    @Option(
            names = {"-6", "--ipv6"},
            description = "Use IPv6; the default host is then ::1.")
    private boolean ipv6;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Refuses both at once; {@link #resolve} does so, too. */
    public void check() {
        if (ipv4 && ipv6) throw wrong("-4 and -6 exclude each other");
    }

    private ProtocolFamily family() {
        check();
        if (ipv6) return StandardProtocolFamily.INET6;
        return ipv4 ? StandardProtocolFamily.INET : null;
    }

    /**
     * The address that the user means.
     *
     * @param host a name or address; null for this machine's loopback
     */
    public InetSocketAddress resolve(String host, int port) throws Failure {
        return all(host, port).get(0);
    }

    /** All addresses that the user may mean, the likeliest first. */
    public List<InetSocketAddress> all(String host, int port) throws Failure {
        ProtocolFamily family = family();
        boolean six = family == StandardProtocolFamily.INET6;
        if (host == null) {
            List<InetSocketAddress> loopback = new ArrayList<>();
            if (!six) loopback.add(new InetSocketAddress("127.0.0.1", port));
            if (!ipv4) loopback.add(new InetSocketAddress("::1", port));
            return loopback;
        }
        if (host.isEmpty()) throw wrong("an empty host name");
        // "client 3500": Java would take it for the address 0.0.13.172
        if (host.matches("[0-9]+"))
            throw new WrongUsage(command, host + " is not a host", "number", host);
        if (host.matches("[^:]+:[0-9]+"))
            throw new WrongUsage(command, host + " is not a host", "colon", host.replace(':', ' '));
        if (six && Addresses.isIpv4Literal(host)) throw wrong("-6 with the IPv4 address " + host);
        if (family == StandardProtocolFamily.INET && Addresses.isIpv6Literal(host))
            throw wrong("-4 with the IPv6 address " + host);
        List<InetSocketAddress> addresses = Addresses.all(host, port, family);
        Log.debug("{} port {} is {}", host, port, addresses);
        return addresses;
    }

    private ParameterException wrong(String what) {
        return new CommandLine.ParameterException(command.commandLine(), what);
    }
}
