package sockets.sniffer;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A display filter of Wireshark, typed where tcpdump's language is spoken: what it would be here.
 * Only the part that courses use: comparisons of fields, and, or, not, parentheses.
 */
final class DisplayFilter {
    /** What cannot be said in the other language. */
    private static final class Untold extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:(\"[^\"]*\")|(&&|\\|\\||==|!=|>=|<=|[()!<>{},&])|([^\\s()!<>={}&|,\"]+))");

    /** A name with a dot is a field; these have none. */
    private static final Map<String, String> PROTOCOLS =
            Map.ofEntries(
                    entry("http", "tcp port 80"),
                    entry("http2", "tcp port 80"),
                    entry("tls", "tcp port 443"),
                    entry("ssl", "tcp port 443"),
                    entry("https", "tcp port 443"),
                    entry("dns", "port 53"),
                    entry("mdns", "udp port 5353"),
                    entry("dhcp", "udp port 67 or udp port 68"),
                    entry("bootp", "udp port 67 or udp port 68"),
                    entry("ntp", "udp port 123"),
                    entry("snmp", "udp port 161"),
                    entry("tftp", "udp port 69"),
                    entry("ssh", "tcp port 22"),
                    entry("telnet", "tcp port 23"),
                    entry("ftp", "tcp port 21"),
                    entry("smtp", "tcp port 25"),
                    entry("pop", "tcp port 110"),
                    entry("imap", "tcp port 143"),
                    entry("icmpv6", "icmp6"),
                    entry("ipv6", "ip6"),
                    entry("eth", "len > 0"));

    /** Fields whose value stands behind a word: in place of the #. */
    private static final Map<String, String> VALUES =
            Map.ofEntries(
                    entry("udp.port", "udp port #"),
                    entry("udp.srcport", "udp src port #"),
                    entry("udp.dstport", "udp dst port #"),
                    entry("tcp.port", "tcp port #"),
                    entry("tcp.srcport", "tcp src port #"),
                    entry("tcp.dstport", "tcp dst port #"),
                    entry("ip.addr", "host #"),
                    entry("ip.src", "src host #"),
                    entry("ip.dst", "dst host #"),
                    entry("ip.host", "host #"),
                    entry("ip.src_host", "src host #"),
                    entry("ip.dst_host", "dst host #"),
                    entry("ipv6.addr", "host #"),
                    entry("ipv6.src", "src host #"),
                    entry("ipv6.dst", "dst host #"),
                    entry("eth.addr", "ether host #"),
                    entry("eth.src", "ether src #"),
                    entry("eth.dst", "ether dst #"),
                    entry("eth.type", "ether proto #"),
                    entry("ip.proto", "ip proto #"),
                    entry("ipv6.nxt", "ip6 proto #"),
                    entry("vlan.id", "vlan #"));

    /** Fields that are numbers in a header. */
    private static final Map<String, String> NUMBERS =
            Map.ofEntries(
                    entry("frame.len", "len"),
                    entry("ip.ttl", "ip[8]"),
                    entry("ip.len", "ip[2:2]"),
                    entry("ip.id", "ip[4:2]"),
                    entry("ip.tos", "ip[1]"),
                    entry("ipv6.hlim", "ip6[7]"),
                    entry("ipv6.plen", "ip6[4:2]"),
                    entry("udp.length", "udp[4:2]"),
                    entry("udp.srcport", "udp[0:2]"),
                    entry("udp.dstport", "udp[2:2]"),
                    entry("tcp.srcport", "tcp[0:2]"),
                    entry("tcp.dstport", "tcp[2:2]"),
                    entry("tcp.seq_raw", "tcp[4:4]"),
                    entry("tcp.ack_raw", "tcp[8:4]"),
                    entry("tcp.flags", "tcp[tcpflags]"),
                    entry("tcp.window_size_value", "tcp[14:2]"),
                    entry("icmp.type", "icmp[0]"),
                    entry("icmp.code", "icmp[1]"),
                    entry("icmpv6.type", "icmp6[0]"),
                    entry("icmpv6.code", "icmp6[1]"),
                    entry("arp.opcode", "arp[6:2]"));

    /** Bits of a header. */
    private static final Map<String, String> BITS =
            Map.ofEntries(
                    entry("tcp.flags.syn", "tcp[tcpflags] & tcp-syn"),
                    entry("tcp.flags.ack", "tcp[tcpflags] & tcp-ack"),
                    entry("tcp.flags.fin", "tcp[tcpflags] & tcp-fin"),
                    entry("tcp.flags.reset", "tcp[tcpflags] & tcp-rst"),
                    entry("tcp.flags.push", "tcp[tcpflags] & tcp-push"),
                    entry("tcp.flags.urg", "tcp[tcpflags] & tcp-urg"),
                    entry("ip.flags.df", "ip[6] & 0x40"),
                    entry("ip.flags.mf", "ip[6] & 0x20"));

    private static final Map<String, String> RELATIONS =
            Map.ofEntries(
                    entry("==", "="),
                    entry("eq", "="),
                    entry("!=", "!="),
                    entry("ne", "!="),
                    entry(">", ">"),
                    entry("gt", ">"),
                    entry("<", "<"),
                    entry("lt", "<"),
                    entry(">=", ">="),
                    entry("ge", ">="),
                    entry("<=", "<="),
                    entry("le", "<="));

    private final List<String> words;
    private int at;

    private DisplayFilter(List<String> words) {
        this.words = words;
    }

