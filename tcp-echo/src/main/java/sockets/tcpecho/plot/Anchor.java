package sockets.tcpecho.plot;

import java.awt.Graphics2D;
import java.util.Locale;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What stays in place where a text turns out wider or narrower than here, with the letters of
 * another machine. Graphics2D knows the start only; SVG has all three, so a character in front of a
 * text tells which is meant, until the text is an element of SVG. No text from outside has such a
 * character.
 */
enum Anchor {
    START,
    MIDDLE,
    END;

    private static final char PRIVATE_USE = '\ue000';

    /** Draws a text at a point. */
    void text(Graphics2D g, String text, double x, double y) {
        g.drawString((char) (PRIVATE_USE + ordinal()) + text, (float) x, (float) y);
    }

    /** Puts the anchors where SVG has them. */
    static void apply(Element root) {
        NodeList texts = root.getElementsByTagNameNS(root.getNamespaceURI(), "text");
        for (int i = 0; i < texts.getLength(); i++) {
            Node node = texts.item(i);
            String text = node.getTextContent();
            Anchor anchor = values()[text.charAt(0) - PRIVATE_USE];
            node.setTextContent(text.substring(1));
            ((Element) node).setAttribute("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
        }
    }
}
