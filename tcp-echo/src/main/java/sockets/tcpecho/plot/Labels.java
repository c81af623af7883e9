package sockets.tcpecho.plot;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the servers of a picture are called: names from files, which may hold anything. */
final class Labels {
    /** How much of a name is shown, in letters: the legend has room for so much on one line. */
    private static final int MOST = 40;

    private static final int MOST_OF_FILE = 24;

    private Labels() {}

    /** Do the files tell of different work, messages of another size or more at a time? */
    static boolean differ(List<LoadFile> servers) {
        return sizesDiffer(servers) || windowsDiffer(servers);
    }

    private static boolean sizesDiffer(List<LoadFile> servers) {
        return servers.stream().mapToLong(LoadFile::sizeBytes).distinct().count() > 1;
    }

    private static boolean windowsDiffer(List<LoadFile> servers) {
        return servers.stream().mapToLong(LoadFile::window).distinct().count() > 1;
    }

    /** A name for each server, no two the same. */
    static List<String> of(List<LoadFile> servers) {
        List<String> names = new ArrayList<>();
        for (LoadFile server : servers) {
            String name = clean(server.label(), MOST);
            if (name.isEmpty()) name = fileName(server);
            if (sizesDiffer(servers)) name += " " + server.sizeBytes() + " B";
            if (windowsDiffer(servers)) name += ", window " + server.window();
            names.add(name);
        }
        List<String> distinct = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String first = name;
            if (names.stream().filter(first::equals).count() > 1)
                name += " (" + fileName(servers.get(i)) + ")";
            String own = name;
            // the same file twice, or two of this name in different folders
            for (int n = 2; !taken.add(own); n++) own = name + " #" + n;
            distinct.add(own);
        }
        return distinct;
    }

    private static String fileName(LoadFile server) {
        return clean(String.valueOf(server.file().getFileName()), MOST_OF_FILE);
    }

    /**
     * On one line, without characters that XML cannot hold or that turn the text around, and not
     * too long. Markup is harmless: it is escaped where it is written.
     */
    static String clean(String text, int most) {
        StringBuilder out = new StringBuilder();
        int shown = 0;
        int marks = 0;
        // NFC: a letter and its accent, as macOS writes names of files, are one character
        String composed = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        for (int point : composed.codePoints().toArray()) {
            boolean space = Character.isWhitespace(point) || Character.isSpaceChar(point);
            if (!space && !isShown(point)) continue;
            // a pile of accents on one letter would reach the lines above
            marks = isMark(point) ? marks + 1 : 0;
            if (marks > 2) continue;
            shown += width(point);
            if (shown > most) return out.append('…').toString();
            out.appendCodePoint(space ? ' ' : point);
        }
        return out.toString().strip();
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    // U+FFFE and U+FFFF, which XML forbids, are among these
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    /** In letters: the signs of the Far East are twice as wide. */
    static int width(int point) {
        return isMark(point) ? 0 : point < 0x1100 ? 1 : 2;
    }

    private static boolean isMark(int point) {
        int kind = Character.getType(point);
        return kind == Character.NON_SPACING_MARK || kind == Character.ENCLOSING_MARK;
    }
}
