package sockets.sniffer;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sockets.common.CommonOptions;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Quote;
import sockets.libc.NetInterface;
import sockets.sniffer.live.Device;

/** {@code sniffer interfaces}. */
@Command(
        name = "interfaces",
        description = "List the network interfaces; -D, as tcpdump has it, does the same.",
        sortOptions = false)
final class InterfacesCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON document instead of the table.")
    private boolean json;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    private record One(
            String name, int index, String state, String mtu, String mac, List<String> addresses) {}

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        List<One> all = new ArrayList<>();
        for (NetInterface one : Device.all()) all.add(look(one));
        if (json) console.line(document(all));
        else table(console, all);
        return 0;
    }

    private static One look(NetInterface found) {
        String name = found.name();
        if (found.index() == 0) return new One(name, 0, "-", "-", "-", List.of());
        return new One(
                name,
                found.index(),
                // as ip link says: whether it was switched on
                told(() -> found.isUp() ? "UP" : "DOWN"),
                told(() -> String.valueOf(found.mtu())),
                told(() -> found.hardware().text()),
                addresses(name));
    }

    private interface Question {
        String ask() throws IOException;
    }

    /** What the kernel tells of an interface; "-" if it does not. */
    private static String told(Question question) {
        try {
            String text = question.ask();
            return text.isEmpty() ? "-" : text;
        } catch (IOException e) {
            // gone in this moment
            return "-";
        }
    }

    private static List<String> addresses(String name) {
        List<String> addresses = new ArrayList<>();
        try {
            NetworkInterface known = NetworkInterface.getByName(name);
            // Java knows none without addresses
            if (known == null) return addresses;
            for (InterfaceAddress one : known.getInterfaceAddresses()) {
                String text = Addresses.text(one.getAddress());
                int zone = text.indexOf('%');
                addresses.add(
                        (zone < 0 ? text : text.substring(0, zone))
                                + "/"
                                + one.getNetworkPrefixLength());
            }
        } catch (SocketException e) {
            // gone in this moment
        }
        return addresses;
    }

    private static void table(Console console, List<One> all) {
        int width = 0;
        for (One one : all) width = Math.max(width, one.name.length());
        console.line(row(width, "name", "index", "state", "mtu", "mac", "addresses"));
        for (One one : all)
            console.line(
                    row(
                            width,
                            Quote.line(one.name),
                            String.valueOf(one.index),
                            one.state,
                            one.mtu,
                            one.mac,
                            String.join(" ", one.addresses)));
    }

    private static String row(
            int width,
            String name,
            String index,
            String state,
            String mtu,
            String mac,
            String rest) {
        StringBuilder row = new StringBuilder();
        String[] cells = {name, index, state, mtu, mac};
        int[] widths = {width, 5, 5, 6, 17};
        for (int i = 0; i < cells.length; i++)
            row.append(cells[i])
                    .append(" ".repeat(Math.max(0, widths[i] - cells[i].length())))
                    .append("  ");
        return (row + rest).stripTrailing();
    }

    private static String document(List<One> all) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            out.setIndent("  ");
            out.beginArray();
            for (One one : all) {
                out.beginObject();
                out.name("name").value(one.name);
                out.name("index").value(one.index);
                out.name("state").value(one.state);
                out.name("mtuBytes");
                if (one.mtu.matches("[0-9]{1,9}")) out.value(Integer.parseInt(one.mtu));
                else out.nullValue();
                out.name("mac").value(one.mac);
                out.name("addresses").beginArray();
                for (String address : one.addresses) out.value(address);
                out.endArray();
                out.endObject();
            }
            out.endArray();
        }
        return text.toString();
    }
}
