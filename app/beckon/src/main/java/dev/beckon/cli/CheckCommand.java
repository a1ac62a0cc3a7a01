package dev.beckon.cli;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Campaigns;
import dev.beckon.data.CustomerData;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.plan.Policies;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RuleSet;
import dev.beckon.workspace.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks beckon.yaml, rules, campaigns and templates, and shows everything that is wrong.")
@SuppressWarnings("NullAway.Init")
final class CheckCommand implements Callable<Integer> {

    @Option(names = "--compile", description = "Also build the rule engine, as preview does.")
    private boolean compile;

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Workspace workspace = options.workspace();
        var problems = new Problems();
        collect(problems, () -> Policies.read(workspace));
        try (CustomerData data = CustomerData.load(workspace, options.load())) {
            collect(problems, () -> checked(workspace, data));
        }
        problems.throwIfAny();
        return ExitCodes.OK;
    }

    private void checked(Workspace workspace, CustomerData data) {
        RuleSet rules = RuleSet.read(
                workspace.rules(), data.vocabulary(), workspace.company().minorDigits());
        if (compile) {
            rules.compile(CustomerTypes.declare(data.vocabulary())).close();
        }
        List<Campaign> campaigns = Campaigns.read(
                workspace.campaigns(),
                new Campaigns.Known(workspace.company(), data.vocabulary(), rules.actions(), rules.dimensions()));
        var out = spec.commandLine().getOut();
        out.printf("%d rules and %d campaigns: no problems.%n", rules.rules().size(), campaigns.size());
        out.flush();
    }

    private static void collect(Problems problems, Runnable check) {
        try {
            check.run();
        } catch (ProblemsFound found) {
            found.problems().forEach(problems::add);
        }
    }
}
