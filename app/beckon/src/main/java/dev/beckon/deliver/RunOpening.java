package dev.beckon.deliver;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.database.Sql;
import dev.beckon.feedback.Progress;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.plan.Cap;
import dev.beckon.plan.Policies;
import dev.beckon.report.SavedPlan;
import dev.beckon.store.Consents;
import dev.beckon.store.Contacts;
import dev.beckon.store.Contacts.Contact;
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
import java.util.function.Predicate;
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
        return prepared(
                plan,
                campaign,
                run -> new Runs(store.store())
                        .open(run.number(), plan.id(), config.guards().canary()));
    }

    /**
     * Writes all of it down, but nothing goes out before a person releases the run.
     *
     * @param reason why, without personal data
     * @throws RefusedByPolicy as {@link #open}
     */
    public Run hold(SavedPlan plan, Campaign campaign, String reason) {
        return prepared(
                plan,
                campaign,
                run -> new Runs(store.store())
                        .hold(run.number(), plan.id(), config.guards().canary(), reason));
    }

    private Run prepared(SavedPlan plan, Campaign campaign, Consumer<Run> complete) {
        refuse(plan);
        var runs = new Runs(store.store());
        Run begun = runs.begin(begun(plan, campaign));
        // Nothing of a run that is only being prepared was sent: a newer plan takes its place.
        Run run = refuseOther(plan, runs.replacePlan(begun, begun(plan, campaign)));
        if (run.state() == RunState.PREPARING) {
            fill(run, plan, campaign);
            complete.accept(run);
        }
        return refuseOther(plan, runs.find(run.number()).orElseThrow());
    }

    private static Run refuseOther(SavedPlan plan, Run run) {
        if (!plan.id().equals(run.plan())) {
            throw new RefusedByPolicy("another plan (" + shortened(run.plan()) + ") was sent for " + run.name()
                    + " already, and nobody gets two messages of one run. Maybe preview for another time with --at");
        }
        return run;
    }

    /** What the store says of a run of this plan. */
    public Runs.NewRun begun(SavedPlan plan, Campaign campaign) {
        return new Runs.NewRun(
                plan.campaign(),
                plan.at(),
                plan.id(),
                plan.asOf().toString(),
                plan.audience(),
                plan.messages(),
                expiresAt(plan, campaign));
    }

    /** When the offer ends, or the plan is too old: a message that waited for so long rests on old facts. */
    private Instant expiresAt(SavedPlan plan, Campaign campaign) {
        Instant old = plan.at().plus(config.planLifetime());
        return campaign.end(company.timeZone()).filter(old::isAfter).orElse(old);
    }

    /** @throws RefusedByPolicy if it has too many messages, or emails without a link that works */
    public void refuse(SavedPlan plan) {
        refuseTooMany(plan);
        refuseWithoutWayBack(plan);
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
            new Withdrawals(store.store(), data, company.endOf(plan.asOf())).take();
            rememberConsents(plan);
            rememberContacts(plan);
            rememberHeldOut(run, plan);
            write(run, plan, campaign);
        } catch (SQLException e) {
            throw new IllegalStateException("The plan's files can't be read: " + e.getMessage(), e);
        }
    }

    private void write(Run run, SavedPlan plan, Campaign campaign) throws SQLException {
        var outbox = new Outbox(store.store(), store.secret(), List.of());
        var messages = new RunMessages(run, campaign, store.secret(), company, config, expiresAt(plan, campaign));
        progress.begin("writing the outbox", plan.messages());
        each(
                // The first few are the canary, so those that are due first come first.
                "SELECT row_number() OVER (ORDER BY send_at, customer_id) - 1 AS place, * FROM "
                        + file(plan.messagesFile().toString()) + " ORDER BY place",
                RunMessages.Row::read,
                rows -> {
                    var written = rows.parallelStream().map(messages::of).toList();
                    progress.advance(rows.size());
                    return outbox.add(run.number(), plan.id(), written);
                });
        progress.end();
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
                    return runs.holdOut(run.number(), plan.id(), customers);
                });
    }

    /** What the data say of each receiver's consent; whatever was said to us later stays. */
    private void rememberConsents(SavedPlan plan) throws SQLException {
        var consents = new Consents(store.store());
        each(
                LastWord.sql("SELECT DISTINCT customer_id, unnest([channel, fallback_channel]) AS channel FROM "
                        + file(plan.messagesFile().toString())),
                row -> LastWord.read(row, "plan " + plan.shortId()),
                rows -> {
                    consents.addOfData(rows, company.endOf(plan.asOf()));
                    return true;
                });
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
                rows -> {
                    contacts.add(rows);
                    return true;
                });
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param chunks takes some rows, and says whether it wants more */
    private <T> void each(String sql, Reader<T> reader, Predicate<List<T>> chunks) throws SQLException {
        try (var statement = data.createStatement();
                var rows = statement.executeQuery(sql)) {
            var chunk = new ArrayList<T>(CHUNK);
            boolean more = true;
            while (more) {
                boolean last = !rows.next();
                if (!last) {
                    chunk.add(reader.read(rows));
                }
                if (last || chunk.size() == CHUNK) {
                    more = !chunk.isEmpty() && chunks.test(chunk) && !last;
                    chunk.clear();
                }
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
