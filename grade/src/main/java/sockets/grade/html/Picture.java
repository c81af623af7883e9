package sockets.grade.html;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The picture of {@code sniffer flow --svg} as a part of a page. What is not known here is left
 * out; its ids, and the rules of its style, get the name of the picture, so that two pictures of a
 * page do not meddle with each other, nor with the page.
 */
final class Picture {
    private static final Set<String> ELEMENTS =
            Set.of("svg", "g", "defs", "marker", "path", "rect", "line", "text", "tspan", "style");

    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "id",
                    "class",
                    "viewBox",
                    "x",
                    "y",
                    "x1",
                    "y1",
                    "x2",
                    "y2",
                    "d",
                    "fill",
                    "width",
                    "height",
                    "text-anchor",
                    "textLength",
                    "lengthAdjust",
                    "markerWidth",
                    "markerHeight",
                    "refX",
                    "refY",
                    "orient");

    /** Rules of the kind that the sniffer writes: no import, no address but of a part of it. */
    private static final String STYLE = "[\\w\\s.,:;#(){}%-]*";

    /** One arrow of it, in words. */
    record Arrow(String time, boolean toServer, String what) {}

    private final Element root;
    private final String name;
    private final StringBuilder out = new StringBuilder();

    private Picture(Element root, String name) {
        this.root = root;
        this.name = name;
    }

    /**
     * A picture.
     *
     * @param name an id that nothing else of the page has
     * @return null if this is no picture
     */
    static Picture of(String svg, String name) {
        if (svg.isBlank()) return null;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            // an entity could read a file, or grow without end
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setXIncludeAware(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // the default one prints on stderr
            builder.setErrorHandler(new DefaultHandler());
            Element root =
                    builder.parse(new InputSource(new StringReader(svg))).getDocumentElement();
            return root.getTagName().equals("svg") ? new Picture(root, name) : null;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return null;
        }
    }

    /** The element svg. */
    String markup() {
        out.setLength(0);
        write(root);
        return out.toString();
    }

    private void write(Element element) {
        String tag = element.getTagName();
        if (!ELEMENTS.contains(tag)) return;
        if (tag.equals("style")) {
            style(element.getTextContent());
            return;
        }
        out.append('<').append(tag);
        // its size is the page's affair; its words are English
        if (element == root)
            out.append(" id=\"")
                    .append(name)
                    .append("\" lang=\"en\" xmlns=\"http://www.w3.org/2000/svg\"");
        for (int i = 0; i < element.getAttributes().getLength(); i++)
            attribute((Attr) element.getAttributes().item(i), element == root);
        out.append('>');
        boolean isText = tag.equals("text") || tag.equals("tspan");
        for (Node at = element.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element child) write(child);
            else if (isText && at.getNodeType() == Node.TEXT_NODE)
                out.append(Html.escape(at.getNodeValue()));
        }
        out.append("</").append(tag).append(">\n");
    }

    private void attribute(Attr attribute, boolean ofRoot) {
        String key = attribute.getName();
        String value = attribute.getValue();
        if (!ATTRIBUTES.contains(key) || value.isEmpty()) return;
        if (ofRoot && !key.equals("viewBox")) return;
        if (key.equals("id")) value = name + "-" + value;
        out.append(' ').append(key).append("=\"").append(Html.escape(value)).append('"');
    }

    private void style(String css) {
        if (!css.matches(STYLE)) return;
        out.append("<style>\n");
        for (String rule : css.split("}")) {
            int brace = rule.indexOf('{');
            if (brace < 0) continue;
            List<String> selectors = new ArrayList<>();
            for (String selector : rule.substring(0, brace).split(","))
                selectors.add("#" + name + " " + selector.strip());
            String body = rule.substring(brace + 1).strip().replace("url(#", "url(#" + name + "-");
            out.append(String.join(", ", selectors)).append(" { ").append(body).append(" }\n");
        }
        out.append("</style>\n");
    }

    /** The arrows in their order, for who cannot see them; empty if they are drawn otherwise. */
    List<Arrow> arrows() {
        List<Arrow> arrows = new ArrayList<>();
        String time = "";
        Boolean toServer = null;
        for (Node at = root.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (!(at instanceof Element element)) continue;
            String kind = element.getAttribute("class");
            if (kind.equals("time")) time = element.getTextContent();
            else if (kind.equals("arrow") || kind.equals("bad")) toServer = isToRight(element);
            else if (toServer != null && element.getTagName().equals("text")) {
                arrows.add(new Arrow(time, toServer, element.getTextContent()));
                toServer = null;
            }
        }
        return arrows;
    }

    private static Boolean isToRight(Element line) {
        try {
            double from = Double.parseDouble(line.getAttribute("x1"));
            return from < Double.parseDouble(line.getAttribute("x2"));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
