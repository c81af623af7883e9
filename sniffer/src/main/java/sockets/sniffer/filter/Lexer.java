package sockets.sniffer.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sockets.sniffer.filter.Token.Kind;

/**
 * Takes an expression apart. The longest possible word wins, as in tcpdump: {@code 80-90} is one
 * name, and so is {@code len-5}.
 */
final class Lexer {
    private static final String NUMBER = "(?:0[xX][0-9A-Fa-f]+|[0-9]+)";
    private static final String BYTE = "[0-9A-Fa-f]{1,2}";
    private static final String TWO = "[0-9A-Fa-f]{4}";

    private static final Pattern SPACE = Pattern.compile("[ \\r\\n\\t]+");
    private static final Pattern ETHERNET =
            Pattern.compile(
                    "%b(:%b){5}|%b(-%b){5}|%b(\\.%b){5}|%w\\.%w\\.%w|%w{3}"
                            .replace("%b", BYTE)
                            .replace("%w{3}", "[0-9A-Fa-f]{12}")
                            .replace("%w", TWO));
    private static final Pattern NUMERIC = Pattern.compile(NUMBER);
    private static final Pattern IPV4 = Pattern.compile(NUMBER + "(\\." + NUMBER + "){1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}](?:[-_.\\p{L}\\p{M}\\p{N}]*[.\\p{L}\\p{M}\\p{N}])?");
    private static final Pattern ESCAPED = Pattern.compile("\\\\[^ !()\\n\\t]+");
    private static final Pattern SYMBOL =
            Pattern.compile(">=|<=|!=|==|<<|>>|&&|\\|\\||[-+*/%:\\[\\]!<>()&|^=]");

    private static final Set<String> KEYWORDS =
            Set.of(
                    "dst src link ether ppp slip fddi tr wlan arp rarp ip sctp tcp udp icmp igmp"
                            .concat(" igrp pim vrrp carp ip6 icmp6 ah esp atalk aarp decnet lat")
                            .concat(" sca moprc mopdl iso stp ipx netbeui host net mask port")
                            .concat(" portrange proto protochain gateway less greater byte")
                            .concat(" broadcast multicast and or not len length inbound outbound")
                            .concat(" ifindex vlan mpls pppoed pppoes geneve type subtype dir")
                            .concat(" llc on ifname radio rnr rulenum reason rset ruleset action")
                            .concat(" vpi vci oam lane clnp esis isis csnp psnp iih lsp snp")
                            .split(" "));

    private static final Map<String, Integer> CONSTANTS = new HashMap<>();

