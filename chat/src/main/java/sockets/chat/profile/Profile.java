package sockets.chat.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/**
 * How a chat server speaks: every student designs a protocol. Templates are what a client sends,
 * patterns are what others must see, with {@code {from} {to} {name} {text} {room} {id}} for what
 * differs and {@code *} for any text.
 */
public final class Profile {
    private static final String HISTORY_LINES = "history-lines";
    private static final String LONGEST_TEXT = "longest-text";
    private static final String TEXT = "text";
    private static final String FRAME = "frame";
    private static final String ECHO = "echo";
    private static final String CONTROLS = "controls";
    private static final String YES = "yes";

    /** What clients send. */
    private static final Set<String> TEMPLATES =
            Set.of(
                    "name",
                    "say",
                    "private",
                    "quit",
                    "who",
                    // variants: rooms, acknowledgements, history
                    "join",
                    "leave",
                    "say-room",
                    "ack",
                    "history");

    /** What they see. */
    private static final Set<String> PATTERNS =
            Set.of(
                    "see-say",
                    "see-private",
                    "see-joined",
                    "see-left",
                    "see-renamed",
                    "see-who",
                    "unknown-name",
                    "name-taken",
                    "see-room",
                    "not-member",
                    "see-ack",
                    "unknown-ack",
                    "see-history");

    /** Keys that say how it writes, and what their values may be. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    TEXT, "plain|json",
                    FRAME, "lines|length32",
                    ECHO, "no|yes",
                    CONTROLS, "no|yes",
                    LONGEST_TEXT, "[1-9][0-9]{1,5}",
                    HISTORY_LINES, "[1-9][0-9]{0,2}");

    private static final Pattern PART = Pattern.compile("\\{(from|to|name|text|room|id)\\}|\\*");

    /** Of a line of JSON no brace is followed by a word. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+\\}");

    /** What colours a terminal and moves its cursor: CSI and OSC sequences and others (ECMA-48). */
    private static final Pattern ANSI =
            Pattern.compile(
                    "\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|[ -/]*[0-Z\\\\^-~])");

    private static final String ID = "id";
    private static final String AN_ID = "(?<id>[\\w-]+)";
    private static final int LARGEST = 64 * 1024;
    private static final int MOST_LINES = 200;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Pattern> taken = new HashMap<>();
    private final boolean own;

    private Profile(boolean own) {
        this.own = own;
    }

