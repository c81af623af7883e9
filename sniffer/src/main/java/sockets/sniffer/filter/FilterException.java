package sockets.sniffer.filter;

/** An expression that is no filter, and where. */
public final class FilterException extends Exception {
    private int position = -1;
    private String word = "";

    FilterException(String message) {
        super(message);
    }

    /** Says which word is meant, unless it was said already. */
    FilterException at(int position, String word) {
        if (this.position < 0) {
            this.position = position;
            this.word = word;
        }
        return this;
    }

    /** The offset of the word in the expression. */
    public int position() {
        return Math.max(0, position);
    }

    /** The word that it is about; empty at the end of the expression. */
    public String word() {
        return word;
    }
}
