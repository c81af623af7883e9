package sockets.common.server;

import picocli.CommandLine.Option;
import sockets.common.Values;
import sockets.common.text.Times;

/** What a server of many clients at the same time takes. */
public final class ClientsOptions {
    @Option(
            names = "--backlog",
            paramLabel = "N",
            defaultValue = "4096",
            converter = Values.Backlog.class,
            descriptionKey = "backlog",
            description = "Length of the queue of clients not yet accepted (default: 4096).")
    private int backlog;

    @Option(
            names = "--max-clients",
            paramLabel = "N",
            converter = Values.Clients.class,
            description = "Accept no more than N at a time; the others wait in the queue.")
    private Integer maxClients;

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            defaultValue = "0",
            converter = Values.Seconds.class,
            description =
                    "Close a client that neither sends nor takes anything for so long, as the server sees it (default: never).")
    private double idleTimeout;

    /**
     * The bounds that a server keeps.
     *
     * @param backlog length of the queue of connections not yet accepted, less one (listen(2))
     * @param maxClients how many are served at the same time
     * @param idleSeconds how long one may neither send nor take; 0 for ever
     */
    public record Limits(int backlog, int maxClients, double idleSeconds) {
        public long idleNanos() {
            return Times.nanos(idleSeconds);
        }

        /** Why a client was closed: {@code idle for 5 s}. */
        public String idle() {
            return "idle for " + Times.seconds(idleSeconds) + " s";
        }
    }

    public Limits limits() {
        int most = maxClients == null ? Integer.MAX_VALUE : maxClients;
        return new Limits(backlog, most, idleTimeout);
    }
}
