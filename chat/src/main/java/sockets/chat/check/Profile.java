package sockets.chat.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/**
 * How a chat server speaks: every student designs a protocol. Templates are what a client sends,
 * patterns are what others must see, with {@code {from} {to} {name} {text} {room} {id}} for what
 * differs and {@code *} for any text.
 */
final class Profile {
    private static final String HISTORY_LINES = "history-lines";

    private static final Set<String> KEYS =
            Set.of(
                    "name",
                    "say",
                    "private",
                    "quit",
                    "who",
                    "see-say",
                    "see-private",
                    "see-joined",
                    "see-left",
                    "see-renamed",
                    "see-who",
                    "unknown-name",
                    "name-taken",
                    // variants: rooms, acknowledgements, history
                    "join",
                    "leave",
                    "say-room",
                    "see-room",
                    "not-member",
                    "ack",
                    "see-ack",
                    "unknown-ack",
                    "history",
                    "see-history",
                    HISTORY_LINES);

    private static final Pattern PART = Pattern.compile("\\{(from|to|name|text|room|id)\\}|\\*");

    /** Of a line of JSON no brace is followed by a word. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+\\}");

    private static final String ID = "id";
    private static final String AN_ID = "(?<id>[\\w-]+)";
    private static final int LARGEST = 64 * 1024;
    private static final int MOST_LINES = 200;

    private final Properties texts;
    private final boolean own;

    private Profile(Properties texts, boolean own) {
        this.texts = texts;
        this.own = own;
    }

    /** The protocol of this chat. */
    static Profile own() throws IOException {
        try (InputStream in = Profile.class.getResourceAsStream("chat.properties")) {
            return read(new InputStreamReader(in, StandardCharsets.UTF_8), true);
        }
    }

    /** A properties file in UTF-8. */
    static Profile of(Path file) throws Failure {
        Profile profile;
        try {
            if (Files.size(file) > LARGEST) throw new IllegalArgumentException("too large");
            profile = read(new StringReader(Files.readString(file)), false);
        } catch (IOException e) {
            throw new Failure("read", file, e).hint("hint.profile");
        } catch (IllegalArgumentException e) {
            throw new Failure("read", file, Reason.NOT_PROFILE, "").hint("hint.profile");
        }
        for (String key : profile.texts.stringPropertyNames())
            if (!KEYS.contains(key))
                throw new Failure("read", file, Reason.NOT_PROFILE, ": unknown key " + key)
                        .hint("hint.profile");
        for (String key : profile.texts.stringPropertyNames()) {
            Matcher any = PLACEHOLDER.matcher(profile.texts.getProperty(key));
            while (any.find())
                if (!PART.matcher(any.group()).matches())
                    throw new Failure(
                                    "read",
                                    file,
                                    Reason.NOT_PROFILE,
                                    ": unknown placeholder " + any.group() + " in " + key)
                            .hint("hint.profile");
        }
        if (!profile.has("say", "see-say"))
            throw new Failure("read", file, Reason.NOT_PROFILE, ": no say, see-say")
                    .hint("hint.profile");
        if (profile.has(HISTORY_LINES)
                && !profile.texts.getProperty(HISTORY_LINES).matches("[1-9][0-9]{0,2}"))
            throw new Failure("read", file, Reason.NOT_PROFILE, ": " + HISTORY_LINES)
                    .hint("hint.profile");
        return profile;
    }

    private static Profile read(Reader in, boolean own) throws IOException {
        Properties texts = new Properties();
        texts.load(in);
        return new Profile(texts, own);
    }

    /** True for the protocol of this chat, all of which is known. */
    boolean isOwn() {
        return own;
    }

    /** True if all these keys are there. */
    boolean has(String... keys) {
        for (String key : keys) if (!texts.containsKey(key)) return false;
        return true;
    }

    /** How many lines the history keeps at most, 0 if the profile does not tell. */
    int historyLines() {
        String lines = texts.getProperty(HISTORY_LINES);
        return lines == null ? 0 : Math.min(Integer.parseInt(lines), MOST_LINES);
    }

    /** What a client sends, without a line end. */
    String send(String key, Map<String, String> values) {
        Matcher part = PART.matcher(texts.getProperty(key));
        return part.replaceAll(
                found -> {
                    // null: it may be anything, as the name of a user who has none
                    String value = values.get(name(found.group()));
                    return Matcher.quoteReplacement(value == null ? "*" : value);
                });
    }

    /**
     * What a line must look like; a value that is not given may be anything, but an id is a word:
     * the group "id" finds it.
     */
    Pattern see(String key, Map<String, String> values) {
        // CR LF is a line end: a profile may write the CR, or not
        String template = texts.getProperty(key).replaceFirst("\r$", "");
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(template);
        int end = 0;
        for (; part.find(); end = part.end()) {
            regex.append(Pattern.quote(template.substring(end, part.start())));
            String name = name(part.group());
            String value = values.get(name);
            if (value != null) regex.append(Pattern.quote(value));
            else if (!name.equals(ID)) regex.append(".*");
            else regex.append(regex.indexOf(AN_ID) < 0 ? AN_ID : "\\k<id>");
        }
        return Pattern.compile(regex + Pattern.quote(template.substring(end)), Pattern.DOTALL);
    }

    /** True if the profile's text for a key names the value. */
    boolean names(String key, String value) {
        return has(key) && texts.getProperty(key).contains("{" + value + "}");
    }

    /** The pattern as a person reads it, with the values that are known. */
    String shown(String key, Map<String, String> values) {
        return send(key, values);
    }

    /** Values by their names, in pairs; null stands for any. */
    static Map<String, String> values(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) values.put(pairs[i], pairs[i + 1]);
        return values;
    }

    private static String name(String part) {
        return part.equals("*") ? "*" : part.substring(1, part.length() - 1);
    }
}
