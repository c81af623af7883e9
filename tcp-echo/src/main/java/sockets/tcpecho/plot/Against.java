package sockets.tcpecho.plot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What the lines of a picture are drawn against. Servers under a fixed rate differ in what they
 * answer in time; the others, which are asked as fast as they answer, in how many they serve.
 */
enum Against {
    CONNECTIONS,
    RATE;

    /** Where a row has its place. */
    int place(LoadFile.Row row) {
        return this == RATE ? row.rate() : row.connections();
    }

    /** What a line of one of these pictures is drawn against. */
    static Against of(LoadFile line, List<LoadFile> lines) {
        return line.isAtRate() && isRateShown(lines) ? RATE : CONNECTIONS;
    }

    /** Many connections at one and the same rate are shown as without it. */
    private static boolean isRateShown(List<LoadFile> servers) {
        return distinct(servers, LoadFile.Row::rate) > 1
                || distinct(servers, LoadFile.Row::connections) == 1;
    }

    private static long distinct(List<LoadFile> servers, ToIntFunction<LoadFile.Row> number) {
        return servers.stream()
                .flatMap(server -> server.rows().stream())
                .filter(row -> row.rate() > 0)
                .mapToInt(number)
                .distinct()
                .count();
    }

    /** One server of the files that tell of the same one at different rates. */
    static List<LoadFile> joined(List<LoadFile> files) {
        List<LoadFile> servers = new ArrayList<>();
        for (LoadFile file : files) {
            int same = 0;
            while (same < servers.size() && !isContinued(servers.get(same), file)) same++;
            if (same == servers.size()) {
                servers.add(file);
                continue;
            }
            List<LoadFile.Row> rows = new ArrayList<>(servers.get(same).rows());
            rows.addAll(file.rows());
            servers.set(same, file.with(file.label(), rows));
        }
        return servers;
    }

    private static boolean isContinued(LoadFile server, LoadFile other) {
        if (!server.isAtRate() || !other.isAtRate()) return false;
        Set<Integer> rates = new HashSet<>();
        for (LoadFile.Row row : server.rows()) rates.add(row.rate());
        return server.label().equals(other.label())
                && server.sizeBytes() == other.sizeBytes()
                && server.window() == other.window()
                && other.rows().stream().noneMatch(row -> rates.contains(row.rate()));
    }

    /** The lines of the servers: against rates one for each number of connections. */
    static List<LoadFile> lines(List<LoadFile> servers) {
        List<LoadFile> lines = new ArrayList<>();
        boolean several = distinct(servers, LoadFile.Row::connections) > 1;
        for (LoadFile server : servers) {
            if (!several || of(server, servers) == CONNECTIONS) {
                lines.add(server);
                continue;
            }
            Map<Integer, List<LoadFile.Row>> parts = new LinkedHashMap<>();
            for (LoadFile.Row row : server.rows())
                parts.computeIfAbsent(row.connections(), number -> new ArrayList<>()).add(row);
            parts.forEach(
                    (number, rows) ->
                            lines.add(
                                    server.with(server.label() + ", " + number + " conn.", rows)));
        }
        return lines;
    }
}
