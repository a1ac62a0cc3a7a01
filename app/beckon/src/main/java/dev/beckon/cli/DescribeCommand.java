package dev.beckon.cli;

import dev.beckon.data.CustomerData;
import dev.beckon.facts.Property;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.rules.VocabularyPage;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = {
            "Says what rules can ask and do in this workspace: every property, condition and verb.",
            "As Markdown, your own columns included."
        })
@SuppressWarnings("NullAway.Init")
final class DescribeCommand implements Callable<Integer> {

    static final String BEGIN = "<!-- vocabulary: generated -->\n";
    static final String END = "<!-- end -->";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(names = "--json", description = "Print the properties as JSON, schema beckon.describe/1.")
    private boolean json;

    @Option(names = "--write", description = "Refresh the generated part of rules/README.md instead of printing.")
    private boolean write;

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Workspace workspace = options.workspace();
        try (var lock = WorkspaceLock.take(workspace);
                var data = CustomerData.load(workspace, options.load())) {
            String page = VocabularyPage.markdown(data.vocabulary(), currency(workspace));
            if (write) {
                refresh(workspace.rules().resolve("README.md"), page);
                return ExitCodes.OK;
            }
            var out = spec.commandLine().getOut();
            out.print(json ? json(data, workspace) + "\n" : page);
            out.flush();
        }
        return ExitCodes.OK;
    }

    private static String currency(Workspace workspace) {
        return workspace.company().currency().getCurrencyCode();
    }

    private void refresh(Path readme, String page) throws IOException {
        String old = Files.exists(readme) ? Files.readString(readme) : BEGIN + END + "\n";
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END, Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            throw new ProblemsFound(Problem.at("rules/README.md", 0, 0, "the markers of the generated part are missing")
                    .hint("add the lines '" + BEGIN.strip() + "' and '" + END + "'"));
        }
        Files.writeString(readme, old.substring(0, begin + BEGIN.length()) + page + old.substring(end));
        spec.commandLine().getErr().println("Refreshed rules/README.md");
    }

    private static String json(CustomerData data, Workspace workspace) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "beckon.describe/1");
        json.put("currency", currency(workspace));
        json.put(
                "properties",
                data.vocabulary().properties().stream()
                        .filter(Property::readableByRules)
                        .map(DescribeCommand::property)
                        .toList());
        return JSON.writeValueAsString(json);
    }

    private static Map<String, Object> property(Property property) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", property.name());
        json.put("type", property.type().name().toLowerCase(Locale.ROOT));
        json.put("unit", property.unit().name().toLowerCase(Locale.ROOT));
        json.put("origin", property.origin().name().toLowerCase(Locale.ROOT));
        json.put("meaning", property.meaning());
        if (property.bounds().bothFinite()) {
            json.put("least", property.bounds().least());
            json.put("most", property.bounds().most());
        }
        return json;
    }
}
