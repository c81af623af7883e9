package sockets.grade.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import sockets.common.text.Failure;
import sockets.grade.model.Course;
import sockets.grade.model.Student;
import sockets.grade.report.ReportFiles;

/**
 * A graded class as pages for a browser: {@code index.html} for the teacher, and a page for each
 * student or group. Each file is complete in itself: no script, no network.
 */
public final class HtmlReport {
    private final Wording words;
    private final Function<Path, String> ladder;

    /**
     * @param language en or es
     * @param ladder the picture of a capture, as {@code sniffer flow --svg} draws it; empty if
     *     there is none
     */
    public HtmlReport(String language, Function<Path, String> ladder) {
        words = new Wording(language);
        this.ladder = ladder;
    }

    /** Writes the pages into a folder, which is made if it is not there. */
    public void write(Course course, Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Failure("mkdir", folder, e);
        }
        ReportFiles files = new ReportFiles(folder);
        write(files, folder, "index.html", new ClassPage(words, course).page());
        StudentPage page = new StudentPage(words, course, ladder);
        List<Student> students = course.students();
        for (int i = 0; i < students.size(); i++)
            write(files, folder, nameOf(students, i), page.page(students.get(i)));
    }

    /** The file of the page of a student. */
    static String nameOf(List<Student> students, int index) {
        return PageName.of(index + 1, students.get(index).name());
    }

    private static void write(ReportFiles files, Path folder, String name, String page)
            throws IOException {
        try {
            files.write(name, page);
        } catch (IOException e) {
            throw new Failure("write", folder.resolve(name), e);
        }
    }
}
