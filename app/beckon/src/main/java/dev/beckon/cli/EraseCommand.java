package dev.beckon.cli;

import dev.beckon.data.CustomerData;
import dev.beckon.data.LoadOptions;
import dev.beckon.deliver.DropFolder;
import dev.beckon.deliver.Envelopes;
import dev.beckon.deliver.WorkspaceDelivery;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.store.Erasure;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases a customer's personal data from the store and the drop folders.",
            "Cancels what was planned for them, and keeps a keyed hash of each address so that nobody ever writes"
                    + " to it again. The data files are yours to clean."
        })
@SuppressWarnings("NullAway.Init")
final class EraseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CUSTOMER", description = "The customer's id.")
    private String customer;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "Also theirs; may be given several times.")
    private List<String> addresses = List.of();

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        Workspace workspace = options.workspace();
        Optional<List<String>> inTheData = inTheData(workspace);
        var all = new ArrayList<>(inTheData.orElse(List.of()));
        addresses.forEach(address -> all.add(Addresses.usable(address, options.country(), spec)));
        Erasure.Erased erased;
        try (WorkspaceStore store = options.open()) {
            var erasure = new Erasure(store.store(), store.secret());
            if (all.isEmpty() && inTheData.isEmpty() && !erasure.knows(customer)) {
                throw new RefusedByPolicy(
                        "nobody knows a customer '" + customer + "'. Maybe the id is misspelt; if the data"
                                + " no longer have them, name their addresses with --address");
            }
            erased = erasure.erase(customer, all, options.who());
        }
        int files = eraseFiles(WorkspaceDelivery.dropFolder(workspace), erased.messages());
        var out = spec.commandLine().getOut();
        out.println("Erased from " + erased.messages().size() + " messages (" + erased.cancelled() + " cancelled) and "
                + files + " files; a hash of " + erased.addresses() + " addresses is kept.");
        if (!erased.swept()) {
            out.println(
                    "Others are at work in the store: what was deleted isn't overwritten yet. Maybe erase again when"
                            + " nobody serves or sends");
        }
        out.println("Take the customer out of the data files too, then preview again: older previews in out/ still show"
                + " them. Kept facts go with: beckon data --forget");
        out.flush();
        return ExitCodes.OK;
    }

    /** Their addresses as the data have them, also those to which nothing was ever sent; empty if they aren't there. */
    private Optional<List<String>> inTheData(Workspace workspace) throws SQLException {
        var load = new LoadOptions(
                Optional.empty(), Runtime.getRuntime().availableProcessors(), TerminalProgress.onStderr());
        try (var lock = WorkspaceLock.take(workspace);
                var data = CustomerData.load(workspace, load);
                var connection = data.connect();
                var query = connection.prepareStatement(
                        "SELECT email_address, phone_number FROM input.customers WHERE customer_id = ?")) {
            query.setString(1, customer);
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(Stream.of(row.getString(1), row.getString(2))
                                .filter(Objects::nonNull)
                                .toList())
                        : Optional.empty();
            }
        } catch (ProblemsFound | SourceUnavailable e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "The data can't be read, so only addresses are known that something was sent to. Maybe name"
                                    + " others with --address");
            return Optional.empty();
        }
    }

    private static int eraseFiles(Path folder, List<Erasure.Message> messages) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        Set<String> stems = messages.stream()
                .map(each -> DropFolder.stem(
                        each.customer(),
                        Envelopes.key(each.campaign(), each.run(), each.customer(), each.channel(), each.step())))
                .collect(Collectors.toSet());
        int files = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                int end = name.lastIndexOf('.');
                if (end > 0 && stems.contains(name.substring(0, end))) {
                    Files.delete(file);
                    files++;
                }
            }
        }
        return files;
    }
}
