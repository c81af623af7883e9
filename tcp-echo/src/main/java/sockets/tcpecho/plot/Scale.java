package sockets.tcpecho.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The range of an upright axis and the values that are written beside it, all easy to read. */
record Scale(boolean logarithmic, double from, double to, List<Double> ticks) {
    /** From 0 to a round number that is not less than most. */
    static Scale linear(double most) {
        double step = most > 0 ? stepAbove(most / 5, 1, 2, 2.5, 5) : 1;
        int steps = Math.max(1, (int) Math.ceil(most / step - 1e-9));
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i <= steps; i++) ticks.add(i * step);
        return new Scale(false, 0, steps * step, ticks);
    }

    /** Powers of ten around all values; twice and five times them where there are few. */
    static Scale logarithmic(double least, double most) {
        boolean few = most / least < 1000;
        double[] steps = few ? new double[] {1, 2, 5} : new double[] {1};
        double to = stepAbove(most, steps);
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(least)); ; power++) {
            for (double step : steps) {
                double tick = step * power(power);
                // the last one below all values is where the axis begins
                if (!ticks.isEmpty() && tick <= least * (1 + 1e-9)) ticks.clear();
                ticks.add(tick);
                if (tick > to * (1 - 1e-9) && ticks.size() > 1)
                    return new Scale(true, ticks.get(0), tick, ticks);
            }
        }
    }

    /** The least of some numbers times a power of ten that is not below a value. */
    private static double stepAbove(double value, double... steps) {
        int power = (int) Math.floor(Math.log10(value));
        for (double step : steps)
            if (step * power(power) >= value * (1 - 1e-9)) return step * power(power);
        return power(power + 1);
    }

    private static double power(int exponent) {
        // not Math.pow, whose last digit may differ
        return Double.parseDouble("1e" + exponent);
    }

    /** A number as it is written, with a point. */
    static String text(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).round(new MathContext(10));
        return exact.stripTrailingZeros().toPlainString();
    }
}
