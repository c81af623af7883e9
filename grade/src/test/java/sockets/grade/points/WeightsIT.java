package sockets.grade.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.chat.Chat;
import sockets.common.Json;
import sockets.common.Program;
import sockets.common.Servers;
import sockets.tcpecho.TcpEcho;
import sockets.udpecho.UdpEcho;

/** The weights of the course, beside what the programs ask and what the rubric promises. */
@Timeout(600)
class WeightsIT {
    private static final Path ROOT = Path.of("..");

    /** The probes of a program and their steps, as it tells them itself: nobody answers there. */
    private static Map<String, Integer> probes(Program program, String... options)
            throws Exception {
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", Servers.freePort()));
        words.addAll(List.of(options));
        words.add("--json");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        program.run(Map.of(), out, new ByteArrayOutputStream(), words.toArray(String[]::new));
        Map<String, Integer> probes = new TreeMap<>();
        Object report = Json.parse(out.toString(StandardCharsets.UTF_8));
        for (Object probe : (List<?>) Json.at(report, "probes")) {
            Number step = (Number) Json.at(probe, "step");
            probes.put((String) Json.at(probe, "id"), step.intValue());
        }
        return probes;
    }

    private static Map<String, Integer> all() throws Exception {
        Map<String, Integer> all = new TreeMap<>();
        all.putAll(probes(UdpEcho.program(), "--thorough"));
        all.putAll(probes(TcpEcho.program(), "--concurrent", "--thorough"));
        for (String profile : List.of("rooms", "acks", "history")) {
            Path file = ROOT.resolve("chat/profiles/" + profile + ".properties");
            all.putAll(probes(Chat.program(), "--profile", file.toString()));
        }
        return all;
    }

    @Test
    void everyProbeHasAWeightOrAReasonForNone() throws Exception {
        Weights weights = Weights.ofCourse();
        Map<String, Integer> all = all();
        for (String id : List.of("U11", "T14", "C8", "H12", "H15", "H17", "H19"))
            assertTrue(all.containsKey(id), "no " + id + " in " + all);
        List<String> none = new ArrayList<>();
        all.forEach(
                (id, step) -> {
                    if (weights.counts(id, step) == weights.excuses(id)) none.add(id);
                });
        assertEquals(List.of(), none, "either a weight or a reason, and not both");
        for (int step : new int[] {5, 6, 7}) assertTrue(weights.counts("S1", step));
        assertTrue(weights.counts("R1", 11));
    }

    /** The points with a star in the table of the guide, step by step. */
    private static Map<Integer, Double> starred(String guide) throws Exception {
        Map<Integer, Double> points = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs").resolve(guide))) {
            Matcher row = Pattern.compile("\\| ([0-9]+) \\| [0-9]+ \\| (.*) \\|").matcher(line);
            if (!row.matches()) continue;
            Matcher star = Pattern.compile("([0-9]+)\\*").matcher(row.group(2));
            while (star.find())
                points.merge(
                        Integer.valueOf(row.group(1)), Double.valueOf(star.group(1)), Double::sum);
        }
        return points;
    }

    @Test
    void theWeightsAreTheRubricsPoints() throws Exception {
        Map<Integer, Double> points = new TreeMap<>();
        for (Weight weight : Weights.ofCourse().all())
            // a server of their own stands for the second client and the backlog
            points.merge(weight.step(), weight.points(), Double::sum);
        for (String guide : List.of("teachers.md", "docentes.md"))
            assertEquals(points, starred(guide), guide);
    }
}
