package sockets.sockopts;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Started;
import sockets.common.console.Console;
import sockets.common.text.Texts;
import sockets.libc.Linux;
import sockets.sockopts.demo.Demos;

/** {@code sockopts explain}: what an option means, when to use it, examples. */
@Command(
        name = "explain",
        description = "Explain an option: meaning, use, examples in C, Python and Java.",
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
    private static final int WIDTH = 96;

    @Parameters(paramLabel = "NAME", description = "Option, as SO_LINGER.")
    private String name;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Spec private CommandSpec spec;

    private SocketOption option;
    private Console console;
    private Texts texts;
    private Meanings meanings;

    @Override
    public Integer call() throws IOException {
        option = OptionName.find(name, spec);
        console = common.console();
        texts = console.texts();
        meanings = new Meanings(texts.language());
        head();
        paragraph("explain.meaning", meanings.of(option));
        now();
        paragraph("explain.use", meanings.use(option));
        example("C", "c");
        example("Python", "py");
        example("Java", "java");
        paragraph("explain.java", meanings.java(option));
        end();
        return Program.DONE;
    }

    /** Name, level, number, type, who may set it. */
    private void head() {
        StringBuilder levels = new StringBuilder();
        for (SocketOption each : Options.table().atEachLevel(option)) {
            String number = each.existsHere() ? " " + each.number() : "";
            levels.append(each.level()).append(number).append(", ");
        }
        console.line(option + "   (" + levels + option.type() + ")");
        String who = texts.get("explain.settable." + option.settable().replace(' ', '-'));
        if (!option.privilege().isEmpty())
            who += "; " + texts.get("explain.privilege", Setting.privilege(option, texts));
        console.line(who);
        if (!option.java().equals("-")) console.line("Java: " + option.java());
    }

    /** A paragraph under its title; nothing where nothing is said. */
    private void paragraph(String title, String text) {
        if (text == null || text.isEmpty()) return;
        console.line("");
        console.line(texts.get(title));
        for (String line : text.split("\n")) wrapped(line);
    }

    private void wrapped(String text) {
        StringBuilder line = new StringBuilder(" ");
        for (String word : text.split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                console.line(line.toString());
                line = new StringBuilder(" ");
            }
            line.append(' ').append(word);
        }
        console.line(line.toString());
    }

    /** Its value on fresh sockets of this machine, where that can be asked. */
    private void now() {
        if (option.socket() == null || Linux.here() && !option.existsHere()) return;
        SocketKind kind = option.socket();
        Reading reading = Reading.fresh(kind, option);
        if (reading.failure() != null) return;
        console.line("");
        console.line(texts.get("explain.now", kind));
        console.line("  " + option + " = " + reading.show(option));
    }

    private void example(String language, String suffix) throws IOException {
        String example = meanings.example(option, suffix);
        if (example == null) return;
        console.line("");
        String title = "explain.example." + suffix;
        console.line(texts.has(title) ? texts.get(title) : texts.get("explain.example", language));
        for (String line : example.split("\n")) console.line(("    " + line).stripTrailing());
    }

    /** Where to read on, and the experiment. */
    private void end() {
        console.line("");
        StringBuilder pages = new StringBuilder();
        for (String page : option.manual()) {
            if (pages.length() > 0) pages.append(", ");
            // socket(7) is typed: man 7 socket
            pages.append(page.replaceFirst("^([a-z0-9-]+)\\(([0-9])\\)$", "man $2 $1"));
        }
        console.line(texts.get("explain.manual", pages));
        if (Demos.of(option.name()) != null)
            console.line(texts.get("explain.demo", Started.command("sockopts"), option));
    }
}
