package sockets.traceroute;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sockets.common.Quote;
import sockets.libc.LibC;
import sockets.libc.Sockaddr;

/**
 * The names of addresses, getnameinfo(3), looked up in threads of their own as soon as an address
 * is seen: the trace never waits for them. Not Java's own look-up, which gives no name to an
 * address whose name leads elsewhere.
 */
final class Names {
    /** A name server that does not answer holds up no line for longer than this. */
    private static final long PATIENCE_MILLIS = 5_000;

    private static final int NI_NAMEREQD = 8;
    private static final int NI_MAXHOST = 1025;

    private final Map<InetAddress, CompletableFuture<String>> names = new HashMap<>();

    /** A look-up in a thread of its own. */
    private static final class LookUp extends CompletableFuture<String> implements Runnable {
        private final InetAddress address;

        LookUp(InetAddress address) {
            this.address = address;
            Thread thread = new Thread(this, "name");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            complete(Names.name(address));
        }
    }

    /** Begins to look for a name, unless that was done before. */
    synchronized void lookUp(InetAddress address) {
        if (!names.containsKey(address)) names.put(address, new LookUp(address));
    }

    /** The name; null if there is none, or if it does not come. */
    String get(InetAddress address) throws InterruptedException {
        CompletableFuture<String> name;
        synchronized (this) {
            lookUp(address);
            name = names.get(address);
        }
        try {
            return name.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // the same server will not answer for others of this address either
            name.complete(null);
            return null;
        } catch (ExecutionException e) {
            return null;
        }
    }

    private static String name(InetAddress address) {
        byte[] sockaddr = Sockaddr.of(new InetSocketAddress(address, 0));
        byte[] host = new byte[NI_MAXHOST];
        int error =
                LibC.getnameinfo(
                        sockaddr, sockaddr.length, host, host.length, null, 0, NI_NAMEREQD);
        return error == 0 ? clean(host) : null;
    }

    /** Whoever owns the address writes its name: nothing in it may deceive a terminal or parser. */
    static String clean(byte[] host) {
        int length = 0;
        while (length < host.length && host[length] != 0) length++;
        String name = Quote.line(new String(host, 0, length, StandardCharsets.UTF_8));
        return name.replaceAll("[\\s()<>]", "?");
    }
}
