package dev.beckon.cli;

import dev.beckon.report.SavedPlan;
import dev.beckon.schedule.Approvals;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.WorkspaceStore;
import java.util.Objects;
import java.util.Optional;
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

    @Parameters(
            paramLabel = "PLAN",
            description = "The plan's id or its first characters, its campaign, or the number of a run that is held.")
    private String name;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    private record Plan(String id, String campaign, long messages) {

        static Plan of(Run run) {
            return new Plan(Objects.requireNonNull(run.plan()), run.campaign(), run.messages());
        }

        static Plan of(SavedPlan plan) {
            return new Plan(plan.id(), plan.campaign(), plan.messages());
        }
    }

    @Override
    public Integer call() {
        try (WorkspaceStore store = options.open()) {
            Optional<Run> held = held(store);
            Plan plan = held.map(Plan::of)
                    .orElseGet(() -> Plan.of(SavedPlan.find(options.workspace().out(), name)));
            new Approvals(store.store()).approve(plan.id, options.who(), Person.here());
            var out = spec.commandLine().getOut();
            out.println(
                    "Approved: " + plan.id.substring(0, 12) + ", " + plan.messages + " messages of " + plan.campaign);
            held.ifPresent(run -> out.println("Another person may let it go now: beckon resume " + run.number()));
            out.flush();
        }
        return ExitCodes.OK;
    }

    /** A run that the schedule made: a later preview may have taken the place of its own. */
    private Optional<Run> held(WorkspaceStore store) {
        return new Runs(store.store())
                .all().stream()
                        .filter(run -> run.state() == RunState.HELD && run.plan() != null)
                        .filter(run -> name.equals(Long.toString(run.number())) || name.equals(run.name()))
                        .findFirst();
    }
}
