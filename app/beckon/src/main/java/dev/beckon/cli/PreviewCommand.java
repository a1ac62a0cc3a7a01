package dev.beckon.cli;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.Timings;
import dev.beckon.plan.Plan;
import dev.beckon.report.Preview;
import dev.beckon.report.PreviewWriter;
import dev.beckon.report.Terminal;
import dev.beckon.report.TerminalFunnel;
import dev.beckon.schedule.PlannedRun;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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
        name = "preview",
        mixinStandardHelpOptions = true,
        description = {
            "Shows who would get which message, and why the others get none. Sends nothing.",
            "Writes a page, the messages and the skips of each campaign to out/<campaign>/."
        })
@SuppressWarnings("NullAway.Init")
final class PreviewCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "CAMPAIGN", description = "Only this campaign; else all enabled ones.")
    private @Nullable String campaign;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "When it is supposed to be sent, such as 2026-11-02T04:30:00Z;"
                    + " else the campaign's next time after the as-of date.")
    private @Nullable Instant at;

    @Option(names = "--customer", paramLabel = "ID", description = "Only show this customer's message, or why none.")
    private @Nullable String customer;

    @Option(names = "--json", description = "Print the plans' headers as JSON instead of the funnels.")
    private boolean json;

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, IOException {
        Workspace workspace = options.workspace();
        try (var lock = WorkspaceLock.take(workspace);
                var run = PlannedRun.of(
                        workspace,
                        options.audience(workspace),
                        Optional.ofNullable(campaign),
                        Optional.ofNullable(at))) {
            if (run.plans().isEmpty()) {
                throw new ProblemsFound(Problem.at("campaigns", 0, 0, "no campaign is enabled")
                        .hint("name one, or write 'enabled: true' into its campaign.yaml"));
            }
            if (customer != null) {
                return show(run, customer);
            }
            write(run, workspace);
        }
        return ExitCodes.OK;
    }

    private void write(PlannedRun run, Workspace workspace) throws SQLException, IOException {
        var writer = new PreviewWriter(workspace.company(), workspace.out(), options.threads(), run::render);
        List<Preview> previews;
        try (var stage = Timings.OF_THE_RUN.begin("report");
                var connection = run.audience().connect()) {
            previews = writer.write(connection, run.headers(campaign));
        }
        Path overview =
                writer.writeOverview(run.plans().stream().map(Plan::campaign).toList());
        print(previews, workspace, overview);
    }

    private void print(List<Preview> previews, Workspace workspace, Path overview) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Terminal terminal = Terminal.of(System.getenv(), System.console() != null, Charset.defaultCharset());
        for (Preview preview : previews) {
            if (json) {
                out.println(java.nio.file.Files.readString(preview.folder().resolve("plan.json")));
            } else {
                String page = shown(workspace, preview.folder().resolve("index.html"));
                out.println(TerminalFunnel.of(
                        preview.plan(), preview.figures(), workspace.company().currency(), "open " + page, terminal));
            }
        }
        if (previews.size() > 1 && !json) {
            out.println("All campaigns: " + shown(workspace, overview));
        }
        out.flush();
    }

    private static String shown(Workspace workspace, Path file) {
        return workspace.root().relativize(file.toAbsolutePath()).toString();
    }

    private int show(PlannedRun run, String id) throws SQLException {
        if (run.audience().find(id).isEmpty()) {
            throw ExplainCommand.noCustomer(id);
        }
        PrintWriter out = spec.commandLine().getOut();
        List<CampaignOutcome> outcomes = CustomerOutcomes.of(run, id).stream()
                .filter(outcome -> campaign == null || outcome.campaign().equals(campaign))
                .toList();
        outcomes.forEach(outcome -> out.println(outcome.text()));
        if (outcomes.stream().anyMatch(CampaignOutcome.NotFor.class::isInstance)) {
            out.println("Why not, rule by rule: beckon explain " + id);
        }
        out.flush();
        return ExitCodes.OK;
    }
}
