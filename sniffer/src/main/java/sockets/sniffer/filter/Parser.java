package sockets.sniffer.filter;

import static sockets.sniffer.filter.Bpf.*;

import java.util.List;
import java.util.Map;
import java.util.Set;
import sockets.sniffer.filter.Token.Kind;

/**
 * Reads tcpdump's language (pcap-filter(7)) by recursive descent. {@code and} and {@code or} have
 * the same precedence and bind to the left; a name without a word before it takes over the last
 * qualifiers ({@code host a or b}); {@code vlan} moves what all later tests look at. So the
 * conditions are made in the order of the text.
 */
final class Parser {
    private static final Set<String> PROTOCOLS =
            Set.of(
                    "link", "ip", "arp", "rarp", "sctp", "tcp", "udp", "icmp", "igmp", "igrp",
                    "pim", "vrrp", "carp", "atalk", "aarp", "decnet", "lat", "sca", "moprc",
                    "mopdl", "ip6", "icmp6", "ah", "esp", "iso", "stp", "ipx", "netbeui");
    private static final Set<String> NOT_SUPPORTED =
            Set.of(
                    ("gateway protochain mpls pppoed pppoes geneve llc radio type subtype dir on"
                                    + " ifname rnr rulenum reason rset ruleset action vpi vci oam"
                                    + " lane clnp esis isis csnp psnp iih lsp snp")
                            .split(" "));

    private static final Set<String> TYPES = Set.of("host", "net", "port", "portrange", "proto");
    private static final Set<String> RELATIONS = Set.of("<", ">", "=", "<=", ">=", "!=");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>");

    /** How strongly an operator binds; the two that are missing take all that follows. */
    private static final Map<String, Integer> PRECEDENCE =
            Map.of("|", 1, "&", 2, "<<", 3, ">>", 3, "+", 4, "-", 4, "*", 5, "/", 5);

    private static final int UNARY = 6;
    private static final int DEEPEST = 500;

    private final List<Token> tokens;
    private final Primitives primitives;
    private final Arithmetic arithmetic;
    private int at;
    private int depth;

    /** What the next bare name takes over; null after what has no qualifiers. */
    private Qualifiers inherited = Qualifiers.NONE;

    Parser(String text, FrameShape shape) throws FilterException {
        tokens = Lexer.tokens(text);
        primitives = new Primitives(shape);
        arithmetic = new Arithmetic(primitives);
    }

