package sockets.sniffer;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import sockets.common.CommonOptions;
import sockets.common.text.Texts;
import sockets.sniffer.filter.Filter;
import sockets.sniffer.filter.FilterException;
import sockets.sniffer.filter.FrameShape;

/** The filter as the user typed it: the words behind the options. */
record FilterText(CommandSpec command, List<String> words) {
    String text() {
        return words == null ? "" : String.join(" ", words);
    }

    /** Compiles it; a wrong one is wrong usage, and the word is pointed at. */
    Filter compile(FrameShape shape) {
        if (text().isBlank()) return Filter.ALL;
        try {
            return Filter.compile(text(), shape);
        } catch (FilterException e) {
            String wrong = DisplayFilter.is(text()) ? displayFilter(shape) : where(e);
            throw new CommandLine.ParameterException(command.commandLine(), "filter: " + wrong);
        }
    }

    /** What somebody should have typed who knows Wireshark. */
    private String displayFilter(FrameShape shape) {
        CommonOptions common =
                (CommonOptions) command.mixins().get(CommonOptions.MIXIN).userObject();
        Texts texts = common.console().texts();
        String here = DisplayFilter.here(text());
        try {
            if (here != null) {
                Filter.compile(here, shape);
                return texts.get("filter.wireshark.here", here);
            }
        } catch (FilterException e) {
            // what is not a filter here either is not proposed
        }
        return texts.get("filter.wireshark");
    }

    private String where(FilterException e) {
        String text = text();
        String before = text.substring(0, Math.min(e.position(), text.length()));
        String behind =
                text.substring(Math.min(before.length() + e.word().length(), text.length()));
        String word = e.word().isEmpty() ? "" : e.word();
        return e.getMessage() + " at " + before + ">>" + word + "<<" + behind;
    }
}
