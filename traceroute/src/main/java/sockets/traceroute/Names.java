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
import sockets.common.text.Quote;
import sockets.libc.LibC;
import sockets.libc.Sockaddr;

/**
 * The names of addresses, getnameinfo(3), looked up in threads of their own as soon as an address
 * is seen: the trace never waits for them, only the lines do, and not for long. Not Java's own
 * look-up, which gives no name to an address whose name leads elsewhere.
 */
final class Names {
    /**
     * So long after a look-up began its line is printed without the name. As they all begin
     * together, a name server that does not answer holds up the whole output about that long.
     */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private static final int NI_NAMEREQD = 8;
    private static final int NI_MAXHOST = 1025;

    private final Map<InetAddress, LookUp> names = new HashMap<>();
    private boolean late;
    private boolean hurried;

    /** A look-up in a thread of its own. */
    private static final class LookUp extends CompletableFuture<String> implements Runnable {
        private final InetAddress address;
        private final long began = System.nanoTime();

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
        if (!hurried && !names.containsKey(address)) names.put(address, new LookUp(address));
    }

    /** The name; null if there is none, or if it does not come in time. */
    String get(InetAddress address) throws InterruptedException {
        lookUp(address);
        LookUp name = known(address);
        if (name == null) return null;
        try {
            long left = name.began + PATIENCE_NANOS - System.nanoTime();
            return name.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // for good: an address has the same name in all lines
            name.complete(null);
            late = true;
            return null;
        } catch (ExecutionException e) {
            return null;
        }
    }

    private synchronized LookUp known(InetAddress address) {
        return names.get(address);
    }

    /** Who has seen enough waits for no name either. */
    synchronized void hurry() {
        hurried = true;
        for (LookUp name : names.values()) name.complete(null);
    }

    /** True if some line was printed without a name that may come yet; asked behind all lines. */
    boolean isLate() {
        return late;
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
