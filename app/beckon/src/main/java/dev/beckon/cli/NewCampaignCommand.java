package dev.beckon.cli;

import dev.beckon.campaign.CampaignSkeleton;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Target;
import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.rules.RuleSet;
import dev.beckon.rules.RuleSet.Outline;
import dev.beckon.workspace.LanguageFallback;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        description = {
            "Writes campaigns/NAME: campaign.yaml and a template for each channel and language, not enabled yet.",
            "Without --action or --segment it serves the action of its own name; where no rule recommends that action,"
                    + " a first rule is written too."
        },
        footer = {
            "",
            "Examples:",
            "  beckon new campaign win-back-gold --action win-back",
            "  beckon new campaign hello --segment RFM=Champions --channels email,phone"
        })
@SuppressWarnings("NullAway.Init")
final class NewCampaignCommand implements Callable<Integer> {

    private static final String NAME = "[a-z0-9][a-z0-9-]{0,59}";

    @Parameters(index = "0", paramLabel = "NAME", description = "Its folder: small letters, digits and -.")
    private String name;

    @Option(names = "--action", paramLabel = "A", description = "For everybody for whom a rule recommends this action.")
    private @Nullable String action;

    @Option(
            names = "--segment",
            paramLabel = "DIM=SEG",
            description = "For everybody in this segment, such as RFM=Champions or RFM=Champions,Loyal.")
    private @Nullable String segment;

    @Option(
            names = "--channels",
            split = ",",
            paramLabel = "C",
            description = "email, whatsapp, phone; email if left out.")
    private List<String> channels = List.of("email");

    @Option(
            names = "--languages",
            split = ",",
            paramLabel = "L",
            description = "Such as en,hi; the company's language if left out.")
    private List<String> languages = List.of();

    @Option(names = "--workspace", paramLabel = "DIR", defaultValue = ".", description = "The workspace (here).")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!name.matches(NAME)) {
            String better = RuleSkeleton.slug(name);
            throw NewFiles.wrong(
                    spec,
                    "'" + name + "' can't name a campaign: only small letters, digits and -",
                    better.matches(NAME) ? "'" + better + "'" : "'spring-offer'");
        }
        Workspace workspace = Workspace.open(folder);
        try (var lock = WorkspaceLock.take(workspace)) {
            Path campaign = workspace.campaigns().resolve(name);
            if (Files.exists(campaign, LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedByPolicy("campaigns/" + name + " is there already. Maybe choose another name");
            }
            Outline rules = RuleSet.outline(workspace.rules());
            Target target = target(rules);
            String serves = target instanceof Target.Action each ? each.name() : "";
            var skeleton = new CampaignSkeleton(
                    workspace.campaigns(),
                    target,
                    channels(),
                    languages(workspace),
                    workspace.company().timeZone(),
                    rules.parameters().getOrDefault(serves, Map.of()));
            Path rule = target instanceof Target.Action && !rules.actions().contains(serves)
                    ? firstRule(workspace, rules, serves)
                    : null;
            Map<String, String> files = skeleton.files();
            for (Map.Entry<String, String> file : files.entrySet()) {
                NewFiles.write(campaign.resolve(file.getKey()), file.getValue());
            }
            say(workspace, files, rule, serves);
        }
        return ExitCodes.OK;
    }

    private Target target(Outline rules) {
        if (action != null && segment != null) {
            throw NewFiles.wrong(spec, "A campaign serves an action or a segment, not both", "leave one out");
        }
        if (segment != null) {
            return segment(rules, segment);
        }
        if (action != null && !rules.actions().contains(action)) {
            Nearest.to(action, rules.actions()).ifPresent(near -> {
                throw NewFiles.wrong(
                        spec, "No rule recommends the action '" + action + "'", "you meant '" + near + "'");
            });
            if (!action.matches(NAME)) {
                throw NewFiles.wrong(
                        spec,
                        "No rule recommends the action '" + action + "'",
                        NewFiles.nearest(action, rules.actions()));
            }
        }
        return new Target.Action(action == null ? name : action);
    }

    private Target segment(Outline rules, String written) {
        int equals = written.indexOf('=');
        if (equals < 1) {
            throw NewFiles.wrong(spec, "'" + written + "' names no dimension", "--segment RFM=Champions");
        }
        String dimension = written.substring(0, equals).strip();
        List<String> known = rules.dimensions().get(dimension);
        if (known == null) {
            throw NewFiles.wrong(
                    spec,
                    "No rule assigns a segment of the dimension '" + dimension + "'",
                    NewFiles.nearest(dimension, rules.dimensions().keySet()));
        }
        var all = new TreeSet<>(known);
        all.add(Target.OTHERS);
        List<String> segments = Stream.of(written.substring(equals + 1).split(","))
                .map(String::strip)
                .distinct()
                .toList();
        for (String each : segments) {
            if (!all.contains(each)) {
                throw NewFiles.wrong(
                        spec,
                        "No rule assigns the segment '" + each + "' of '" + dimension + "'",
                        NewFiles.nearest(each, all));
            }
        }
        return new Target.Segment(dimension, segments);
    }

    private List<Channel> channels() {
        return channels.stream()
                .map(String::strip)
                .distinct()
                .map(key -> Channel.of(key)
                        .orElseThrow(() -> NewFiles.wrong(
                                spec, "Unknown channel '" + key + "'", NewFiles.nearest(key, Channel.keys()))))
                .toList();
    }

    private List<String> languages(Workspace workspace) {
        List<String> wanted = languages.stream().map(String::strip).distinct().toList();
        for (String each : wanted) {
            if (!LanguageFallback.isTag(each)) {
                throw NewFiles.wrong(spec, "'" + each + "' isn't a language tag", "a tag such as en, hi or de-AT");
            }
        }
        return wanted.isEmpty() ? List.of(workspace.company().language()) : wanted;
    }

    private static Path firstRule(Workspace workspace, Outline rules, String action) throws IOException {
        Path file = workspace.rules().resolve("actions").resolve(action + ".drl");
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedByPolicy("rules/actions/" + action + ".drl is there already and recommends no '" + action
                    + "'. Maybe mend it first; 'beckon check' says what is wrong");
        }
        String rule = "First rule for " + action;
        for (int i = 2; rules.names().contains(rule.toLowerCase(java.util.Locale.ROOT)); i++) {
            rule = "First rule for " + action + " " + i;
        }
        NewFiles.write(file, RuleSkeleton.action(rule, action));
        return file;
    }

    private void say(Workspace workspace, Map<String, String> files, @Nullable Path rule, String action) {
        var out = spec.commandLine().getOut();
        String here = "campaigns/" + name;
        out.println("Made " + here + ": " + String.join(", ", files.keySet()));
        if (rule != null) {
            out.println("Made rules/actions/" + rule.getFileName() + ", as no rule recommended '" + action + "' yet");
        }
        out.println("Next:");
        if (rule != null) {
            out.println("  say for whom it is, in rules/actions/" + rule.getFileName());
        }
        out.println("  say what you want to say, in each template of " + here
                + (files.size() > 4 ? " and each language" : ""));
        if (channels.contains("email") && workspace.company().postalAddress().isBlank()) {
            out.println("  add 'postal-address' under 'company' in beckon.yaml: an email must show it");
        }
        out.println("  beckon check");
        out.println("  beckon preview " + name);
        out.println("  when you are happy with it, write 'enabled: true' in " + here + "/campaign.yaml");
        out.flush();
    }
}
