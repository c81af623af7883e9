package sockets.grade.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What root alone may read, for a user without rights: where that one can reach it, in a mount
 * namespace that ends with the command.
 *
 * @param folder empty
 * @param number of the user
 */
record Stage(Path folder, int number) {
    private static final String HAND_INS = "hand-in";

    /** The view as that user has it. */
    View of(View view) {
        Map<Path, Path> readOnly = new LinkedHashMap<>();
        for (Map.Entry<Path, Path> each : view.readOnly().entrySet())
            readOnly.put(
                    each.getKey(),
                    isEverybodys(each.getValue())
                            ? each.getValue()
                            : folder.resolve(String.valueOf(readOnly.size())));
        Map<String, Path> handIns = new LinkedHashMap<>();
        for (String name : view.handIns().keySet())
            handIns.put(name, folder.resolve(HAND_INS).resolve(name));
        return new View(readOnly, view.links(), handIns, view.folder());
    }

    private static boolean isEverybodys(Path path) {
        return path.startsWith("/usr") || path.startsWith("/etc") || path.startsWith("/lib");
    }

    /** The command that sets the stage and runs another one, whose words follow, as that user. */
    List<String> words(View view, Limits limits) {
        StringBuilder out = new StringBuilder("set -e\numask 022\n" + Shell.SEE);
        out.append("mount -t tmpfs -o mode=755,size=").append(limits.disk());
        out.append(",nr_inodes=").append(Limits.FILES).append(" none ").append(Shell.quote(folder));
        out.append("\ncd ").append(Shell.quote(folder)).append("\nmkdir ").append(HAND_INS);
        out.append('\n');
        Map<Path, Path> staged = of(view).readOnly();
        for (Map.Entry<Path, Path> each : view.readOnly().entrySet()) {
            Path to = staged.get(each.getKey());
            if (to.equals(each.getValue())) continue;
            out.append(Shell.see(each.getValue(), to));
        }
        for (Map.Entry<String, Path> each : view.handIns().entrySet()) {
            String to = Shell.quote(folder.resolve(HAND_INS).resolve(each.getKey()));
            out.append(Inside.copy(Shell.quote(each.getValue()), to, limits));
        }
        out.append("chown -Rh " + number + ":" + number + " " + HAND_INS + "\ncd /\n");
        out.append("exec ").append(String.join(" ", User.become(number, false)));
        out.append(" -- \"$@\"\n");
        return new ArrayList<>(
                List.of("unshare", "--mount", "/bin/sh", "-c", out.toString(), View.HOST));
    }
}
