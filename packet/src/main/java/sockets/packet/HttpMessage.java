package sockets.packet;

import java.util.Set;

/**
 * HTTP/1, RFC 9112: lines of text. The first of a request has a method, a target and the version;
 * that of an answer the version, a status of three digits and words.
 */
public final class HttpMessage {
    public static final int PORT = 80;
    public static final int OTHER_PORT = 8080;

    /** Those of RFC 9110, of WebDAV (RFC 4918) and of some programs. */
    private static final Set<String> METHODS =
            Set.of(
                    ("GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE LABEL MERGE"
                                    + " DELETE SEARCH UNLOCK REPORT UPDATE NOTIFY BDELETE CONNECT"
                                    + " OPTIONS CHECKIN PROPFIND CHECKOUT CCM_POST SUBSCRIBE"
                                    + " PROPPATCH BPROPFIND BPROPPATCH UNCHECKOUT MKACTIVITY"
                                    + " MKWORKSPACE UNSUBSCRIBE RPC_CONNECT VERSION-CONTROL"
                                    + " BASELINE-CONTROL")
                            .split(" "));

    private HttpMessage() {}

    public static boolean isPort(int port) {
        return port == PORT || port == OTHER_PORT;
    }

    public static boolean isMethod(String word) {
        return METHODS.contains(word);
    }
}