    /** The protocol of this chat. */
    public static Profile own() throws IOException {
        try (InputStream in = Profile.class.getResourceAsStream("chat.properties")) {
            Profile profile = new Profile(true);
            profile.read("chat.properties", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return profile;
        }
    }

    /** A properties file in UTF-8. */
    public static Profile of(Path file) throws Failure {
        Profile profile = new Profile(false);
        try {
            if (Files.size(file) > LARGEST) throw wrong(file, ": too large");
            profile.read(file, Files.readString(file));
        } catch (IOException e) {
            throw e instanceof Failure failure
                    ? failure
                    : new Failure("read", file, e).hint("hint.profile");
        }
        if (!profile.has("say", "see-say")) throw wrong(file, ": no say, see-say");
        return profile;
    }

    /** As Properties reads it, but line by line: so an error has its line. */
    private void read(Object file, String text) throws IOException {
        String[] lines = text.split("\r\n|\r|\n");
        for (int i = 0; i < lines.length; i++) {
            String where = ": line " + (i + 1) + ": ";
            String line = lines[i];
            while (isContinued(line) && i + 1 < lines.length) line += "\n" + lines[++i];
            Properties one = new Properties();
            try {
                one.load(new StringReader(line));
            } catch (IllegalArgumentException e) {
                throw wrong(file, where + "\\u wants four digits");
            }
            for (String key : one.stringPropertyNames()) {
                String value = one.getProperty(key);
                String fault = fault(key, value);
                if (fault != null) throw wrong(file, where + fault);
                texts.put(key, value);
            }
        }
    }

    /** True if it ends in a backslash that is not escaped itself. */
    private static boolean isContinued(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') end--;
        return (line.length() - end) % 2 == 1;
    }

    /** What is wrong with an entry, or null. */
    private static String fault(String key, String value) {
        String allowed = SETTINGS.get(key);
        if (allowed != null && value.matches(allowed)) return null;
        if (allowed != null)
            return allowed.startsWith("[") ? key : key + " is " + allowed.replace("|", " or ");
        if (!TEMPLATES.contains(key) && !PATTERNS.contains(key)) return "unknown key " + key;
        Matcher any = PLACEHOLDER.matcher(value);
        while (any.find())
            if (!PART.matcher(any.group()).matches())
                return "unknown placeholder " + any.group() + " in " + key;
        return null;
    }

    private static Failure wrong(Object file, String what) {
        return new Failure("read", file, Reason.NOT_PROFILE, what).hint("hint.profile");
    }

    /** True for the protocol of this chat, all of which is known. */
    public boolean isOwn() {
        return own;
    }

    /** True if all these keys are there. */
    public boolean has(String... keys) {
        for (String key : keys) if (!texts.containsKey(key)) return false;
        return true;
    }

    public Framing framing() {
        return is(FRAME, "length32") ? Framing.LENGTH32 : Framing.LINES;
    }

    /** True if who speaks to all gets it, too. */
    public boolean echoes() {
        return is(ECHO, YES);
    }

    /** True if texts may hold control characters, which are then the clients' affair. */
    public boolean passesControls() {
        return is(CONTROLS, YES) || isJson();
    }

    /** True if texts are strings of JSON. */
    public boolean isJson() {
        return is(TEXT, "json");
    }

    private boolean is(String key, String value) {
        return value.equals(texts.get(key));
    }

    /** Most bytes of a text, if the profile tells. */
    public int longestText() {
        return Integer.parseInt(texts.getOrDefault(LONGEST_TEXT, "999999"));
    }

    /** How many lines the history keeps at most, 0 if the profile does not tell. */
    public int historyLines() {
        return Math.min(Integer.parseInt(texts.getOrDefault(HISTORY_LINES, "0")), MOST_LINES);
    }

    /** What a client sends, without what ends the message. */
    public String send(String key, Map<String, String> values) {
        Matcher part = PART.matcher(texts.get(key));
        return part.replaceAll(
                found -> {
                    // null: it may be anything, as the name of a user who has none
                    String value = values.get(name(found.group()));
                    String any = isJson() ? "" : "*";
                    return Matcher.quoteReplacement(value == null ? any : written(value));
                });
    }

    private String written(String value) {
        return isJson() ? Json.escape(value) : value;
    }

    /** The keys of what clients send, those first that have more words of their own. */
    public List<String> templates() {
        return TEMPLATES.stream()
                .filter(this::has)
                .sorted(Comparator.comparing((String key) -> -words(key)).thenComparing(key -> key))
                .toList();
    }

    private int words(String key) {
        return PART.matcher(line(key)).replaceAll("").length();
    }

    /** Of a template of several lines the one that has the values. */
    private String line(String key) {
        String[] lines = texts.get(key).split("\r?\n");
        for (String line : lines) if (PLACEHOLDER.matcher(line).find()) return line;
        return lines[0];
    }

    /** The values in what a client sent, if it is this template's; else null. */
    public Map<String, String> taken(String key, String sent) {
        Pattern pattern = taken.computeIfAbsent(key, this::template);
        Matcher matcher = pattern.matcher(isJson() ? Json.canonical(sent) : sent);
        if (!matcher.matches()) return null;
        Map<String, String> values = new HashMap<>();
        for (String name : List.of("from", "to", "name", "text", "room", ID))
            if (pattern.pattern().contains("(?<" + name + ">")) {
                String value = matcher.group(name);
                values.put(name, isJson() ? Json.unescape(value) : value);
            }
        return values;
    }

    private static String value(String name) {
        return name.equals("text") ? ".*" : "[^\\s\"\\\\]+";
    }

    /** True for what begins as a command of this protocol, whole or not: it is no text. */
    public boolean isCommand(String sent) {
        String first = sent.split(" ", 2)[0];
        for (String key : TEMPLATES)
            if (has(key))
                for (String line : texts.get(key).split("\r?\n"))
                    if (line.split(" ", 2)[0].equals(first)) return true;
        return false;
    }

    private Pattern template(String key) {
        String line = line(key).replaceFirst("\r$", "");
        return pattern(
                isJson() ? Json.canonical(line) : line,
                name -> name.equals("*") ? ".*" : "(?<" + name + ">" + value(name) + ")");
    }

    /** What came, as it is compared: whatever the server's colours and its way to write JSON. */
    public String plain(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\u001b') >= 0) text = ANSI.matcher(text).replaceAll("");
        return isJson() ? Json.canonical(text) : text;
    }

    /**
     * What a line must look like; a value that is not given may be anything, but an id is a word:
     * the group "id" finds it.
     */
    public Pattern see(String key, Map<String, String> values) {
        // CR LF is a line end: a profile may write the CR, or not
        String template = texts.get(key).replaceFirst("\r$", "");
        if (isJson()) template = Json.canonical(template);
        return pattern(
                template,
                name -> {
                    String value = values.get(name);
                    if (value != null) return Pattern.quote(written(value));
                    return name.equals(ID) ? AN_ID : ".*";
                });
    }

    /** A template's own words as they are, and a part for each value; a group stands there once. */
    private static Pattern pattern(String template, UnaryOperator<String> part) {
        StringBuilder regex = new StringBuilder();
        Matcher found = PART.matcher(template);
        int end = 0;
        for (; found.find(); end = found.end()) {
            regex.append(Pattern.quote(template.substring(end, found.start())));
            String name = name(found.group());
            String value = part.apply(name);
            boolean again = value.startsWith("(?<") && regex.indexOf(value) >= 0;
            regex.append(again ? "\\k<" + name + ">" : value);
        }
        return Pattern.compile(regex + Pattern.quote(template.substring(end)), Pattern.DOTALL);
    }

    /** True if the profile's text for a key names the value. */
    public boolean names(String key, String value) {
        return has(key) && texts.get(key).contains("{" + value + "}");
    }

    /** The pattern as a person reads it, with the values that are known. */
    public String shown(String key, Map<String, String> values) {
        String text = send(key, values).replaceFirst("\r$", "");
        return isJson() ? Json.canonical(text) : text;
    }

    /** Values by their names, in pairs; null stands for any. */
    public static Map<String, String> values(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) values.put(pairs[i], pairs[i + 1]);
        return values;
    }

    private static String name(String part) {
        return part.equals("*") ? "*" : part.substring(1, part.length() - 1);
    }
}
