package sockets.sniffer.fields;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sockets.packet.HttpMessage;

/** The first line of a request or an answer of HTTP/1, RFC 9112. */
final class HttpFields {
    private static final int LONGEST_LINE = 4096;
    private static final Pattern REQUEST = Pattern.compile("(\\S+) (\\S+)(?: (HTTP/1\\.\\d))?");
    private static final Pattern ANSWER = Pattern.compile("(HTTP/1\\.\\d) (\\d{3})(?: (.*))?");

    private final Fields fields;

    HttpFields(Fields fields) {
        this.fields = fields;
    }

    void message(int at, int until) {
        int end = Math.min(Math.min(fields.end, until), at + LONGEST_LINE);
        // methods and the version begin with a capital letter, few pieces of a long body do
        if (at >= end || fields.data[at] < 'A' || fields.data[at] > 'Z') return;
        int behind = at;
        while (behind < end && fields.data[behind] != '\n' && fields.data[behind] != '\r') behind++;
        // the rest of a line that was cut away would belong to its last word
        if (behind >= end && end < until) return;
        String line = Texts.plain(fields.data, at, behind - at);
        Matcher request = REQUEST.matcher(line);
        Matcher answer = ANSWER.matcher(line);
        if (request.matches() && HttpMessage.isMethod(request.group(1))) {
            fields.text("http.request.method", request.group(1));
            fields.text("http.request.uri", request.group(2));
            if (request.group(3) != null) fields.text("http.request.version", request.group(3));
        } else if (answer.matches()) {
            fields.text("http.response.version", answer.group(1));
            fields.number("http.response.code", Integer.parseInt(answer.group(2)));
            if (answer.group(3) != null) fields.text("http.response.phrase", answer.group(3));
        }
    }
}
