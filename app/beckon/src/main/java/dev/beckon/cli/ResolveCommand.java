package dev.beckon.cli;

import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.Envelopes;
import dev.beckon.deliver.Evidence;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.store.Doubts;
import dev.beckon.store.Doubts.Doubt;
import dev.beckon.store.MessageState;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "resolve",
        mixinStandardHelpOptions = true,
        description = {
            "Settles messages of which nobody knows whether they went out.",
            "Asks the providers, lists those of a run that stay in doubt, and settles them as a person found,"
                    + " such as in the relay's log: the key stands before the @ of an email's Message-ID. All of it is"
                    + " audited."
        })
@SuppressWarnings("NullAway.Init")
final class ResolveCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "Its number or name, a campaign whose latest run is meant, or all.")
    private String run;

    @Parameters(
            arity = "0..*",
            index = "1..*",
            paramLabel = "MESSAGE",
            description = "Ids from the list; else all of it, but for --resend.")
    private List<Long> messages = List.of();

    static final class Verdict {
        @Option(names = "--sent", required = true, description = "They went out.")
        private boolean sent;

        @Option(names = "--failed", required = true, description = "They didn't, and won't.")
        private boolean failed;

        @Option(names = "--resend", required = true, description = "Send them again, perhaps for the second time.")
        private boolean resend;

        MessageState state() {
            return sent ? MessageState.SENT : failed ? MessageState.FAILED : MessageState.PLANNED;
        }
    }

    @ArgGroup
    private @Nullable Verdict verdict;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "by hand", description = "Why, for the audit log.")
    private String reason;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (verdict != null && verdict.resend && messages.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "name the messages to send again: each may become a second copy");
        }
        try (WorkspaceStore store = options.open()) {
            PrintWriter out = spec.commandLine().getOut();
            var config = DeliveryConfig.read(options.workspace(), Environment.OF_THE_PROCESS);
            new Evidence(config, store, Integer.MAX_VALUE).gather().forEach(out::println);
            var doubts = new Doubts(store.store());
            List<Doubt> meant =
                    doubts
                            .open(
                                    run.equals("all")
                                            ? null
                                            : (Long)
                                                    StoreOptions.run(store, run).number())
                            .stream()
                            .filter(each -> messages.isEmpty() || messages.contains(each.id()))
                            .toList();
            refuseOthers(meant);
            if (verdict == null) {
                list(meant, out);
            } else {
                long settled = meant.stream()
                        .filter(each -> doubts.settle(each.id(), verdict.state(), options.who(), reason))
                        .count();
                out.println(settled
                        + (settled == 1 ? " message is " : " messages are ")
                        + verdict.state().name().toLowerCase(java.util.Locale.ROOT));
            }
            out.flush();
        }
        return ExitCodes.OK;
    }

    private void refuseOthers(List<Doubt> meant) {
        List<Long> found = meant.stream().map(Doubt::id).toList();
        List<Long> others =
                messages.stream().filter(each -> !found.contains(each)).toList();
        if (!others.isEmpty()) {
            throw new ProblemsFound(Problem.at(
                            "messages",
                            0,
                            0,
                            "not in doubt in this run: "
                                    + others.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .hint("look at the list: beckon resolve " + run));
        }
    }

    private static void list(List<Doubt> doubts, PrintWriter out) {
        if (doubts.isEmpty()) {
            out.println("Nothing is in doubt.");
            return;
        }
        out.printf(
                "%-14s %-33s %-20s %-16s %-9s %-21s %s%n",
                "message", "key", "campaign", "customer", "channel", "since", "why");
        doubts.forEach(each -> out.printf(
                "%-14d %-33s %-20s %-16s %-9s %-21s %s%n",
                each.id(),
                Envelopes.key(each.campaign(), each.run(), each.customer(), each.channel(), each.step()),
                each.campaign(),
                each.customer(),
                each.channel(),
                each.sentAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                each.code() + (each.detail() == null ? "" : ": " + each.detail())));
        out.println("Settle them with --sent, --failed or --resend.");
    }
}
