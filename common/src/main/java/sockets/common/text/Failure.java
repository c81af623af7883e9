package sockets.common.text;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A call that failed, with all that the user is told of it in one line: {@code CALL OBJECT: REASON
 * (HINT)}. The hint is looked up in the language of the user when the line is printed.
 */
public class Failure extends IOException {
    /** A call that took longer has looked for an absent neighbour, which takes three seconds. */
    public static final long ARP_NANOS = 2_500_000_000L;

    /** The numbers of this very machine, which only lo has. */
    private static final Pattern LOOPBACK = Pattern.compile("(^|[^0-9.])127\\.|\\[?::1\\b");

    private final String call;
    private final String object;
    private final String name;
    private final String text;
    private final String detail;
    private String hint;
    private Object[] hintArguments = {};
    private boolean silent;

    /** A call of the operating system that failed with an exception of the JDK. */
    public Failure(String call, Object object, IOException cause) {
        this(call, object, Reason.of(cause), "", cause);
    }

    /**
     * A failure that no exception tells.
     *
     * @param detail what stands behind the reason's text, for example " in 2 s"
     */
    public Failure(String call, Object object, Reason reason, String detail) {
        this(call, object, reason, detail, null);
    }

    /**
     * A call that told its reason itself.
     *
     * @param name errno's name, as EPERM
     * @param text the text of strerror(3) for it, in English
     */
    protected Failure(String call, Object object, String name, String text) {
        this(call, object, name, text, "", null);
    }

    private Failure(String call, Object object, Reason reason, String detail, IOException cause) {
        this(call, object, reason.name(), reason.text(), detail, cause);
    }

    private Failure(
            String call,
            Object object,
            String name,
            String text,
            String detail,
            IOException cause) {
        super(call + " " + object + ": " + text + detail, cause);
        this.call = call;
        this.object = String.valueOf(object);
        this.name = name;
        this.text = text;
        this.detail = detail;
    }

    /** Names the hint to print where the one for (call, reason) is not exact enough. */
    public Failure hint(String key, Object... arguments) {
        hint = key;
        hintArguments = arguments;
        return this;
    }

    /**
     * Tells causes apart by the time the call took. ARP looks three seconds for an absent
     * neighbour; a rejection comes at once, or with the repeated SYN after one second. A network
     * that this machine has no route to is known at once; later, a router or firewall has said so.
     */
    public Failure after(long nanos) {
        long limit = name.equals("ENETUNREACH") ? 500_000_000L : ARP_NANOS;
        return hint("hint." + name + (nanos > limit ? ".slow" : ".fast"));
    }

    /** What stands for {0}, {1} ... in the hint for (call, reason). */
    public Failure with(Object... arguments) {
        hintArguments = arguments;
        return this;
    }

    /** Tells no way out: it was told already. */
    public Failure withoutHint() {
        silent = true;
        return this;
    }

    public Reason reason() {
        return Reason.named(name);
    }

    /** The name of the reason, as errno has it: {@code ECONNREFUSED}. */
    public String name() {
        return name;
    }

    /** The reason in words, as strerror(3) has them in English. */
    public String text() {
        return text;
    }

    /**
     * The error line without the program's name. The hint is the one named, or {@code
     * hint.CALL.REASON}, or {@code hint.REASON}; there may be none. Its first line stands in it.
     */
    public String line(Texts texts) {
        String way = way(texts);
        String line = call + (object.isEmpty() ? "" : " " + object) + ": " + text + detail;
        return Quote.line(
                way == null ? line : line + " (" + way.lines().findFirst().orElse("") + ")");
    }

    /** The ways out that are too long for the error line: the other lines of its hint. */
    public List<String> ways(Texts texts) {
        String way = way(texts);
        return way == null ? List.of() : way.lines().skip(1).map(Quote::line).toList();
    }

    /** True if lo is what is missing: it is down in a network namespace that was just made. */
    public boolean lacksLoopback() {
        boolean unreachable = List.of("ENETUNREACH", "EADDRNOTAVAIL").contains(name);
        // a failure without an object may be of any: then lo is named, too
        boolean here = object.isEmpty() || LOOPBACK.matcher(object).find();
        if (!unreachable || !here) return false;
        if (!OperatingSystem.name().equals("linux")) return false;
        try {
            // Java knows the cards that have an address: lo gets its own when it comes up
            NetworkInterface lo = NetworkInterface.getByName("lo");
            return lo == null || !lo.isUp();
        } catch (IOException e) {
            // it cannot be told: nothing is said of it
            return false;
        }
    }

    private String way(Texts texts) {
        String own = "hint." + call + "." + name;
        // another process's command line, a text of the user: a line end in it begins no line
        Object[] safe =
                Arrays.stream(hintArguments)
                        .map(word -> word instanceof String line ? Quote.line(line) : word)
                        .toArray();
        if (silent) return null;
        return lacksLoopback()
                ? texts.get("hint.loopback")
                : texts.first(safe, hint, own, "hint." + name);
    }
}
