package sockets.release;

import java.util.ArrayList;
import java.util.List;

/**
 * A code block of a document.
 *
 * @param line where its text begins, counted from 1
 * @param info what follows the fence; empty for an indented block
 * @param notRun why it is not run, or null
 * @param lines its text
 */
record Block(int line, String info, String notRun, List<String> lines) {

    /** What one or more lines of a console block are. */
    enum Kind {
        /** Typed in the shell. */
        COMMAND,
        /** Typed at the program that runs. */
        TYPED,
        /** Ctrl and a character. */
        CONTROL,
        /** What the program prints. */
        OUTPUT
    }

    record Step(int line, Kind kind, String text) {}

    boolean isConsole() {
        return notRun == null && info.matches("console( .*)?");
    }

    /** The terminal it is typed in; one has no name. */
    String terminal() {
        return info.substring("console".length()).trim();
    }

    /** What is typed and what is printed, in order; lines that are left out are no step. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            int number = line + i;
            if (text.startsWith("$ ")) {
                StringBuilder command = new StringBuilder(text.substring(2));
                // as in a shell: the command goes on in the next line
                while (command.toString().endsWith("\\") && i + 1 < lines.size())
                    command.append('\n').append(lines.get(++i));
                steps.add(new Step(number, Kind.COMMAND, command.toString()));
            } else if (text.equals(">") || text.startsWith("> ")) {
                steps.add(new Step(number, Kind.TYPED, text.substring(1).replaceFirst(" ", "")));
            } else if (text.matches("\\^[@-_]")) {
                steps.add(new Step(number, Kind.CONTROL, text.substring(1)));
            } else if (!text.isBlank() && !text.strip().equals("...")) {
                steps.add(new Step(number, Kind.OUTPUT, text));
            }
        }
        return steps;
    }

    /** A line that reads like a command although this is no console block, or null. */
    String strayCommand() {
        // one in Markdown shows how to write a document
        if (notRun != null || isConsole() || info.equals("markdown")) return null;
        String command =
                "(\\$ |(sudo |time )?(\\./|java |jstack |nc |telnet |netstat |ss |tcpdump |tshark |"
                        + "python3? |strace |traceroute |ping |mvn |git clone |docker |scripts/)).*";
        return lines.stream().filter(text -> text.matches(command)).findFirst().orElse(null);
    }
}
