package dev.beckon.cli;

import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.rules.RuleSet;
import dev.beckon.rules.RuleSet.Outline;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rule",
        mixinStandardHelpOptions = true,
        description = "Writes a first rule of that name into a file of its own, or at the end of a file that you name.",
        footer = {
            "",
            "Examples:",
            "  beckon new rule \"Bring back big spenders\" --in actions --action win-back",
            "  beckon new rule \"Festive shoppers\" --in segments --file tags.drl"
        })
@SuppressWarnings("NullAway.Init")
final class NewRuleCommand implements Callable<Integer> {

    private static final String FILE = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,99}";

    @Parameters(index = "0", paramLabel = "NAME", description = "As reports will show it: \"Bring back big spenders\".")
    private String name;

    @Option(
            names = "--in",
            required = true,
            paramLabel = "PHASE",
            description = "segments (who is this?), actions (what should we do?) or channels (how do we reach them?).")
    private RuleSkeleton.Phase phase;

    @Option(
            names = "--file",
            paramLabel = "F",
            description = "The file, such as tags.drl; else one named after the rule.")
    private @Nullable String file;

    @Option(names = "--action", paramLabel = "A", description = "What the rule recommends, with --in actions.")
    private @Nullable String action;

    @Option(names = "--workspace", paramLabel = "DIR", defaultValue = ".", description = "The workspace (here).")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!RuleSet.canNameRule(name)) {
            throw NewFiles.wrong(
                    spec, "\"" + name + "\" can't be the name of a rule", "letters, digits, blanks and _ . , + - only");
        }
        if (action != null && phase != RuleSkeleton.Phase.ACTIONS) {
            throw NewFiles.wrong(spec, "Only rules in actions recommend an action", "--in actions");
        }
        if (action != null && !action.matches(FILE)) {
            throw NewFiles.wrong(spec, "'" + action + "' can't name an action", "'" + RuleSkeleton.slug(action) + "'");
        }
        Workspace workspace = Workspace.open(folder);
        try (var lock = WorkspaceLock.take(workspace)) {
            Outline rules = RuleSet.outline(workspace.rules());
            if (rules.names().contains(name.toLowerCase(Locale.ROOT))) {
                throw new RefusedByPolicy("Another rule is called \"" + name + "\". Maybe choose another name");
            }
            String fileName = fileName();
            boolean added = write(workspace.rules().resolve(phase.folder()).resolve(fileName), text(rules));
            say("rules/" + phase.folder() + "/" + fileName, added);
        }
        return ExitCodes.OK;
    }

    private String fileName() {
        String written = file == null ? RuleSkeleton.slug(name) : file;
        String base = written.endsWith(".drl") ? written.substring(0, written.length() - 4) : written;
        if (!base.matches(FILE)) {
            throw NewFiles.wrong(
                    spec, "'" + written + "' can't name a file in rules/" + phase.folder(), "--file tags.drl");
        }
        return base + ".drl";
    }

    private String text(Outline rules) {
        return switch (phase) {
            case SEGMENTS -> RuleSkeleton.segment(name);
            case ACTIONS -> RuleSkeleton.action(name, action == null ? RuleSkeleton.slug(name) : action);
            case CHANNELS -> RuleSkeleton.channel(name, rules.actions());
        };
    }

    /** True if it was added to a file that was there. */
    private boolean write(Path path, String text) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            NewFiles.write(path, text);
            return false;
        }
        if (file == null || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedByPolicy("rules/" + phase.folder() + "/" + path.getFileName()
                    + " is there already. Maybe --file " + path.getFileName() + " to add the rule at its end");
        }
        boolean lineIsOpen = !Files.readString(path, StandardCharsets.UTF_8).endsWith("\n");
        Files.writeString(path, (lineIsOpen ? "\n\n" : "\n") + text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        return true;
    }

    private void say(String shown, boolean added) {
        var out = spec.commandLine().getOut();
        out.println((added ? "Added the rule at the end of " : "Made ") + shown);
        out.println("Next:");
        out.println(
                "  change its conditions and what follows from them; rules/README.md lists what rules can ask and do");
        out.println("  beckon check");
        out.println("  beckon segments, beckon preview");
        out.flush();
    }
}
