package sockets.traceroute;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import sockets.common.net.Addresses;
import sockets.common.text.Times;
import sockets.packet.IcmpObject;
import sockets.packet.MplsLabel;

/** Lines as traceroute(8) prints them, to the letter: programs read them. */
final class HopText {
    private final boolean extensions;
    private final Naming naming;

    /** The name of an address; null for none. */
    interface Naming {
        String name(InetAddress address) throws InterruptedException;
    }

    /**
     * @param extensions true to show what routers added to their errors
     * @param naming null to print addresses alone
     */
    HopText(boolean extensions, Naming naming) {
        this.extensions = extensions;
        this.naming = naming;
    }

    /** A hop: the address again only where it changes. */
    String line(Hop hop) throws InterruptedException {
        StringBuilder line = new StringBuilder(number(hop.ttl()));
        Result shown = null;
        for (Result result : hop.results()) {
            if (!result.answered()) {
                line.append(" *");
                // no mark: nobody said anything; else this machine itself refused to send
                if (result.mark().isEmpty()) continue;
            } else {
                if (shown == null || !sameWho(shown, result)) line.append(who(result));
                shown = result;
            }
            line.append("  ").append(Times.millis(result.rtt())).append(" ms");
            if (!result.mark().isEmpty()) line.append(' ').append(result.mark());
        }
        return line.toString();
    }

    static String number(int ttl) {
        return (ttl < 10 ? " " : "") + ttl + " ";
    }

    private boolean sameWho(Result one, Result two) {
        return one.from().equals(two.from())
                && (!extensions || one.extensions().equals(two.extensions()));
    }

    private String who(Result result) throws InterruptedException {
        String text = " " + address(result.from());
        if (!extensions || result.extensions().isEmpty()) return text;
        return text + " <" + text(result.extensions()) + ">";
    }

    /** {@code name (address)}, or the address alone. */
    String address(InetAddress address) throws InterruptedException {
        String text = Addresses.text(address);
        if (naming == null) return text;
        String name = naming.name(address);
        return (name == null ? text : name) + " (" + text + ")";
    }

    /** {@code MPLS:L=16001,E=0,S=1,T=1}; other objects as class/type and words. */
    static String text(List<IcmpObject> objects) {
        StringBuilder text = new StringBuilder();
        for (IcmpObject object : objects) {
            if (text.length() > 0) text.append(';');
            List<MplsLabel> labels = object.labels();
            if (labels.isEmpty()) words(object, text);
            else labels(labels, text.append("MPLS:"));
        }
        return text.toString();
    }

    private static void labels(List<MplsLabel> labels, StringBuilder text) {
        String separator = "";
        for (MplsLabel label : labels) {
            text.append(separator).append("L=").append(label.label());
            text.append(",E=").append(label.experimental());
            text.append(",S=").append(label.bottom() ? 1 : 0);
            text.append(",T=").append(label.timeToLive());
            separator = "/";
        }
    }

    private static void words(IcmpObject object, StringBuilder text) {
        text.append(object.classNumber()).append('/').append(object.type()).append(':');
        ByteBuffer data = object.data();
        String separator = "";
        while (data.remaining() >= 4) {
            String digits = Integer.toHexString(data.getInt());
            text.append(separator).append("0".repeat(8 - digits.length())).append(digits);
            separator = ",";
        }
    }
}
