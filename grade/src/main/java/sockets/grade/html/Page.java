package sockets.grade.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What all pages have: head and style, the way past the head, the foot. */
final class Page {
    /** Nothing is fetched, nothing runs, nothing is sent: the style and the pictures are inside. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private final Wording words;
    private final String style;

    Page(Wording words) {
        this.words = words;
        style = style();
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a page: up to and with the element main. */
    Html begin(String title, String kind) {
        Html html = new Html();
        html.raw("<!DOCTYPE html>").open("html", "lang", words.language()).open("head");
        html.raw("\n<meta charset=\"utf-8\">");
        meta(html, "http-equiv", "Content-Security-Policy", POLICY);
        meta(html, "name", "viewport", "width=device-width, initial-scale=1");
        meta(html, "name", "referrer", "no-referrer");
        html.element("title", title);
        html.open("style").raw("\n" + style).close().close();
        html.open("body", "class", kind);
        html.element("a", words.get("skip"), "class", "skip", "href", "#content");
        return html.open("main", "id", html.id("content"));
    }

    private static void meta(Html html, String kind, String name, String content) {
        html.raw("\n<meta " + kind + "=\"" + name + "\" content=\"" + Html.escape(content) + "\">");
    }

    /** Ends the element main, and the page. */
    String end(Html html) {
        html.close();
        html.open("footer").element("p", words.get("foot")).close();
        return html.close().close().page();
    }

    /** A name that others have chosen: its direction and its language are its own. */
    void name(Html html, String name) {
        html.element("bdi", words.name(name), "class", "name", "translate", "no");
    }
}