    static {
        String table =
                "icmptype 0 icmpcode 1 icmp-echoreply 0 icmp-unreach 3 icmp-sourcequench 4"
                        + " icmp-redirect 5 icmp-echo 8 icmp-routeradvert 9 icmp-routersolicit 10"
                        + " icmp-timxceed 11 icmp-paramprob 12 icmp-tstamp 13 icmp-tstampreply 14"
                        + " icmp-ireq 15 icmp-ireqreply 16 icmp-maskreq 17 icmp-maskreply 18 icmp6type"
                        + " 0 icmp6code 1 icmp6-destinationunreach 1 icmp6-packettoobig 2"
                        + " icmp6-timeexceeded 3 icmp6-parameterproblem 4 icmp6-echo 128"
                        + " icmp6-echoreply 129 icmp6-multicastlistenerquery 130"
                        + " icmp6-multicastlistenerreportv1 131 icmp6-multicastlistenerdone 132"
                        + " icmp6-routersolicit 133 icmp6-routeradvert 134 icmp6-neighborsolicit 135"
                        + " icmp6-neighboradvert 136 icmp6-redirect 137 icmp6-routerrenum 138"
                        + " icmp6-nodeinformationquery 139 icmp6-nodeinformationresponse 140"
                        + " icmp6-ineighbordiscoverysolicit 141 icmp6-ineighbordiscoveryadvert 142"
                        + " icmp6-multicastlistenerreportv2 143 icmp6-homeagentdiscoveryrequest 144"
                        + " icmp6-homeagentdiscoveryreply 145 icmp6-mobileprefixsolicit 146"
                        + " icmp6-mobileprefixadvert 147 icmp6-certpathsolicit 148"
                        + " icmp6-certpathadvert 149 icmp6-multicastrouteradvert 151"
                        + " icmp6-multicastroutersolicit 152 icmp6-multicastrouterterm 153 tcpflags 13"
                        + " tcp-fin 1 tcp-syn 2 tcp-rst 4 tcp-push 8 tcp-ack 16 tcp-urg 32 tcp-ece 64"
                        + " tcp-cwr 128";
        String[] words = table.split(" ");
        for (int i = 0; i < words.length; i += 2)
            CONSTANTS.put(words[i], Integer.valueOf(words[i + 1]));
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The words of an expression, and END. */
    static List<Token> tokens(String text) throws FilterException {
        Lexer lexer = new Lexer(text);
        while (lexer.skipSpace()) lexer.next();
        lexer.tokens.add(new Token(Kind.END, "", 0, text.length(), ""));
        return lexer.tokens;
    }

    private boolean skipSpace() {
        at += length(SPACE);
        return at < text.length();
    }

    private int length(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.end() - at : 0;
    }

    private void next() throws FilterException {
        int ethernet = length(ETHERNET);
        int number = length(NUMERIC);
        int ipv4 = length(IPV4);
        int ipv6 = ipv6();
        int name = length(NAME);
        int escaped = length(ESCAPED);
        int symbol = length(SYMBOL);
        int longest = 0;
        for (int one : new int[] {ethernet, number, ipv4, ipv6, name, escaped, symbol})
            longest = Math.max(longest, one);
        if (longest == 0)
            throw new FilterException("syntax error").at(at, text.substring(at, at + 1));
        String word = text.substring(at, at + longest);
        String lower = alias(word);
        if (longest == symbol) symbol(word);
        else if (KEYWORDS.contains(lower)) add(Kind.KEYWORD, lower, 0, word);
        else if (longest == ethernet) add(Kind.ETHERNET, word, 0, word);
        else if (longest == number) add(Kind.NUMBER, word, number(word), word);
        else if (longest == ipv4) add(Kind.IPV4, word, 0, word);
        else if (longest == ipv6) add(Kind.IPV6, word, 0, word);
        else if (CONSTANTS.containsKey(word)) add(Kind.NUMBER, word, CONSTANTS.get(word), word);
        else if (longest == escaped) add(Kind.NAME, word.substring(1), 0, word);
        else add(Kind.NAME, word, 0, word);
    }

    private static String alias(String word) {
        return switch (word) {
            case "ether", "ppp", "slip", "fddi", "tr", "wlan" -> "link";
            case "length" -> "len";
            default -> word;
        };
    }

    private void symbol(String word) {
        switch (word) {
            case "&&" -> add(Kind.KEYWORD, "and", 0, word);
            case "||" -> add(Kind.KEYWORD, "or", 0, word);
            case "!" -> add(Kind.KEYWORD, "not", 0, word);
            case "==" -> add(Kind.SYMBOL, "=", 0, word);
            default -> add(Kind.SYMBOL, word, 0, word);
        }
    }

    private void add(Kind kind, String normal, int value, String source) {
        tokens.add(new Token(kind, normal, value, at, source));
        at += source.length();
    }

    /** The longest beginning of the rest that is an IPv6 address. */
    private int ipv6() {
        for (int length = Math.min(45, length(IPV6)); length >= 2; length--)
            if (Ipv6Text.parse(text.substring(at, at + length)) != null) return length;
        return 0;
    }

    /** Decimal, octal with a leading 0, hexadecimal with a leading 0x, as in C. */
    private int number(String word) throws FilterException {
        boolean hex = word.startsWith("0x") || word.startsWith("0X");
        int radix = hex ? 16 : word.startsWith("0") ? 8 : 10;
        if (radix == 8 && !word.matches("[0-7]+"))
            throw new FilterException("number " + word + " contains non-octal digit").at(at, word);
        try {
            return Integer.parseUnsignedInt(hex ? word.substring(2) : word, radix);
        } catch (NumberFormatException e) {
            throw new FilterException("number " + word + " overflows 32 bits").at(at, word);
        }
    }
}
