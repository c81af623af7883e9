package sockets.harness.check;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import sockets.common.net.Addresses;
import sockets.common.net.SocketTable;

/** The processes of a server that runs already, if it is on this machine and we may see it. */
final class Holders {
    private final InetSocketAddress server;
    private List<Long> pids;

    Holders(InetSocketAddress server) {
        this.server = server;
    }

    /** Those that hold its port, and all that they have started. */
    List<Long> processes() {
        if (pids == null) pids = pids();
        Set<Long> processes = new LinkedHashSet<>();
        for (long pid : pids) processes.addAll(Tasks.family(pid));
        return List.copyOf(processes);
    }

    private List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        if (!Addresses.isLocal(server.getAddress())) return pids;
        for (String protocol : new String[] {"tcp", "udp"})
            for (SocketTable.Row row : SocketTable.servers(protocol, server.getPort()))
                pids.addAll(SocketTable.holders(row));
        return pids;
    }
}
