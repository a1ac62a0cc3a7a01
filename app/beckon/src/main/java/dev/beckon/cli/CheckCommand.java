package dev.beckon.cli;

import dev.beckon.audience.UnknownValues;
import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Campaigns;
import dev.beckon.campaign.EndedCampaigns;
import dev.beckon.campaign.GivenParameters;
import dev.beckon.campaign.Rivals;
import dev.beckon.campaign.UnservedActions;
import dev.beckon.data.CustomerData;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.plan.Planning;
import dev.beckon.plan.Policies;
import dev.beckon.plan.TemplateTrial;
import dev.beckon.rules.Contradictions;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RuleSet;
import dev.beckon.rules.Thresholds;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        description = {
            "Checks beckon.yaml, rules, campaigns and templates, and shows everything that is wrong.",
            "Every template is written to some hundred sample customers, as sending would."
        })
@SuppressWarnings("NullAway.Init")
final class CheckCommand implements Callable<Integer> {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(names = "--compile", description = "Also build the rule engine, as preview does.")
    private boolean compile;

    @Option(names = "--json", description = "Print the problems as JSON, schema beckon.check/1.")
    private boolean json;

    /** What stops nobody, or not everybody. */
    private final Problems warnings = new Problems();

    private String checked = "";

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Workspace workspace = options.workspace();
        try (var lock = WorkspaceLock.take(workspace)) {
            var problems = new LinkedHashSet<Problem>();
            // each reads the file anew, as what is wrong with one must not keep the others from being looked at
            collect(problems, () -> DeliveryConfig.read(options.existing(), Environment.OF_THE_PROCESS));
            collect(problems, () -> WorkspaceStore.check(options.existing(), Environment.OF_THE_PROCESS));
            collect(problems, () -> withData(workspace, problems));
            var all = new Problems();
            problems.forEach(all::add);
            if (json) {
                print(all.list(), warnings.list());
                return problems.isEmpty() ? ExitCodes.OK : ExitCodes.PROBLEMS;
            }
            var err = spec.commandLine().getErr();
            warnings.list().forEach(warning -> err.println("Warning: " + warning));
            all.throwIfAny();
            say();
        }
        return ExitCodes.OK;
    }

    private void print(List<Problem> problems, List<Problem> warned) {
        var report = new LinkedHashMap<String, Object>();
        report.put("schema", "beckon.check/1");
        report.put("problems", problems);
        report.put("warnings", warned);
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
            options.futureAsOf(loaded.asOf(), workspace).ifPresent(warnings::add);
            WorkspaceOptions.alarms(loaded).forEach(warnings::add);
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
            collect(problems, () -> Policies.remarks(workspace).forEach(warnings::add));
            collect(problems, () -> Policies.read(workspace).refuseIdleBudgets(campaigns));
            tryOut(workspace, loaded, rules, campaigns, problems);
            checked = counted(rules.rules().size(), "rule") + " and " + counted(campaigns.size(), "campaign");
        }
    }

    private void tryOut(
            Workspace workspace, CustomerData loaded, RuleSet rules, List<Campaign> campaigns, Set<Problem> problems) {
        var mistakes = new Problems();
        GivenParameters.check(campaigns, rules.contents(), mistakes).forEach(warnings::add);
        problems.addAll(mistakes.list());
        Contradictions.in(rules.contents()).forEach(warnings::add);
        Thresholds.in(rules.contents()).forEach(warnings::add);
        UnservedActions.of(campaigns, rules.contents()).forEach(warnings::add);
        campaigns.forEach(campaign -> campaign.remarks().forEach(warnings::add));
        Rivals.of(campaigns).forEach(warnings::add);
        EndedCampaigns.of(campaigns, loaded.asOf()).forEach(warnings::add);
        if (loaded.customers() == 0) {
            return;
        }
        UnknownValues.of(rules.contents(), loaded).forEach(warnings::add);
        List<Map<String, Object>> customers = loaded.sample(Planning.reads(campaigns));
        var findings = new TemplateTrial(workspace.company(), rules.contents(), customers).of(campaigns);
        problems.addAll(findings.problems());
        findings.warnings().forEach(warnings::add);
    }

    private void say() {
        int warned = warnings.list().size();
        var out = spec.commandLine().getOut();
        out.println(checked + ": no problems" + (warned == 0 ? "" : ", " + counted(warned, "warning")) + ".");
        out.flush();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
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
