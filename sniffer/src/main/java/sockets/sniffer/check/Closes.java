package sockets.sniffer.check;

import sockets.harness.check.Verdict;

/** How a connection ends (RFC 9293, 3.6), in words. */
final class Closes {
    private Closes() {}

    /** What is missing of its end; null if it is whole. */
    static Verdict fault(Connection connection) {
        Packet reset = connection.reset();
        int lost = connection.client.unacknowledged() + connection.server.unacknowledged();
        int fins =
                (connection.client.fin == null ? 0 : 1) + (connection.server.fin == null ? 0 : 1);
        if (reset != null) {
            if (lost <= fins || connection.isResetAfterClose()) return null;
            return Verdict.fail(
                    "expected FIN of both ends, got "
                            + side(reset)
                            + "'s reset ("
                            + reset
                            + ") with "
                            + lost
                            + " bytes on their way");
        }
        if (connection.isClosed()) return null;
        Packet fin = connection.firstFin();
        if (fin == null)
            return Verdict.fail(
                    "expected FIN of both ends, got none before the last packet, "
                            + connection.lastPacket()
                            + ": end both programs before the capture");
        if (fins == 1)
            return Verdict.fail(
                    "expected FIN of both ends, got only "
                            + side(fin)
                            + "'s ("
                            + fin
                            + "): the other program has not closed, or the capture ended before");
        boolean ofClient = !connection.client.isFinAcknowledged();
        Packet open = ofClient ? connection.client.fin : connection.server.fin;
        return Verdict.fail(
                "expected an ACK of the " + side(open) + "'s FIN (" + open + "), got none");
    }

    private static String side(Packet packet) {
        return packet.toServer() ? "client" : "server";
    }

    /** An end without fault, as a NOTE tells it. */
    static String told(Connection connection) {
        Packet reset = connection.reset();
        Packet fin = connection.firstFin();
        if (reset != null) {
            String why =
                    fin != null
                            ? "data came after its close, or it had not read all"
                            : "SO_LINGER 0, or it had not read all";
            return "the "
                    + side(reset)
                    + " ends it by a reset ("
                    + reset
                    + "): "
                    + why
                    + "; nobody keeps TIME_WAIT";
        }
        boolean client = connection.isWaiting(true);
        boolean server = connection.isWaiting(false);
        if (client && server) return "both close at once (" + fin + "), both keep TIME_WAIT";
        String keeper = client ? "client" : server ? "server" : side(fin);
        return "the "
                + side(fin)
                + " closes first ("
                + fin
                + "), the "
                + keeper
                + " keeps TIME_WAIT";
    }
}
