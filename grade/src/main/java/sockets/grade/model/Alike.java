package sockets.grade.model;

/**
 * Two hand-ins that are alike, for the teacher to look at.
 *
 * @param kind capture or source
 * @param other the other student, or the file of the course
 * @param otherLine 0 if it is of the course
 * @param share of the smaller one that is in the other, 0 to 1
 * @param what is alike
 */
public record Alike(
        String kind,
        String student,
        int line,
        String other,
        int otherLine,
        double share,
        String what) {
    public static final String CAPTURE = "capture";
    public static final String SOURCE = "source";
}
