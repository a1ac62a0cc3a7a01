package dev.beckon.cli;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.schedule.PlannedRun;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Says everything about one customer: facts, rules that fired and why, those that didn't and why not,"
                        + " and what each campaign has for them.")
@SuppressWarnings("NullAway.Init")
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CUSTOMER", description = "The customer's id.")
    private String customer;

    @Option(names = "--at", paramLabel = "INSTANT", description = "As for preview.")
    private @Nullable Instant at;

    @Option(names = "--json", description = "Print JSON, schema beckon.explain/1.")
    private boolean json;

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        Workspace workspace = options.workspace();
        try (var lock = WorkspaceLock.take(workspace);
                var run = PlannedRun.of(
                        workspace, options.audience(workspace), Optional.empty(), Optional.ofNullable(at))) {
            var audience = run.audience();
            var found = audience.find(customer).orElseThrow(() -> noCustomer(customer));
            var why = audience.explainer().explain(found.customers().get(0), found.linked());
            var report = new CustomerReport(
                    workspace.company(), audience, found.customers().get(0), why, CustomerOutcomes.of(run, customer));
            var out = spec.commandLine().getOut();
            out.println(json ? report.json() : report.text());
            out.flush();
        }
        return ExitCodes.OK;
    }

    static ProblemsFound noCustomer(String id) {
        return new ProblemsFound(
                Problem.at("customers", 0, 0, "there is no customer " + id)
                        .hint(
                                "an id is spelt otherwise, capitals included, or the row was rejected: see out/rejected/customers.csv"));
    }
}
