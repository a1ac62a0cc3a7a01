package dev.beckon.cli;

import dev.beckon.deliver.WorkspaceDelivery;
import dev.beckon.store.Erasure;
import dev.beckon.store.WorkspaceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
            "Erases a customer's personal data from the store and the drop folders, cancels what was planned for them, and",
            "keeps a keyed hash of each address so that nobody ever writes to it again. The data files are yours to clean."
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
    public Integer call() throws IOException {
        addresses.forEach(address -> Addresses.refuseUnusable(address, spec));
        Erasure.Erased erased;
        try (WorkspaceStore store = options.open()) {
            erased = new Erasure(store.store(), store.secret()).erase(customer, addresses, options.who());
        }
        int files = eraseFiles(WorkspaceDelivery.dropFolder(options.workspace()));
        var out = spec.commandLine().getOut();
        out.println("Erased from " + erased.messages() + " messages (" + erased.cancelled() + " cancelled) and " + files
                + " files; a hash of " + erased.addresses() + " addresses is kept.");
        out.println("Take the customer out of the data files too, then preview again: older previews in out/ still show"
                + " them. Kept facts go with: beckon data --forget");
        out.flush();
        return ExitCodes.OK;
    }

    private int eraseFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int files = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                int end = name.lastIndexOf('-');
                if (end > 0 && name.substring(0, end).equals(customer.replaceAll("[^A-Za-z0-9_-]", "_"))) {
                    Files.delete(file);
                    files++;
                }
            }
        }
        return files;
    }
}
