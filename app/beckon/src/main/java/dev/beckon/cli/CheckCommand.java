package dev.beckon.cli;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Campaigns;
import dev.beckon.data.CustomerData;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.plan.Policies;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RuleSet;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks beckon.yaml, rules, campaigns and templates, and shows everything that is wrong.")
@SuppressWarnings("NullAway.Init")
final class CheckCommand implements Callable<Integer> {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(names = "--compile", description = "Also build the rule engine, as preview does.")
    private boolean compile;

    @Option(names = "--json", description = "Print the problems as JSON, schema beckon.check/1.")
    private boolean json;

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Workspace workspace = options.workspace();
        try (var lock = WorkspaceLock.take(workspace)) {
            var problems = new LinkedHashSet<Problem>();
            collect(problems, () -> Policies.read(workspace));
            collect(problems, () -> withData(workspace, problems));
            var all = new Problems();
            problems.forEach(all::add);
            if (json) {
                print(all.list());
                return problems.isEmpty() ? ExitCodes.OK : ExitCodes.PROBLEMS;
            }
            all.throwIfAny();
        }
        return ExitCodes.OK;
    }

    private void print(List<Problem> problems) {
        var report = new LinkedHashMap<String, Object>();
        report.put("schema", "beckon.check/1");
        report.put("problems", problems);
        var out = spec.commandLine().getOut();
        out.println(JSON.writeValueAsString(report));
        out.flush();
    }

    private void withData(Workspace workspace, Set<Problem> problems) {
        CustomerData loaded;
        try {
            loaded = CustomerData.load(workspace, options.load());
        } catch (ProblemsFound ofData) {
            problems.addAll(ofData.problems());
            collect(problems, () -> withoutData(workspace, problems));
            return;
        }
        try (loaded) {
            Vocabulary vocabulary = loaded.vocabulary();
            RuleSet rules;
            try {
                rules = RuleSet.read(
                        workspace.rules(), vocabulary, workspace.company().minorDigits());
            } catch (ProblemsFound ofRules) {
                problems.addAll(ofRules.problems());
                Campaigns.read(workspace.campaigns(), known(workspace, vocabulary));
                return;
            }
            if (compile) {
                rules.compile(CustomerTypes.declare(vocabulary)).close();
            }
            var known = new Campaigns.Known(workspace.company(), vocabulary, rules.actions(), rules.dimensions());
            List<Campaign> campaigns = Campaigns.read(workspace.campaigns(), known);
            collect(problems, () -> Policies.read(workspace).refuseIdleBudgets(campaigns));
            if (problems.isEmpty() && !json) {
                say(rules, campaigns);
            }
        }
    }

    private void say(RuleSet rules, List<Campaign> campaigns) {
        var out = spec.commandLine().getOut();
        out.printf("%d rules and %d campaigns: no problems.%n", rules.rules().size(), campaigns.size());
        out.flush();
    }

    /** Without data nobody knows its columns, so only what doesn't depend on them is checked. */
    private static void withoutData(Workspace workspace, Set<Problem> problems) {
        problems.addAll(RuleSet.outline(workspace.rules()).problems());
        var known = known(workspace, Vocabulary.withAttributes(List.of()));
        try {
            Campaigns.read(workspace.campaigns(), known);
        } catch (ProblemsFound ofCampaigns) {
            ofCampaigns.problems().stream()
                    .filter(problem -> problem.file().endsWith("campaign.yaml"))
                    .forEach(problems::add);
        }
    }

    private static Campaigns.Known known(Workspace workspace, Vocabulary vocabulary) {
        var outline = RuleSet.outline(workspace.rules());
        boolean complete = outline.problems().isEmpty();
        return new Campaigns.Known(workspace.company(), vocabulary, outline.actions(), outline.dimensions(), complete);
    }

    private static void collect(Set<Problem> problems, Runnable check) {
        try {
            check.run();
        } catch (ProblemsFound found) {
            problems.addAll(found.problems());
        }
    }
}
