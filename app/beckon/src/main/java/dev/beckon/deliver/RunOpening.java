package dev.beckon.deliver;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.MessageRenderer;
import dev.beckon.database.Sql;
import dev.beckon.feedback.Progress;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.plan.Cap;
import dev.beckon.plan.Policies;
import dev.beckon.report.SavedPlan;
import dev.beckon.store.Consents;
import dev.beckon.store.Contacts;
import dev.beckon.store.Contacts.Contact;
import dev.beckon.store.MessageId;
import dev.beckon.store.NewMessage;
import dev.beckon.store.Outbox;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.Store;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Company;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plan's messages into the outbox and opens its run. Done again, after a crash or by two at once, it changes
 * nothing: the same plan gives the same rows.
 */
public final class RunOpening {

    private static final int CHUNK = 2000;

    private final WorkspaceStore store;
    private final Connection data;
    private final Company company;
    private final Policies policies;
    private final DeliveryConfig config;
    private final Progress progress;

    /** @param data with the tables of {@code input}; may read the plan's files */
    public RunOpening(
            WorkspaceStore store,
            Connection data,
            Company company,
            Policies policies,
            DeliveryConfig config,
            Progress progress) {
        this.store = store;
        this.data = data;
        this.company = company;
        this.policies = policies;
        this.config = config;
        this.progress = progress;
    }

    /**
     * Opens the run of this plan, or finds it open.
     *
     * @param campaign as it was when the plan was made
     * @throws RefusedByPolicy if another plan was sent for the same campaign and time, or it has too many messages
     */
    public Run open(SavedPlan plan, Campaign campaign) {
        refuseTooMany(plan);
        refuseWithoutWayBack(plan);
        var runs = new Runs(store.store());
        Run run = runs.begin(new Runs.NewRun(
                plan.campaign(),
                plan.at(),
                plan.id(),
                plan.asOf().toString(),
                plan.audience(),
                plan.messages(),
                campaign.end(company.timeZone()).orElse(null)));
        if (!plan.id().equals(run.plan())) {
            throw new RefusedByPolicy("another plan (" + shortened(run.plan()) + ") was sent for " + run.name()
                    + " already, and nobody gets two messages of one run. Maybe preview for another time with --at");
        }
        if (run.state() == RunState.PREPARING) {
            fill(run, plan, campaign);
            runs.open(run.number(), config.guards().canary());
        }
        return runs.find(run.number()).orElseThrow();
    }

    /** The plan's run if all its messages are written down already: then neither data nor files are needed. */
    public static Optional<Run> opened(Store store, SavedPlan plan) {
        return new Runs(store)
                .find(plan.campaign(), plan.at())
                .filter(run -> plan.id().equals(run.plan()) && run.state() != RunState.PREPARING);
    }

    private static String shortened(@Nullable String plan) {
        return plan == null ? "none" : plan.substring(0, Math.min(12, plan.length()));
    }

    private void refuseTooMany(SavedPlan plan) {
        if (config.maximumPerRun() > 0 && plan.messages() > config.maximumPerRun()) {
            throw new RefusedByPolicy("the plan has " + plan.messages() + " messages, more than maximum-per-run ("
                    + config.maximumPerRun() + ") in beckon.yaml. Maybe the rules match more people than was meant");
        }
    }

    /** A real email without a link that works would be against the law in many countries. */
    private void refuseWithoutWayBack(SavedPlan plan) {
        boolean realEmail = plan.messagesByChannel().containsKey(Channel.EMAIL.key())
                && !config.isRehearsal(List.of(Channel.EMAIL));
        if (realEmail && config.publicUrl().isEmpty()) {
            throw new RefusedByPolicy("emails need a link to unsubscribe that works. Maybe set delivery: {public-url:"
                    + " https://...} to where `beckon serve` is reached");
        }
    }

    private void fill(Run run, SavedPlan plan, Campaign campaign) {
        try {
            rememberConsents(plan);
            rememberContacts(plan);
            rememberHeldOut(run, plan);
            write(run, plan, campaign);
        } catch (SQLException e) {
            throw new IllegalStateException("The plan's files can't be read: " + e.getMessage(), e);
        }
    }

