package sockets.tcpecho.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxisTickCalculator;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One of the charts of a picture. XChart finds the places and draws the frame and the lines; the
 * texts are drawn here, because XChart draws them as outlines of letters: in an SVG they should
 * stay text, which can be searched, read aloud and changed.
 */
final class Panel extends XYChart {
    /** What is written around a panel. */
    record Titles(String above, String upright, String below) {}

    static final int HEIGHT = 330;

    private static final BasicStroke THIN = new BasicStroke(0.6f);
    private static final Color GRID = new Color(0xcccccc);
    private static final Color NONE = new Color(255, 255, 255, 0);
    private static final int LEFT = 100;
    private static final int ABOVE = 16;
    private static final int BELOW = 52;

    /** A point that shows only those who were answered, with how many they were. */
    private record Partial(double x, double y, String share, ServerStyle style) {}

    private final int[] numbers;
    private final Scale scale;
    private final Titles titles;
    private final List<Partial> partial = new ArrayList<>();

    /**
     * @param numbers all numbers of connections, or rates, that occur, in order: each has a place
     *     of its own on the axis, at equal distances, so that 1 and 1000 both find room
     */
    Panel(int width, int[] numbers, Scale scale, Titles titles) {
        super(width, HEIGHT - ABOVE - BELOW);
        this.numbers = numbers;
        this.scale = scale;
        this.titles = titles;
        XYStyler styler = getStyler();
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setAxisTitlesVisible(false);
        styler.setPlotBackgroundColor(NONE);
        styler.setPlotBorderColor(Color.GRAY);
        styler.setPlotGridHorizontalLinesVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(THIN);
        styler.setPlotTicksMarksVisible(false);
        styler.setAxisTicksVisible(false);
        styler.setYAxisLeftWidthHint(LEFT);
        styler.setPlotContentSize(0.92);
        styler.setMarkerSize(9);
        styler.setAxisTickLabelsFont(ComparisonChart.FONT);
        styler.setxAxisTickLabelsFormattingFunction(this::number);
        styler.setYAxisLogarithmic(scale.logarithmic());
        styler.setYAxisMin(scale.from());
        styler.setYAxisMax(scale.to());
        places();
    }

    /** A series that shows nothing and has a point at each place: thus each becomes a tick. */
    private void places() {
        double[] x = new double[numbers.length];
        double[] y = new double[numbers.length];
        Arrays.setAll(x, i -> i);
        Arrays.fill(y, scale.from());
        line(x, y);
    }

    private XYSeries line(double[] x, double[] y) {
        // XChart wants names, no two the same; nobody sees them
        XYSeries series = addSeries("line " + getSeriesMap().size(), x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        series.setLineStyle(SeriesLines.NONE);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private String number(double place) {
        return String.valueOf(numbers[(int) Math.round(place)]);
    }

    /**
     * A line of this chart: a value for each of some of its numbers.
     *
     * @param shares what stands beside the points of those where not all were answered
     */
    void add(
            SortedMap<Integer, Double> values,
            SortedMap<Integer, String> shares,
            ServerStyle style,
            boolean dashed) {
        // XChart has no series without a point
        if (values.isEmpty()) return;
        double[] x = new double[values.size()];
        double[] y = new double[values.size()];
        int i = 0;
        for (SortedMap.Entry<Integer, Double> value : values.entrySet()) {
            x[i] = Arrays.binarySearch(numbers, value.getKey());
            y[i] = value.getValue();
            String share = shares.get(value.getKey());
            if (share != null) partial.add(new Partial(x[i], y[i], share, style));
            i++;
        }
        XYSeries series = line(x, y);
        series.setLineColor(style.color());
        series.setLineStyle(ServerStyle.stroke(dashed));
        series.setMarkerColor(style.color());
        series.setMarker(style.marker(dashed));
    }

    /** Draws this panel across a picture, below a height. */
    void draw(Graphics2D picture, int top) {
        // everything finds its place while it is painted: once where nobody sees it
        BufferedImage unseen = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        paint(unseen.createGraphics(), getWidth(), getHeight());
        Graphics2D g = (Graphics2D) picture.create();
        g.translate(0, top + ABOVE);
        g.setFont(ComparisonChart.FONT);
        upright(g, plot.getBounds());
        plot.paint(g);
        for (Partial point : partial) partial(g, point, plot.getBounds());
        g.setColor(Color.BLACK);
        below(g, plot.getBounds());
        titles(g, plot.getBounds());
        g.dispose();
    }

    /** Hollow, larger than the others, and with its share on the side where there is room. */
    private void partial(Graphics2D g, Partial point, Rectangle2D place) {
        double x = getScreenXFromChart(point.x());
        double y = getScreenYFromChart(point.y());
        point.style().marker(true).paint(g, x, y, 13);
        g.setColor(Color.BLACK);
        boolean left = x > place.getCenterX();
        (left ? Anchor.END : Anchor.START).text(g, point.share(), left ? x - 10 : x + 10, y - 6);
    }

    /** The upright axis: numbers, and lines across. */
    private void upright(Graphics2D g, Rectangle2D place) {
        g.setStroke(THIN);
        for (double tick : scale.ticks()) {
            double y = getScreenYFromChart(tick);
            g.setColor(GRID);
            g.draw(new Line2D.Double(place.getMinX(), y, place.getMaxX(), y));
            g.setColor(Color.BLACK);
            Anchor.END.text(g, Scale.text(tick), place.getMinX() - 6, y + 4);
        }
    }

    /** The numbers; XChart leaves some out where there is no room for all. */
    private void below(Graphics2D g, Rectangle2D place) {
        AxisTickCalculator ticks = axisPair.getXAxis().getAxisTickCalculator();
        List<Double> places = ticks.getTickLocations();
        List<String> labels = ticks.getTickLabels();
        for (int i = 0; i < labels.size(); i++)
            Anchor.MIDDLE.text(
                    g, labels.get(i), place.getMinX() + places.get(i), place.getMaxY() + 18);
        Anchor.MIDDLE.text(g, titles.below(), place.getCenterX(), place.getMaxY() + 38);
    }

    private void titles(Graphics2D g, Rectangle2D place) {
        Graphics2D turned = (Graphics2D) g.create();
        turned.rotate(-Math.PI / 2, 20, place.getCenterY());
        Anchor.MIDDLE.text(turned, titles.upright(), 20, place.getCenterY());
        turned.dispose();
        g.setFont(ComparisonChart.FONT.deriveFont(Font.BOLD, 14));
        Anchor.START.text(g, titles.above(), place.getMinX(), place.getMinY() - 8);
    }
}
