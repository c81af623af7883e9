package sockets.tcpecho.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/** How a server is drawn: a colour, and a marker that tells it apart where all is grey. */
record ServerStyle(Color color, Shape shape) {
    /**
     * Okabe and Ito's colours, which the colour-blind tell apart too; the yellow is too pale. The
     * first ones differ in grey as well.
     */
    private static final int[] COLORS = {
        0x0072b2, 0xe69f00, 0x000000, 0xd55e00, 0x009e73, 0xcc79a7, 0x56b4e9
    };

    /** Around (0, 0), 1 high and wide. */
    private static final Shape[] SHAPES = {
        new Ellipse2D.Double(-0.5, -0.5, 1, 1),
        polygon(-0.45, -0.45, 0.45, -0.45, 0.45, 0.45, -0.45, 0.45),
        polygon(0, -0.6, 0.55, 0.4, -0.55, 0.4),
        polygon(0, -0.65, 0.5, 0, 0, 0.65, -0.5, 0),
        polygon(0, 0.6, 0.55, -0.4, -0.55, -0.4),
        polygon(
                -0.2, -0.6, 0.2, -0.6, 0.2, -0.2, 0.6, -0.2, 0.6, 0.2, 0.2, 0.2, 0.2, 0.6, -0.2,
                0.6, -0.2, 0.2, -0.6, 0.2, -0.6, -0.2, -0.2, -0.2),
    };

    /** As many pairs as servers can be drawn: there is one shape less than colours. */
    static ServerStyle of(int server) {
        Color color = new Color(COLORS[server % COLORS.length]);
        return new ServerStyle(color, SHAPES[server % SHAPES.length]);
    }

    private static Shape polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) path.lineTo(points[i], points[i + 1]);
        path.closePath();
        return path;
    }

    static BasicStroke stroke(boolean dashed) {
        float[] dashes = dashed ? new float[] {7, 4} : null;
        return new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }

    /** The marker on a line: filled, or hollow on a dashed one. */
    Marker marker(boolean hollow) {
        return new Marker() {
            @Override
            public void paint(Graphics2D g, double x, double y, int size) {
                AffineTransform place = AffineTransform.getTranslateInstance(x, y);
                place.scale(size, size);
                Shape placed = place.createTransformedShape(shape);
                g.setColor(hollow ? Color.WHITE : color);
                g.fill(placed);
                g.setColor(color);
                g.setStroke(new BasicStroke(1.5f));
                g.draw(placed);
            }
        };
    }
}