    private record Row(
            long place,
            String customer,
            Channel channel,
            String language,
            String address,
            Instant sendAt,
            @Nullable String timeZone,
            String variables,
            @Nullable Next next) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("place"),
                    row.getString("customer_id"),
                    Channel.of(row.getString("channel")).orElseThrow(),
                    row.getString("language"),
                    row.getString("address"),
                    utc(row, "send_at"),
                    row.getString("time_zone"),
                    row.getString("variables"),
                    Next.read(row));
        }
    }

    /** What the plan has for whom the message's channel doesn't reach. */
    private record Next(
            Channel channel, String address, @Nullable String timeZone, String variables) {

        static @Nullable Next read(ResultSet row) throws SQLException {
            String channel = row.getString("fallback_channel");
            return channel == null
                    ? null
                    : new Next(
                            Channel.of(channel).orElseThrow(),
                            row.getString("fallback_address"),
                            row.getString("fallback_time_zone"),
                            row.getString("fallback_variables"));
        }
    }

    private void write(Run run, SavedPlan plan, Campaign campaign) throws SQLException {
        var outbox = new Outbox(store.store(), store.secret(), List.of());
        progress.begin("writing the outbox", plan.messages());
        each(
                // The first few are the canary, so those that are due first come first.
                "SELECT row_number() OVER (ORDER BY send_at, customer_id) - 1 AS place, * FROM "
                        + file(plan.messagesFile().toString()) + " ORDER BY place",
                Row::read,
                rows -> {
                    outbox.add(
                            run.number(),
                            rows.parallelStream()
                                    .map(row -> message(run, row, campaign))
                                    .toList());
                    progress.advance(rows.size());
                });
        progress.end();
    }

    private NewMessage message(Run run, Row row, Campaign campaign) {
        return new NewMessage(
                row.place,
                row.customer,
                row.channel.key(),
                config.channel(row.channel).provider(),
                row.address,
                row.language,
                row.timeZone,
                row.sendAt,
                campaign.end(company.timeZone()).orElse(null),
                body(run, row, 0, row.channel, row.variables, campaign),
                fallback(run, row, campaign));
    }

    private byte[] body(Run run, Row row, int step, Channel channel, String variables, Campaign campaign) {
        String link = new UnsubscribeTokens(store.secret())
                .link(config.publicUrl(), MessageId.of(run.number(), step, row.place));
        var renderer = new MessageRenderer(company, (name, customer, each) -> link);
        return new Body(link, renderer.render(campaign, channel, row.language, row.customer, variables)).bytes();
    }

    /** Files always reach their receiver; and no email goes out without a link to opt out. */
    private NewMessage.@Nullable Fallback fallback(Run run, Row row, Campaign campaign) {
        Next next = row.next;
        if (next == null
                || config.isRehearsal(List.of(row.channel))
                || next.channel == Channel.EMAIL
                        && config.publicUrl().isEmpty()
                        && !config.isRehearsal(List.of(Channel.EMAIL))) {
            return null;
        }
        return new NewMessage.Fallback(
                next.channel.key(),
                config.channel(next.channel).provider(),
                next.address,
                next.timeZone,
                body(run, row, 1, next.channel, next.variables, campaign));
    }

    private void rememberHeldOut(Run run, SavedPlan plan) throws SQLException {
        record HeldOut(String customer, String gate) {}
        var runs = new Runs(store.store());
        each(
                "SELECT customer_id, gate FROM " + file(plan.skipsFile().toString())
                        + " WHERE gate IN ('control-group', 'global-hold-out') ORDER BY customer_id",
                row -> new HeldOut(row.getString(1), row.getString(2)),
                rows -> {
                    var customers = new LinkedHashMap<String, String>();
                    rows.forEach(each -> customers.put(each.customer, each.gate));
                    runs.holdOut(run.number(), customers);
                });
    }

    /** What the data say of each receiver's consent; whatever was said to us later stays. */
    private void rememberConsents(SavedPlan plan) throws SQLException {
        var consents = new Consents(store.store());
        each(
                "SELECT m.customer_id, m.channel, max(c.recorded_at) AS recorded_at FROM"
                        + " (SELECT customer_id, unnest([channel, fallback_channel]) AS channel FROM "
                        + file(plan.messagesFile().toString())
                        + ") m JOIN input.customers USING (customer_id) LEFT JOIN input.consents c"
                        + " ON c.customer_key = customers.customer_key AND c.channel = m.channel"
                        + " WHERE m.channel IS NOT NULL GROUP BY m.customer_id, m.channel ORDER BY m.customer_id, m.channel",
                row -> new Consents.Consent(
                        row.getString("customer_id"),
                        row.getString("channel"),
                        Consents.GRANTED,
                        row.getTimestamp("recorded_at") == null ? Instant.EPOCH : utc(row, "recorded_at"),
                        Consents.OF_DATA,
                        "plan " + plan.shortId()),
                consents::add);
    }

    /** Those before the run that could still matter to a cap when its first message goes out. */
    private void rememberContacts(SavedPlan plan) throws SQLException {
        Duration longest = policies.frequencyCaps().stream()
                .map(Cap::within)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        var contacts = new Contacts(store.store(), Contacts.NO_SUPPRESSIONS);
        each(
                "SELECT DISTINCT customer_id, channel, sent_at FROM input.contacts SEMI JOIN "
                        + file(plan.messagesFile().toString())
                        + " m USING (customer_id) WHERE state IN ('sent', 'sending', 'in-doubt') AND sent_at > "
                        + Sql.timestamp(plan.at().minus(longest)) + " AND sent_at <= " + Sql.timestamp(plan.at())
                        + " ORDER BY ALL",
                row -> new Contact(row.getString(1), row.getString(2), utc(row, "sent_at")),
                contacts::add);
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> void each(String sql, Reader<T> reader, Consumer<List<T>> chunks) throws SQLException {
        try (var statement = data.createStatement();
                var rows = statement.executeQuery(sql)) {
            var chunk = new ArrayList<T>(CHUNK);
            while (rows.next()) {
                chunk.add(reader.read(rows));
                if (chunk.size() == CHUNK) {
                    chunks.accept(chunk);
                    chunk.clear();
                }
            }
            if (!chunk.isEmpty()) {
                chunks.accept(chunk);
            }
        }
    }

    private static String file(String path) {
        return "read_parquet(" + Sql.text(path) + ")";
    }

    private static Instant utc(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, LocalDateTime.class))
                .toInstant(ZoneOffset.UTC);
    }
}
