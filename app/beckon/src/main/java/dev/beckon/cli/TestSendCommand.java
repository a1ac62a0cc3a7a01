package dev.beckon.cli;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.campaign.MessageRenderer;
import dev.beckon.database.Sql;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.Messengers;
import dev.beckon.deliver.Outcome;
import dev.beckon.deliver.WorkspaceDelivery;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.report.SavedPlan;
import dev.beckon.store.Audit;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "test-send",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a campaign's message to an address of your own, by the campaign's real way.",
            "It is the first message of the latest preview with another name in it. Neither the plan nor the"
                    + " store's messages are touched."
        })
@SuppressWarnings("NullAway.Init")
final class TestSendCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CAMPAIGN", description = "A campaign with a preview.")
    private String name;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            required = true,
            description = "Your email address or phone number.")
    private String to;

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description = "email, whatsapp or phone; else email for an email address and whatsapp for a number.")
    private @Nullable String channelName;

    @Option(names = "--language", paramLabel = "TAG", description = "Such as hi; else that of the first message.")
    private @Nullable String language;

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    /** Stand in for a customer's own: the message leaves for somebody else. */
    private static final Map<String, String> STAND_INS =
            Map.of("firstName", "Alex", "lastName", "Sample", "fullName", "Alex Sample", "city", "Your city");

    private static final JsonMapper JSON = new JsonMapper();

    private record Sample(String language, String variables) {}

    @Override
    public Integer call() throws SQLException {
        Workspace workspace = options.existing();
        String address = Addresses.usable(to, workspace.company().country(), spec);
        Channel channel = channel();
        DeliveryConfig config = DeliveryConfig.read(workspace, Environment.OF_THE_PROCESS);
        SavedPlan plan = SavedPlan.find(workspace.out(), name);
        Content content;
        Sample sample;
        try (var lock = WorkspaceLock.take(workspace);
                var planned = PlannedData.open(workspace, plan, options.load());
                var connection = planned.data().connect()) {
            sample = sample(connection, plan, channel);
            content = marked(rendered(workspace, planned.campaign(), channel, sample));
        }
        try (WorkspaceStore store = WorkspaceStore.open(workspace, Environment.OF_THE_PROCESS);
                Messenger messenger = messenger(config, workspace, store, channel)) {
            new Audit(store.store())
                    .add(
                            Person.here(),
                            "test-send",
                            plan.campaign() + " by " + channel.key(),
                            "to " + store.secret().addressKey(address));
            return said(messenger.send(envelope(plan, channel, address, sample, content)), messenger);
        }
    }

    private Channel channel() {
        if (channelName == null) {
            return Addresses.isEmail(to) ? Channel.EMAIL : Channel.WHATSAPP;
        }
        return Addresses.channel(channelName, to, spec);
    }

    private Sample sample(Connection connection, SavedPlan plan, Channel channel) throws SQLException {
        String sql = "SELECT language, variables FROM read_parquet("
                + Sql.text(plan.messagesFile().toString()) + ") WHERE channel = " + Sql.text(channel.key())
                + (language == null ? "" : " AND language = " + Sql.text(language)) + " ORDER BY customer_id LIMIT 1";
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new ProblemsFound(Problem.at(
                                "out/" + plan.campaign(),
                                0,
                                0,
                                "no message of the preview goes by " + channel.key()
                                        + (language == null ? "" : " in " + language))
                        .hint("try another --channel or --language, or preview again"));
            }
            return new Sample(row.getString(1), withStandIns(row.getString(2)));
        }
    }

    private static String withStandIns(String variables) {
        ObjectNode read = (ObjectNode) JSON.readTree(variables);
        STAND_INS.forEach((name, standIn) -> {
            if (read.has(name)) {
                read.put(name, standIn);
            }
        });
        return JSON.writeValueAsString(read);
    }

    private static Content rendered(Workspace workspace, Campaign campaign, Channel channel, Sample sample) {
        var renderer =
                new MessageRenderer(workspace.company(), (each, customer, by) -> "https://unsubscribe.invalid/test");
        return renderer.render(campaign, channel, sample.language, "test", sample.variables);
    }

    /** Nobody must take it for the real one. */
    private static Content marked(Content content) {
        return content instanceof Content.Email email
                ? new Content.Email("[Test] " + email.subject(), email.html(), email.text())
                : content;
    }

    private static Messenger messenger(
            DeliveryConfig config, Workspace workspace, WorkspaceStore store, Channel channel) {
        List<Messenger> all = Messengers.of(
                config,
                workspace.company(),
                store.secret(),
                WorkspaceDelivery.dropFolder(workspace).resolve("tests"));
        String provider = config.channel(channel).provider();
        Messenger found = all.stream()
                .filter(each -> each.channel() == channel && each.provider().equals(provider))
                .findFirst()
                .orElseThrow();
        all.stream().filter(each -> each != found).forEach(Messenger::close);
        return found;
    }

    private static Envelope envelope(SavedPlan plan, Channel channel, String address, Sample sample, Content content) {
        Instant now = InstantSource.system().instant();
        return new Envelope(
                0,
                UUID.randomUUID().toString().replace("-", ""),
                plan.campaign(),
                "test",
                channel,
                address,
                sample.language,
                now,
                content,
                "https://unsubscribe.invalid/test");
    }

    private int said(Outcome outcome, Messenger messenger) {
        var out = spec.commandLine().getOut();
        if (outcome instanceof Outcome.Accepted) {
            out.println("Sent by " + messenger.lane());
            out.flush();
            return ExitCodes.OK;
        }
        spec.commandLine().getErr().println("Not sent by " + messenger.lane() + ": " + outcome);
        return ExitCodes.UNAVAILABLE;
    }
}
