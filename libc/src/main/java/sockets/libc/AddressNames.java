package sockets.libc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Quote;

/**
 * The names of addresses, /etc/hosts and getnameinfo(3), looked up in threads of their own as soon
 * as an address is seen: only lines wait for them, and not for long. Not Java's own look-up, which
 * gives no name to an address whose name leads elsewhere.
 */
public final class AddressNames {
    /**
     * So long lines wait in all for a name server that does not answer. Once it has answered, it is
     * waited for as long again.
     */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private static final int MOST = 65_536;

    /** Of a dead server each look-up keeps its thread for some ten seconds. */
    private static final int MOST_AT_ONCE = 64;

    private static final int NI_NAMEREQD = 8;
    private static final int NI_MAXHOST = 1025;
    private static final int EAI_NONAME = -2;

    private final Map<String, String> hosts = hosts();
    private final Map<InetAddress, LookUp> names =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, LookUp> eldest) {
                    return size() > MOST;
                }
            };
    private long patience = PATIENCE_NANOS;
    private int running;
    private boolean late;
    private Runnable whenLate;
    private boolean hurried;

    /** A look-up in a thread of its own. */
    private final class LookUp extends CompletableFuture<String> implements Runnable {
        private final InetAddress address;

        LookUp(InetAddress address) {
            this.address = address;
        }

        void start() {
            Thread thread = new Thread(this, "name");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            String name = null;
            try {
                name = ask(address);
            } finally {
                ended();
                complete(name);
            }
        }
    }

    /** Begins to look for a name, unless that was done before. */
    public synchronized void lookUp(InetAddress address) {
        if (hurried || names.containsKey(address)) return;
        LookUp name = new LookUp(address);
        names.put(address, name);
        String host = hosts.get(address.getHostAddress());
        if (host != null || running >= MOST_AT_ONCE) {
            name.complete(host);
            return;
        }
        running++;
        name.start();
    }

    private synchronized void ended() {
        running--;
    }

    /** The name; null if there is none, or if it does not come in time. */
    public String get(InetAddress address) throws InterruptedException {
        lookUp(address);
        LookUp name = known(address);
        if (name == null) return null;
        long began = System.nanoTime();
        try {
            return name.get(patience(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // for good: an address has the same name in all lines
            name.complete(null);
            waited(System.nanoTime() - began);
            return null;
        } catch (ExecutionException e) {
            return null;
        }
    }

    private synchronized LookUp known(InetAddress address) {
        return names.get(address);
    }

    private synchronized long patience() {
        return patience;
    }

    private void waited(long nanos) {
        Runnable action;
        synchronized (this) {
            action = late ? null : whenLate;
            late = true;
            patience = Math.max(0, patience - nanos);
        }
        if (action != null) action.run();
    }

    /** What to do, once, when a line is printed without a name that may come yet. */
    public synchronized void whenLate(Runnable action) {
        whenLate = action;
    }

    /** Somebody answers. */
    private synchronized void answered() {
        patience = PATIENCE_NANOS;
    }

    /** Who has seen enough waits for no name either. */
    public synchronized void hurry() {
        hurried = true;
        for (LookUp name : names.values()) name.complete(null);
    }

    /** True if some line was printed without a name that may come yet; asked behind all lines. */
    public synchronized boolean isLate() {
        return late;
    }

    private String ask(InetAddress address) {
        try {
            Linux.require();
        } catch (Failure e) {
            return byJava(address);
        }
        byte[] sockaddr = Sockaddr.of(new InetSocketAddress(address, 0));
        byte[] host = new byte[NI_MAXHOST];
        int error =
                LibC.getnameinfo(
                        sockaddr, sockaddr.length, host, host.length, null, 0, NI_NAMEREQD);
        // "there is none" is an answer, too
        if (error == 0 || error == EAI_NONAME) answered();
        return error == 0 ? clean(host) : null;
    }

    /** Where these calls are not: Java's own look-up. */
    private String byJava(InetAddress address) {
        String name = address.getCanonicalHostName();
        if (name.equals(address.getHostAddress())) return null;
        answered();
        return clean(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The names of /etc/hosts, the first one of each address: whoever asks waits for no server. */
    private static Map<String, String> hosts() {
        Map<String, String> hosts = new HashMap<>();
        try {
            Path file = Path.of("/etc/hosts");
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                String[] words = line.replaceFirst("#.*", "").trim().split("\\s+");
                boolean literal =
                        Addresses.isIpv4Literal(words[0]) || Addresses.isIpv6Literal(words[0]);
                if (words.length < 2 || !literal) continue;
                String address = InetAddress.getByName(words[0]).getHostAddress();
                String name = clean(words[1].getBytes(StandardCharsets.ISO_8859_1));
                hosts.putIfAbsent(address, name);
            }
        } catch (UnknownHostException e) {
            // not an address after all: what came before it is used
        } catch (IOException e) {
            // without the file all names come from the server
        }
        return hosts;
    }

    /** Whoever owns the address writes its name: nothing in it may deceive a terminal or parser. */
    public static String clean(byte[] host) {
        int length = 0;
        while (length < host.length && host[length] != 0) length++;
        String name = Quote.line(new String(host, 0, length, StandardCharsets.UTF_8));
        return name.replaceAll("[\\s()<>]", "?");
    }
}
