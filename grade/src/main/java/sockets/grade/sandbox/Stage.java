package sockets.grade.sandbox;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a hand-in may change: a bounded folder in memory, within the grader's wall, that has the
 * copy of the hand-in and its /tmp. It outlives a restart of the server, as on any machine (a file
 * that is left behind may forbid the next start), and ends with the grader.
 *
 * @param folder where the grader's wall has mounted it
 * @param number of the user that hand-ins of root's run as
 */
record Stage(Path folder, User user, int number) {
    Path work() {
        return folder.resolve("work");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    /** The view as root's hand-ins have it: what root alone can reach is seen here, too. */
    View of(View view) {
        Map<Path, Path> readOnly = new LinkedHashMap<>();
        for (Map.Entry<Path, Path> each : view.readOnly().entrySet()) {
            Path here = folder.resolve(String.valueOf(readOnly.size()));
            readOnly.put(each.getKey(), isOpen(each.getValue()) ? each.getValue() : here);
        }
        return new View(readOnly, view.links(), view.handIns(), view.folder());
    }

    private boolean isOpen(Path path) {
        return !user.isRoot() || path.startsWith("/usr") || path.startsWith("/etc");
    }

    /** The lines of sh(1) that set it, before the first start. */
    String script(View view, Limits limits) {
        StringBuilder out = new StringBuilder("PATH=/usr/sbin:/usr/bin:/sbin:/bin\numask 022\n");
        out.append(Shell.SEE).append("cd ").append(Shell.quote(folder)).append(" || exit\n");
        out.append("if [ ! -e set ]; then\nmkdir -p work tmp && chmod 1777 tmp || exit\n");
        for (Path handIn : view.handIns()) {
            Path place = Path.of("work").resolve(view.folder().relativize(handIn)).getParent();
            out.append("mkdir -p ")
                    .append(Shell.quote(place))
                    .append(" && cp -RP --preserve=mode,timestamps,links ")
                    .append(Shell.quote(handIn))
                    .append(' ')
                    .append(Shell.quote(place))
                    .append(" || { echo 'the hand-in cannot be copied (it may have ")
                    .append(limits.disk() >> 20)
                    .append(" MiB)' >&2; exit 126; }\n");
        }
        if (user.isRoot()) out.append("chown -Rh " + number + ":" + number + " work || exit\n");
        Map<Path, Path> staged = of(view).readOnly();
        for (Map.Entry<Path, Path> each : view.readOnly().entrySet()) {
            Path here = staged.get(each.getKey());
            if (here.equals(each.getValue())) continue;
            out.append(Shell.see(each.getValue(), here).replace("\n", " || exit\n"));
        }
        return out.append("mkdir set\nfi\ncd /\n").toString();
    }

    /** The words that make root's hand-in another user's, a command to follow. */
    List<String> become(boolean raw) {
        return user.isRoot() && !raw ? User.become(number, false) : List.of();
    }
}
