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
        name = "unsuppress",
        mixinStandardHelpOptions = true,
        description = {
            "Takes an address out of the store's suppressions.",
            "Consent isn't given by it: who unsubscribed must say so anew. What the data say of suppressions"
                    + " stays."
        })
@SuppressWarnings("NullAway.Init")
final class UnsuppressCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ADDRESS", description = "An email address, or a phone number such as +919820012345.")
    private String address;

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            defaultValue = Suppressions.ANY,
            description = "Only this one: email, whatsapp or phone; else all.")
    private String channel;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String usable = Addresses.usable(address, options.country(), spec);
        Addresses.refuseUnfitChannel(channel, usable, spec);
        try (WorkspaceStore store = options.open()) {
            if (new Suppressions(store.store(), store.secret()).remove(usable, channel, options.who())) {
                var out = spec.commandLine().getOut();
                out.println(usable + " isn't suppressed" + Addresses.on(channel)
                        + " any more, as far as the store knows; the data may say otherwise");
                out.flush();
                return ExitCodes.OK;
            }
        }
        spec.commandLine().getErr().println("It isn't suppressed there.");
        return ExitCodes.PROBLEMS;
    }
}
