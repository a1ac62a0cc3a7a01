package dev.beckon.cli;

import dev.beckon.feedback.Timings;
import dev.beckon.report.PreviewWriter;
import dev.beckon.report.SegmentTable;
import dev.beckon.report.Terminal;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "segments",
        mixinStandardHelpOptions = true,
        description = "Counts customers and revenue per segment of each dimension.")
@SuppressWarnings("NullAway.Init")
final class SegmentsCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON, schema beckon.segments/1.")
    private boolean json;

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        Workspace workspace = options.workspace();
        try (var lock = WorkspaceLock.take(workspace);
                var audience = options.audience(workspace)) {
            audience.decide(PreviewWriter.READS);
            try (var stage = Timings.OF_THE_RUN.begin("report");
                    var connection = audience.connect()) {
                print(SegmentTable.of(
                        connection,
                        audience.rules().dimensions(),
                        audience.data().asOf(),
                        workspace.company().currency()));
            }
            audience.data().warnings().forEach(spec.commandLine().getErr()::println);
        }
        return ExitCodes.OK;
    }

    private void print(SegmentTable table) {
        Terminal terminal = Terminal.of(System.getenv(), System.console() != null, Charset.defaultCharset());
        var out = spec.commandLine().getOut();
        out.println(json ? table.json() : table.text(terminal));
        out.flush();
    }
}
