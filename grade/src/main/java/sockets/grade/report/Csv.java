package sockets.grade.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import sockets.common.text.Quote;

/**
 * A table that a spreadsheet opens, RFC 4180. With commas between the cells numbers have a point;
 * with semicolons, as where the comma is the decimal mark (es-AR), a comma, and a byte order mark
 * says that it is UTF-8.
 */
final class Csv {
    private static final Pattern FORMULA = Pattern.compile("(^|;)(\\s*)(?=[=+@-])");

    private final char separator;
    private final StringBuilder text = new StringBuilder();

    private boolean exact;

    Csv(char separator) {
        this.separator = separator;
        if (separator == ';') text.append('\ufeff');
    }

    /** A row of texts and numbers. */
    void row(Object... cells) {
        row(List.of(cells));
    }

    void row(List<?> cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells)
            row.add(quoted(cell instanceof Double d ? number(d) : cell(cell)));
        text.append(String.join(String.valueOf(separator), row)).append("\r\n");
    }

    /** Numbers with more decimals. */
    Csv exact() {
        exact = true;
        return this;
    }

    private String number(double value) {
        String number = exact ? Text.exact(value) : Text.number(value);
        return separator == ';' ? number.replace('.', ',') : number;
    }

    /** A text that is taken for a text, not for a formula, wherever a cell may begin. */
    private static String cell(Object cell) {
        if (cell instanceof Integer) return cell.toString();
        return FORMULA.matcher(Quote.line(String.valueOf(cell))).replaceAll("$1$2'");
    }

    private String quoted(String cell) {
        boolean plain = cell.indexOf(separator) < 0 && cell.indexOf('"') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
