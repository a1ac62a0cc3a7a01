package dev.beckon.cli;

import dev.beckon.report.SavedPlan;
import dev.beckon.schedule.Approvals;
import dev.beckon.store.WorkspaceStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Approves a large plan that another person wants to send (approval-above in beckon.yaml).")
@SuppressWarnings("NullAway.Init")
final class ApproveCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "The plan's id or its first characters, or its campaign.")
    private String name;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SavedPlan plan = SavedPlan.find(options.workspace().out(), name);
        try (WorkspaceStore store = options.open()) {
            new Approvals(store.store()).approve(plan, options.who(), Person.here());
        }
        spec.commandLine()
                .getOut()
                .println("Approved: " + plan.shortId() + ", " + plan.messages() + " messages of " + plan.campaign());
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
