package sockets.tcpecho.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void throughputBeginsAtZeroAndEndsAtARoundNumber() {
        assertEquals(List.of("0", "50000", "100000", "150000", "200000"), linear(166666.7));
        assertEquals(List.of("0", "20000", "40000", "60000", "80000", "100000"), linear(100000));
        assertEquals(List.of("0", "0.1", "0.2", "0.3", "0.4"), linear(0.31));
        assertEquals(List.of("0", "1"), linear(0));
    }

    @Test
    void latencyHasPowersOfTenAndMoreWhereThereIsRoom() {
        assertEquals(List.of("10", "100", "1000", "10000", "100000"), logarithmic(22.1, 61000));
        assertEquals(List.of("200", "500", "1000"), logarithmic(290.1, 501));
        assertEquals(List.of("100", "200"), logarithmic(100, 100));
        assertEquals(List.of("0.001", "0.002"), logarithmic(0.001, 0.001));
        assertEquals(List.of("1", "2", "5", "10"), logarithmic(1, 10));
    }

    private static List<String> linear(double most) {
        return texts(Scale.linear(most));
    }

    private static List<String> logarithmic(double least, double most) {
        return texts(Scale.logarithmic(least, most));
    }

    private static List<String> texts(Scale scale) {
        assertEquals(scale.from(), scale.ticks().get(0));
        assertEquals(scale.to(), scale.ticks().get(scale.ticks().size() - 1));
        return scale.ticks().stream().map(Scale::text).toList();
    }
}
