package dev.beckon.cli;

import dev.beckon.data.CustomerData;
import dev.beckon.data.LoadOptions;
import dev.beckon.data.QualityText;
import dev.beckon.workspace.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Loads the sources and says what became of every row.")
final class DataCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--workspace",
            defaultValue = ".",
            description = "Folder with beckon.yaml; default: the current one.")
    private Path workspace = Path.of(".");

    @Option(names = "--as-of", description = "The day as of which everything is known.")
    private @Nullable LocalDate asOf;

    @Option(names = "--json", description = "Write JSON instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        LoadOptions options = LoadOptions.defaults();
        if (asOf != null) {
            options = options.asOf(asOf);
        }
        try (CustomerData data = CustomerData.load(Workspace.open(workspace), options)) {
            String text = json ? QualityText.json(data.quality()) + "\n" : QualityText.table(data.quality());
            java.util.Objects.requireNonNull(spec).commandLine().getOut().print(text);
            java.util.Objects.requireNonNull(spec).commandLine().getOut().flush();
        }
        return ExitCodes.OK;
    }
}
