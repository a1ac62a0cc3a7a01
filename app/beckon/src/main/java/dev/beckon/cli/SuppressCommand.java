package dev.beckon.cli;

import dev.beckon.store.Suppressions;
import dev.beckon.store.WorkspaceStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "suppress",
        mixinStandardHelpOptions = true,
        description = "Nobody writes to this address again; counts for the very next message.")
@SuppressWarnings("NullAway.Init")
final class SuppressCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ADDRESS", description = "An email address, or a phone number such as +919820012345.")
    private String address;

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            defaultValue = Suppressions.ANY,
            description = "Only this one: email, whatsapp or phone; else all.")
    private String channel;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "asked to", description = "Why.")
    private String reason;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String usable = Addresses.usable(address, options.country(), spec);
        Addresses.refuseUnfitChannel(channel, usable, spec);
        try (WorkspaceStore store = options.open()) {
            new Suppressions(store.store(), store.secret()).add(usable, channel, reason, options.who());
        }
        var out = spec.commandLine().getOut();
        out.println("Nobody writes to " + usable + Addresses.on(channel) + " any more");
        out.flush();
        return ExitCodes.OK;
    }
}