    /** The condition; null for an empty expression, which everything meets. */
    Condition parse() throws FilterException {
        try {
            if (peek().kind() == Kind.END) return null;
            Condition whole = expression();
            if (peek().kind() != Kind.END) throw unexpected();
            return whole;
        } catch (FilterException e) {
            // what failed has just been read
            Token last = tokens.get(Math.max(0, at - 1));
            throw e.at(last.position(), last.source());
        }
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) at++;
        return token;
    }

    private boolean accept(String text) {
        if (!peek().is(text)) return false;
        at++;
        return true;
    }

    private void expect(String text) throws FilterException {
        if (!accept(text)) throw unexpected();
    }

    private FilterException unexpected() {
        return new FilterException("syntax error").at(peek().position(), peek().source());
    }

    private void enter() throws FilterException {
        if (++depth > DEEPEST) throw new FilterException("nested too deeply");
    }

    private Condition expression() throws FilterException {
        enter();
        if (isName()) throw unexpected();
        Condition left = term();
        while (true) {
            boolean and = peek().is("and");
            if (!and && !peek().is("or")) break;
            at++;
            Condition right = isName() ? name() : term();
            left = and ? left.and(right) : left.or(right);
        }
        depth--;
        return left;
    }

    /**
     * True if what follows is a name or number that takes over the qualifiers, perhaps negated or
     * in parentheses, and not a test of its own.
     */
    private boolean isName() {
        int ahead = at;
        int open = 0;
        while (tokens.get(ahead).is("not") || tokens.get(ahead).is("(")) {
            if (tokens.get(ahead).is("(")) open++;
            ahead++;
        }
        Token first = tokens.get(ahead);
        switch (first.kind()) {
            case NAME, IPV4, IPV6, ETHERNET:
                return true;
            case NUMBER:
                ahead++;
                while (open-- > 0 && tokens.get(ahead).is(")")) ahead++;
                return !isOperator(tokens.get(ahead));
            default:
                return false;
        }
    }

    private static boolean isOperator(Token token) {
        return token.isAny(OPERATORS) || token.isAny(RELATIONS);
    }

    private Condition term() throws FilterException {
        enter();
        Condition term;
        if (accept("not")) {
            term = term().not();
        } else if (peek().is("(") && !isArithmetic()) {
            at++;
            // what stands before the parentheses counts inside and behind them
            Qualifiers around = inherited;
            term = expression();
            expect(")");
            inherited = around;
        } else {
            term = test();
        }
        depth--;
        return term;
    }

    /** True if the parentheses that open here belong to a calculation. */
    private boolean isArithmetic() {
        int open = 0;
        for (int i = at; i < tokens.size(); i++) {
            if (tokens.get(i).is("(")) open++;
            if (tokens.get(i).is(")") && --open == 0) return isOperator(tokens.get(i + 1));
        }
        return false;
    }

    private Condition test() throws FilterException {
        Token first = peek();
        boolean bracket = first.isAny(PROTOCOLS) && tokens.get(at + 1).is("[");
        boolean number = first.kind() == Kind.NUMBER || first.is("(");
        if (bracket || number || first.is("-") || first.is("len")) {
            inherited = Qualifiers.NONE;
            return relation();
        }
        if (first.kind() != Kind.KEYWORD) throw unexpected();
        String protocol = first.isAny(PROTOCOLS) ? next().text() : "";
        checkSupported();
        if (accept("broadcast")) return own(primitives.broadcast(protocol));
        if (accept("multicast")) return own(primitives.multicast(protocol));
        String direction = direction();
        checkSupported();
        String type = peek().isAny(TYPES) ? next().text() : "";
        if (!direction.isEmpty() || !type.isEmpty()) {
            inherited = new Qualifiers(protocol, direction, type);
            return name();
        }
        if (!protocol.isEmpty()) return own(primitives.protocol(protocol));
        return other();
    }

    private String direction() throws FilterException {
        if (!peek().is("src") && !peek().is("dst")) return "";
        String one = next().text();
        String other = one.equals("src") ? "dst" : "src";
        boolean both = tokens.get(at).is("and") || tokens.get(at).is("or");
        if (!both || !tokens.get(at + 1).is(other)) return one;
        String how = next().text();
        at++;
        return how;
    }

    /** A test after which no bare name may stand. */
    private Condition own(Condition condition) {
        inherited = Qualifiers.NONE;
        return condition;
    }

    private Condition other() throws FilterException {
        Token word = next();
        switch (word.text()) {
            case "less":
                return own(Primitives.length(JGT, number()).not());
            case "greater":
                return own(Primitives.length(JGE, number()));
            case "byte":
                int index = number();
                return own(Primitives.octet(index, next().text(), number()));
            case "inbound":
                return own(primitives.outgoing(false));
            case "outbound":
                return own(primitives.outgoing(true));
            case "ifindex":
                return own(primitives.interfaceIndex(number()));
            case "vlan":
                Integer tag = isNumberAhead() ? parenthesisedNumber() : null;
                return own(primitives.link().vlan(tag));
            default:
                at--;
                throw unexpected();
        }
    }

    /** A word of the language that this compiler leaves out is no mistake of the user. */
    private void checkSupported() throws FilterException {
        if (!peek().isAny(NOT_SUPPORTED)) return;
        throw new FilterException("'" + next().source() + "' is not supported here");
    }

    private int number() throws FilterException {
        if (peek().kind() != Kind.NUMBER) throw unexpected();
        return next().value();
    }

    private boolean isNumberAhead() {
        int ahead = at;
        while (tokens.get(ahead).is("(")) ahead++;
        return tokens.get(ahead).kind() == Kind.NUMBER;
    }

    private int parenthesisedNumber() throws FilterException {
        if (!accept("(")) return number();
        int number = parenthesisedNumber();
        expect(")");
        return number;
    }

    /** A name or number to which the current qualifiers apply, or several in parentheses. */
    private Condition name() throws FilterException {
        enter();
        Condition condition;
        if (accept("not")) {
            condition = name().not();
        } else if (accept("(")) {
            condition = name();
            while (peek().is("and") || peek().is("or")) {
                boolean and = next().is("and");
                Condition right = name();
                condition = and ? condition.and(right) : condition.or(right);
            }
            expect(")");
        } else {
            condition = oneName();
        }
        depth--;
        return condition;
    }

    private Condition oneName() throws FilterException {
        Token token = next();
        Qualifiers by = inherited;
        if (token.kind() == Kind.END
                || token.kind() == Kind.KEYWORD
                || token.kind() == Kind.SYMBOL
                || by == null) {
            if (token.kind() != Kind.END) at--;
            throw unexpected();
        }
        return switch (token.kind()) {
            case NAME -> named(token.text(), by);
            case NUMBER -> numbered(token.value(), by);
            case IPV4 -> address4(token.text(), by);
            case IPV6 -> address6(token.text(), by);
            default -> primitives.ethernetHost(ethernet(token.text()), by);
        };
    }

    private Condition named(String name, Qualifiers by) throws FilterException {
        return switch (by.type()) {
            case "port" -> primitives.portNamed(name, by);
            case "portrange" -> primitives.portRangeNamed(name, by);
            case "proto" -> primitives.protocolNamed(name, by);
            case "net" -> primitives.networkNamed(name, by);
            default ->
                    by.protocol().equals("link")
                            ? primitives.ethernetHost(ethernet(Names.ethernetHost(name)), by)
                            : primitives.hostNamed(name, by);
        };
    }

    private Condition numbered(int number, Qualifiers by) throws FilterException {
        switch (by.type()) {
            case "port", "portrange":
                return primitives.ports(number, number, 0, by);
            case "proto":
                return primitives.number(number, by);
            default:
                if (by.protocol().equals("link"))
                    throw new FilterException("illegal link layer address");
                int mask = -1;
                // "net 10" is 10.0.0.0/8
                while (by.type().equals("net") && number != 0 && number >>> 24 == 0) {
                    number <<= 8;
                    mask <<= 8;
                }
                return primitives.host4(number, mask, by);
        }
    }

    private Condition address4(String text, Qualifiers by) throws FilterException {
        int[] parts = parts(text);
        int address = value(parts);
        if (accept("/")) {
            int length = number();
            if (length < 0 || length > 32) throw new FilterException("mask length must be <= 32");
            String whole = text + "/" + length;
            return net(address, length == 0 ? 0 : -1 << 32 - length, whole, by);
        }
        if (accept("mask")) {
            Token mask = next();
            if (mask.kind() != Kind.IPV4) {
                at--;
                throw unexpected();
            }
            String whole = text + " mask " + mask.text();
            return net(address, value(parts(mask.text())), whole, by);
        }
        if (by.type().matches("port|portrange|proto"))
            throw new FilterException("'" + by.type() + "' modifier applied to ip host");
        if (by.protocol().equals("link")) throw new FilterException("illegal link layer address");
        return primitives.host4(address, -1 << 32 - 8 * parts.length, by);
    }

    private Condition net(int address, int mask, String text, Qualifiers by)
            throws FilterException {
        if ((address & ~mask) != 0)
            throw new FilterException("non-network bits set in \"" + text + "\"");
        if (!by.type().equals("net")) throw new FilterException("Mask syntax for networks only");
        return primitives.host4(address, mask, by);
    }

    private static int[] parts(String text) throws FilterException {
        String[] words = text.split("\\.");
        int[] parts = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            if (!words[i].matches("0*[0-9]{1,3}") || Integer.parseInt(words[i]) > 255)
                throw new FilterException("invalid IPv4 address '" + text + "'");
            parts[i] = Integer.parseInt(words[i]);
        }
        return parts;
    }

    private static int value(int[] parts) {
        int value = 0;
        for (int i = 0; i < 4; i++) value = value << 8 | (i < parts.length ? parts[i] : 0);
        return value;
    }

    private Condition address6(String text, Qualifiers by) throws FilterException {
        int length = accept("/") ? number() : 128;
        if (length < 0 || length > 128) throw new FilterException("mask length must be <= 128");
        byte[] address = Ipv6Text.parse(text);
        for (int bit = length; bit < 128; bit++)
            if ((address[bit / 8] & 0x80 >> bit % 8) != 0)
                throw new FilterException(
                        "non-network bits set in \"" + text + "/" + length + "\"");
        if (!by.isHost() && !by.type().equals("net"))
            throw new FilterException("invalid qualifier against IPv6 address");
        if (by.isHost() && length != 128)
            throw new FilterException("Mask syntax for networks only");
        return primitives.host6(address, length, by);
    }

    private static byte[] ethernet(String text) {
        byte[] address = new byte[6];
        String[] parts = text.split("[-:.]");
        // twelve digits together, or in groups of four
        if (parts.length != 6) parts = String.join("", parts).split("(?<=\\G..)");
        for (int i = 0; i < 6; i++) address[i] = (byte) Integer.parseInt(parts[i], 16);
        return address;
    }

    private Condition relation() throws FilterException {
        Arithmetic.Value left = calculation(0);
        Token relation = peek();
        if (!relation.isAny(RELATIONS)) throw unexpected();
        at++;
        Arithmetic.Value right = calculation(0);
        return switch (relation.text()) {
            case ">" -> arithmetic.relation(JGT, left, right, false);
            case ">=" -> arithmetic.relation(JGE, left, right, false);
            case "=" -> arithmetic.relation(JEQ, left, right, false);
            case "<=" -> arithmetic.relation(JGT, left, right, true);
            case "<" -> arithmetic.relation(JGE, left, right, true);
            default -> arithmetic.relation(JEQ, left, right, true);
        };
    }

    private Arithmetic.Value calculation(int least) throws FilterException {
        enter();
        Arithmetic.Value left = operand();
        while (peek().isAny(OPERATORS)) {
            Integer precedence = PRECEDENCE.get(peek().text());
            if (precedence != null && precedence <= least) break;
            String operator = next().text();
            Arithmetic.Value right = calculation(precedence == null ? 0 : precedence);
            left = arithmetic.combine(operation(operator), left, right);
        }
        depth--;
        return left;
    }

    private static int operation(String operator) {
        return switch (operator) {
            case "+" -> ADD;
            case "-" -> SUB;
            case "*" -> MUL;
            case "/" -> DIV;
            case "%" -> MOD;
            case "&" -> AND;
            case "|" -> OR;
            case "^" -> XOR;
            case "<<" -> LSH;
            default -> RSH;
        };
    }

    private Arithmetic.Value operand() throws FilterException {
        if (accept("-")) return arithmetic.negative(calculation(UNARY));
        if (accept("(")) {
            Arithmetic.Value inner = calculation(0);
            expect(")");
            return inner;
        }
        if (accept("len")) return arithmetic.length();
        if (peek().kind() == Kind.NUMBER) return arithmetic.number(next().value());
        if (!peek().isAny(PROTOCOLS)) throw unexpected();
        String protocol = next().text();
        expect("[");
        Arithmetic.Value index = calculation(0);
        int size = accept(":") ? number() : 1;
        expect("]");
        return arithmetic.load(protocol, index, size);
    }
}
