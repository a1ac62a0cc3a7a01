package dev.beckon.data;

import dev.beckon.data.KeptData.Kept;
import dev.beckon.database.Database;
import dev.beckon.facts.Vocabulary;
import dev.beckon.features.CustomerFacts;
import dev.beckon.features.PreviousDecisions;
import dev.beckon.features.RfmSettings;
import dev.beckon.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads the data of a workspace, or takes what was kept of them, and refuses those that nobody should decide by. */
final class DataLoader {

    private final Workspace workspace;
    private final LoadOptions options;
    private final DataSettings settings;
    private final List<SourceSettings> sources;
    private final RfmSettings rfm;
    private final PreviousDecisions previous;
    private final LoadPolicies policies;

    DataLoader(Workspace workspace, LoadOptions options, Function<String, @Nullable String> environment) {
        this.workspace = workspace;
        this.options = options;
        this.settings = DataSettings.from(workspace);
        this.sources = new SourcesReader(environment).read(workspace);
        this.rfm = RfmSettings.from(workspace.section("rfm"));
        this.previous = PreviousDecisions.from(workspace.section("data"), workspace.root());
        this.policies = new LoadPolicies(workspace, settings);
        workspace.problems().throwIfAny();
    }

    CustomerData load() {
        var files = new SourceFiles(workspace.root());
        Optional<DataKey> key = DataKey.of(workspace, options, sources, files);
        var keeper = new KeptData(workspace);
        Optional<Path> place = key.map(keeper::place);
        Optional<Kept> kept =
                options.fresh() ? Optional.empty() : key.flatMap(k -> keeper.take(k, at -> open(files, at)));
        if (kept.isPresent()) {
            return checked(kept.get().database(), kept.get().loaded(), place);
        }
        Database database = open(files, Optional.empty());
        try {
            LoadedData loaded =
                    new SourcesLoader(workspace, options, settings, sources, policies, database).load(files);
            loaded.save(database);
            return checked(
                    database, loaded, place.filter(whole -> key.orElseThrow().holds()));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private CustomerData checked(Database database, LoadedData loaded, Optional<Path> place) {
        var data = new CustomerData(
                database,
                Vocabulary.withAttributes(loaded.attributes()),
                loaded.quality(),
                new CustomerFacts.Settings(
                        loaded.asOf(), rfm, workspace.company().minorDigits(), previous),
                options.progress(),
                this::isSource,
                place);
        try {
            new RejectedFiles(database, workspace.out()).write(loaded.files());
            policies.refuseTooManyRejected(sources, loaded.quality());
            policies.refuseTooOld(database, options.clock());
            return data;
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private boolean isSource(Path file) {
        var files = new SourceFiles(workspace.root());
        return sources.stream()
                .filter(source -> source.from().isEmpty() && source.jdbc().isEmpty())
                .anyMatch(source -> files.reads(source, file));
    }

    private Database open(SourceFiles files, Optional<Path> kept) {
        List<Path> readable = new ArrayList<>(files.folders(sources));
        readable.add(workspace.out());
        if (previous.file() != null) {
            readable.add(workspace.root().resolve(previous.file()).resolveSibling(""));
        }
        return Database.open(
                workspace.out().resolve(".work"),
                kept,
                readable,
                settings.memoryLimit(),
                options.threads(),
                NormaliseFunctions::register);
    }
}
