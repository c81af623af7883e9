package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import sockets.common.net.Addresses;
import sockets.common.net.Reachable;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/** What a client says of a call that failed. */
public record TcpFailures(InetSocketAddress server) {
    /** A connect that failed; the time it took tells causes apart. */
    public Failure notConnected(IOException e, long nanos) {
        Failure failure = of("connect", e);
        return failure.reason() == Reason.ECONNREFUSED ? failure : failure.after(nanos);
    }

    /** A connection of a socket with itself, which echoes like a server. */
    public Failure self() {
        return new Failure("connect", Addresses.text(server), Reason.SELF, "").hint("hint.self");
    }

    public Failure of(String call, IOException e) {
        Failure failure = new Failure(call, Addresses.text(server), e);
        boolean refused = failure.reason() == Reason.ECONNREFUSED;
        return refused ? failure.hint("hint.refused" + Reachable.kind(server)) : failure;
    }
}
