package sockets.grade.html;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sockets.grade.model.Course;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Mark;
import sockets.grade.model.Result;
import sockets.grade.model.StepPoints;
import sockets.grade.model.Student;

/** Classes that have been graded, with verdicts as check gives them. */
final class Classes {
    static final Path CAPTURE = Path.of("captura.pcap");

    /** What check says of the course's own UDP server, and of a server with a buffer of 1024. */
    static final String CUT =
            "expected 1025 bytes, got 1024, different from byte 1024: \"\\x8e<b>\" instead of"
                    + " \"\\x8e\\xcfjfh\"; sent 1025 bytes \"r\\xbd'\\xbf<\\xdc; sent x\"...";

    static final String BY_HAND =
            "python3 -c \"import os, socket; a = socket.getaddrinfo('127.0.0.1', 3671,"
                    + " type=socket.SOCK_DGRAM)[0]; s = socket.socket(*a[:3]);"
                    + " s.sendto(os.urandom(9000), a[4]); print(len(s.recv(65535)))\"";

    private Classes() {}

    static Result passed(String id, int step, String claim) {
        return new Result(id, step, Mark.PASS, true, true, claim, "", "", 0.1);
    }

    static Result failed(String id, int step, String claim, String detail, String byHand) {
        return new Result(id, step, Mark.FAIL, true, true, claim, detail, byHand, 0.1);
    }

    /** All is there. */
    static Student whole(String name) {
        List<Result> results =
                List.of(
                        passed("U1", 4, "echoes one datagram unchanged"),
                        passed("U5", 4, "echoes datagrams of all sizes whole"),
                        new Result(
                                "U8",
                                4,
                                Mark.NOTE,
                                true,
                                true,
                                "answers a burst of 200",
                                "answers 199 of a burst of 200",
                                "",
                                0.1));
        List<Evidence> evidence =
                List.of(
                        evidence(1, name, "udp-echo", "java Servidor.java 127.0.0.1 3671", results),
                        evidence(
                                2,
                                name,
                                "tcp-echo",
                                "python3 servidor.py 3672",
                                List.of(passed("T1", 7, "echoes one message unchanged"))));
        return new Student(
                name,
                name.isEmpty() ? "" : "a@example.org",
                evidence,
                List.of(
                        new StepPoints(4, 4, 4, true, List.of()),
                        new StepPoints(7, 6, 6, true, List.of())),
                List.of());
    }

    /** A cut datagram, a TCP server that answers once, a probe that was left open. */
    static Student partly(String name) {
        // told for another step than the weights count it for, as U4 is
        Result cut = failed("U5", 5, "echoes datagrams of all sizes whole", CUT, BY_HAND);
        Result once =
                failed(
                        "T1",
                        7,
                        "echoes one message unchanged",
                        "connect 127.0.0.1:3672: Connection refused; it printed: Traceback \"x; sent y",
                        "printf 'hola\\n' | timeout 3 nc 127.0.0.1 3672 | od -An -c");
        Result untried =
                new Result(
                        "T2",
                        7,
                        Mark.SKIP,
                        true,
                        true,
                        "echoes more messages of the same connection",
                        "no answer any more since T1",
                        "",
                        0);
        Result open =
                new Result(
                        "U4",
                        5,
                        Mark.SKIP,
                        false,
                        true,
                        "survives an empty datagram",
                        "not judged (no time left)",
                        "",
                        0);
        List<Evidence> evidence =
                List.of(
                        evidence(
                                3,
                                name,
                                "udp-echo",
                                "python3 <servidor>.py 3671",
                                List.of(
                                        passed("U1", 4, "echoes one datagram unchanged"),
                                        cut,
                                        open)),
                        new Evidence(
                                4,
                                name,
                                "tcp-echo",
                                "python3 servidor.py 3672",
                                List.of(once, untried),
                                "the server ended <at once>",
                                List.of("isolated: no network but the grader's", "ran & ended"),
                                CAPTURE));
        return new Student(
                name,
                "0042",
                evidence,
                List.of(
                        new StepPoints(4, 2.5, 4, true, List.of("U4")),
                        new StepPoints(7, 0, 6, true, List.of())),
                List.of(
                        new Loss(4, "U5", "echoes datagrams of all sizes whole", 1.5, "", CUT),
                        new Loss(7, "T1", "echoes one message unchanged", 3, "", once.detail()),
                        new Loss(
                                7,
                                "T2",
                                "echoes more messages of the same connection",
                                3,
                                "T1",
                                untried.detail())));
    }

    /** Nothing of step 7 came. */
    static Student missing(String name) {
        Result packets =
                failed(
                        "capture",
                        4,
                        "2 packets of icmp & more",
                        "expected 2 packets of icmp & more, got 0 in a.pcap",
                        "");
        return new Student(
                name,
                "",
                List.of(evidence(5, name, "capture", "capturas/a.pcap", List.of(packets))),
                List.of(
                        new StepPoints(4, 0, 4, true, List.of()),
                        new StepPoints(7, 0, 6, false, List.of())),
                List.of(
                        new Loss(4, "capture", "2 packets of icmp & more", 4, "", packets.detail()),
                        Loss.missing(7, "T1-T14", "a server of their own", 4),
                        Loss.missing(7, "capture S*", "<what> is not in our list", 2)));
    }

    static Evidence evidence(
            int line, String student, String program, String target, List<Result> results) {
        return new Evidence(line, student, program, target, results, "", List.of(), null);
    }

    static Course of(Student... students) {
        return new Course(List.of(students), List.of(4, 7));
    }

    /** One of each kind. */
    static Course small() {
        return of(whole("Ana Pérez"), partly("Beto Ñáñez"), missing("Caro"));
    }

    /** Students whose names are traps. */
    static Course hostile() {
        List<Student> students = new ArrayList<>();
        for (String name :
                List.of(
                        "<script>alert(1)</script>",
                        "\" onload=\"x' &amp; {0} {1}",
                        "../../x",
                        "",
                        " \u00a0 ",
                        "Ana",
                        "Ana",
                        "\u202ecod.exe\u0007\u001b[2J\u0000\n",
                        "x".repeat(200),
                        "عمر ا\u200fלוי",
                        "z\u0300\u0301\u0302\u0303\u0304\u0305",
                        "\ud800 \ufffe",
                        "]]> --> </style></title>"))
            students.add(students.size() % 2 == 0 ? partly(name) : missing(name));
        return new Course(students, List.of(4, 7));
    }
}