    /**
     * True if it looks like one of Wireshark's: a field of a protocol, or a protocol of its own.
     */
    static boolean is(String text) {
        List<String> words = words(text);
        if (words == null) return false;
        for (int i = 0; i < words.size(); i++) {
            String word = lower(words.get(i));
            boolean behind = i > 0 && words.get(i - 1).matches("(?i)host|net|port|proto|src|dst");
            if (behind) continue;
            if (isField(word)) return true;
            if (PROTOCOLS.containsKey(word)) return true;
        }
        return false;
    }

    private static boolean isField(String word) {
        return word.matches(
                "(eth|ip|ipv6|tcp|udp|icmp|icmpv6|arp|frame|vlan|dns|http|tls|ssl|dhcp|bootp|data)"
                        + "(\\.[a-z][a-z0-9_]*)+");
    }

    /** The same in tcpdump's language; null if there it cannot be said. */
    static String here(String text) {
        List<String> words = words(text);
        if (words == null) return null;
        DisplayFilter filter = new DisplayFilter(words);
        try {
            String told = filter.either();
            return filter.at == words.size() ? told : null;
        } catch (Untold e) {
            return null;
        }
    }

    /** Null if it is not made of such words. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(text.strip());
        int end = 0;
        while (token.lookingAt()) {
            words.add(token.group().strip());
            end = token.end();
            token.region(end, text.strip().length());
        }
        return end == text.strip().length() ? words : null;
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private String peek() {
        return at < words.size() ? lower(words.get(at)) : "";
    }

    private boolean take(String... some) {
        for (String one : some)
            if (peek().equals(one)) {
                at++;
                return true;
            }
        return false;
    }

    private String next() throws Untold {
        if (at == words.size()) throw new Untold();
        return words.get(at++);
    }

    /** In tcpdump's language "and" and "or" bind alike, from the left. */
    private String either() throws Untold {
        StringBuilder told = new StringBuilder(both());
        while (take("||", "or")) {
            String other = both();
            told.append(" or ").append(other.contains(" and ") ? "(" + other + ")" : other);
        }
        return told.toString();
    }

    private String both() throws Untold {
        StringBuilder told = new StringBuilder(one());
        while (take("&&", "and")) told.append(" and ").append(one());
        return told.toString();
    }

    private String one() throws Untold {
        if (take("!", "not")) {
            String told = one();
            return "not " + (told.matches("\\([^()]*\\)|\\w+") ? told : "(" + told + ")");
        }
        if (take("(")) {
            String told = either();
            if (!take(")")) throw new Untold();
            return "(" + told + ")";
        }
        return comparison();
    }

    private String comparison() throws Untold {
        String field = lower(next());
        if (field.equals("tcp.flags.rst")) field = "tcp.flags.reset";
        if (take("in")) return among(field);
        String relation = RELATIONS.get(peek());
        if (relation == null) return present(field);
        at++;
        return compared(field, relation, next());
    }

    private static String present(String field) throws Untold {
        if (BITS.containsKey(field)) return BITS.get(field) + " != 0";
        if (PROTOCOLS.containsKey(field)) {
            String told = PROTOCOLS.get(field);
            return told.contains(" or ") ? "(" + told + ")" : told;
        }
        if (field.matches("tcp|udp|ip|icmp|arp")) return field;
        // a field that each packet of its protocol has
        String protocol = field.replaceFirst("\\..*", "");
        boolean known = VALUES.containsKey(field) || NUMBERS.containsKey(field);
        if (known && protocol.matches("tcp|udp|ip|icmp|arp|vlan")) return protocol;
        if (known && protocol.matches("ipv6|icmpv6")) return PROTOCOLS.get(protocol);
        throw new Untold();
    }

    private static String compared(String field, String relation, String value) throws Untold {
        boolean equal = relation.equals("=");
        if (BITS.containsKey(field)) {
            boolean set = value.matches("(?i)1|true");
            if (!set && !value.matches("(?i)0|false")) throw new Untold();
            if (!equal && !relation.equals("!=")) throw new Untold();
            return BITS.get(field) + (set == equal ? " != 0" : " = 0");
        }
        if (!value.matches("[0-9A-Za-z.:/_-]+")) throw new Untold();
        String words = VALUES.get(field);
        if (words != null && (equal || relation.equals("!="))) {
            if (field.startsWith("ip") && value.contains("/")) words = words.replace("host", "net");
            return (equal ? "" : "not ") + words.replace("#", value);
        }
        String place = NUMBERS.get(field);
        if (place == null || !value.matches("[0-9]+|0x[0-9a-fA-F]+")) throw new Untold();
        return place + " " + relation + " " + value;
    }

    /** tcp.port in {80, 443, 8000..8010}. */
    private String among(String field) throws Untold {
        if (!take("{")) throw new Untold();
        List<String> each = new ArrayList<>();
        while (!take("}")) {
            String value = next();
            if (value.equals(",")) continue;
            String[] bounds = value.split("\\.\\.(?=[0-9])");
            String words = VALUES.get(field);
            if (bounds.length == 1) each.add(compared(field, "=", value));
            else if (words != null && words.contains("port"))
                each.add(
                        words.replace("port", "portrange")
                                .replace("#", bounds[0] + "-" + bounds[1]));
            else throw new Untold();
        }
        if (each.isEmpty()) throw new Untold();
        return each.size() == 1 ? each.get(0) : "(" + String.join(" or ", each) + ")";
    }
}
