package sockets.common;

import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What {@code --explain} tells of a turn of a server's select loop: which sockets were ready, for
 * what, and what Java does late.
 */
public final class Turn {
    private final Explain explain;
    private final Function<SelectionKey, Client> clients;
    private final List<String> toClose = new ArrayList<>();

    /**
     * @param clients whose socket a key watches, except the listening one's
     */
    public Turn(Explain explain, Function<SelectionKey, Client> clients) {
        this.explain = explain;
        this.clients = clients;
    }

    /** The select is about to be called: first it closes what we have closed in the last turn. */
    public void begins() {
        for (String client : toClose)
            explain.byJava("close(" + client + ") = 0", "Selector.select", "close.late");
        toClose.clear();
    }

    /** The select came back. */
    public void ready(long millis, List<SelectionKey> keys) {
        if (!explain.on()) return;
        StringBuilder ready = new StringBuilder();
        for (SelectionKey key : keys)
            ready.append(ready.length() == 0 ? "" : ", ").append(describe(key));
        String wait = millis == 0 ? "for ever" : millis + " ms";
        String call = "epoll_wait(" + wait + ") = " + keys.size();
        String text = keys.isEmpty() ? "turn.nothing" : "turn";
        explain.call(call, "Selector.select", text, ready);
    }

    private String describe(SelectionKey key) {
        if (key.isAcceptable()) return "listener: accept";
        String client = clients.apply(key).number() + ":";
        return client + (key.isReadable() ? " read" : "") + (key.isWritable() ? " write" : "");
    }

    /**
     * A client was closed. As long as the selector knows the socket Java only sends FIN; the
     * descriptor is given back by the next select. Of a broken connection nothing is left to shut.
     */
    public void closes(Client client) {
        if (!explain.on()) return;
        String result = client.isBroken() ? "-1 ENOTCONN" : "0";
        String call = "shutdown(" + client.number() + ", SHUT_WR) = " + result;
        explain.byJava(call, "SocketChannel.close", "shutdown.registered");
        toClose.add(client.number());
    }

    /** The loop is over: the selector closes all sockets that it knew, with its own. */
    public void ends() {
        if (!explain.on()) return;
        for (String client : toClose)
            explain.byJava("close(" + client + ") = 0", "Selector.close", "close.late");
        explain.call("close() = 0", "Selector.close", "close.listener");
    }
}
