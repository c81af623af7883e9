package sockets.grade.list;

/** What is wrong in a line of a list or of weights: wrong usage. */
public final class BadLine extends Exception {
    private static final long serialVersionUID = 1;

    public BadLine(String message) {
        super(message);
    }

    /** The same, with the place where it stands. */
    public BadLine at(Object file, int line) {
        return new BadLine(file + ":" + line + ": " + getMessage());
    }
}
