package dev.beckon.schedule;

import dev.beckon.audience.Audience;
import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Campaigns;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.campaign.MessageRenderer;
import dev.beckon.campaign.UnsubscribeLinks;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.Withdrawals;
import dev.beckon.feedback.Timings;
import dev.beckon.plan.ContactHistory;
import dev.beckon.plan.Plan;
import dev.beckon.plan.PlanInputs;
import dev.beckon.plan.Planning;
import dev.beckon.plan.Policies;
import dev.beckon.report.MessageRow;
import dev.beckon.report.PlanHeader;
import dev.beckon.report.PreviewWriter;
import dev.beckon.report.RenderedMessage;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All campaigns of a workspace, planned together as sending would: they compete for the same customers. */
public final class PlannedRun implements AutoCloseable {

    private final Audience audience;
    private final Map<String, Campaign> campaigns = new TreeMap<>();
    private final List<Plan> plans;
    private final List<String> gates;
    private final MessageRenderer renderer;

    private PlannedRun(
            Audience audience, List<Campaign> planned, List<Plan> plans, List<String> gates, MessageRenderer renderer) {
        this.audience = audience;
        planned.forEach(campaign -> campaigns.put(campaign.name(), campaign));
        this.plans = plans;
        this.gates = gates;
        this.renderer = renderer;
    }

    /** With the history that the workspace's store holds, if it has one. */
    public static PlannedRun of(Workspace workspace, Audience audience, Optional<String> named, Optional<Instant> at) {
        Optional<WorkspaceStore> store = WorkspaceStore.openExisting(workspace, Environment.OF_THE_PROCESS);
        if (store.isEmpty()) {
            return of(workspace, audience, named, at, ContactHistory.OF_SOURCE);
        }
        try (WorkspaceStore open = store.get()) {
            var config = DeliveryConfig.read(workspace, Environment.OF_THE_PROCESS);
            takeWithdrawals(open, audience, workspace);
            return of(workspace, audience, named, at, open.contacts(config.rehearsal()));
        }
    }

    /** Loading newer data is the first time that anybody hears of what stands in it. */
    private static void takeWithdrawals(WorkspaceStore store, Audience audience, Workspace workspace) {
        Instant known = workspace.company().endOf(audience.data().asOf());
        try (var connection = audience.connect()) {
            new Withdrawals(store.store(), connection, known).take();
        } catch (SQLException e) {
            throw new IllegalStateException("The data can't be read", e);
        }
    }

    /**
     * @param audience is closed with the run, or when planning fails
     * @param named a campaign that takes part even if it isn't enabled
     * @param history what happened with customers before
     */
    public static PlannedRun of(
            Workspace workspace,
            Audience audience,
            Optional<String> named,
            Optional<Instant> at,
            ContactHistory history) {
        try (var stage = Timings.OF_THE_RUN.begin("plan")) {
            Policies policies = Policies.read(workspace);
            List<Campaign> toPlan = Campaigns.toPlan(campaigns(workspace, audience), named);
            policies.refuseIdleBudgets(toPlan);
            var company = workspace.company();
            var inputs = new PlanInputs(
                    toPlan,
                    company,
                    policies,
                    audience.type(),
                    audience.data().asOf(),
                    named,
                    at,
                    history,
                    audience.rules().hash(),
                    audience.data().hash());
            var read = new TreeSet<>(Planning.reads(toPlan));
            read.addAll(PreviewWriter.READS);
            try (var connection = audience.connect();
                    var planning = Planning.begin(inputs, connection)) {
                audience.decide(read, planning);
                List<String> gates = Planning.gates(policies, company).stream()
                        .map(Planning.GateName::key)
                        .toList();
                return new PlannedRun(
                        audience,
                        toPlan,
                        planning.complete(),
                        gates,
                        new MessageRenderer(company, UnsubscribeLinks.PREVIEW));
            }
        } catch (SQLException e) {
            audience.close();
            throw new IllegalStateException("The plan can't be written", e);
        } catch (RuntimeException e) {
            audience.close();
            throw e;
        }
    }

    /** Every campaign of the workspace, checked against its rules and data. */
    public static List<Campaign> campaigns(Workspace workspace, Audience audience) {
        var known = new Campaigns.Known(
                workspace.company(),
                audience.data().vocabulary(),
                audience.rules().actions(),
                audience.rules().dimensions());
        return Campaigns.read(workspace.campaigns(), known);
    }

    public Audience audience() {
        return audience;
    }

    public List<Plan> plans() {
        return plans;
    }

    /** @param only the one campaign to show; null: all */
    public List<PlanHeader> headers(@Nullable String only) {
        return plans.stream()
                .filter(plan -> only == null || plan.campaign().equals(only))
                .map(this::header)
                .toList();
    }

    private PlanHeader header(Plan plan) {
        return PlanHeader.of(
                plan, campaign(plan.campaign()), gates, audience.data().rfmMethod());
    }

    /** Renders a planned message with the template that sending uses. */
    public RenderedMessage render(MessageRow row) {
        return shown(renderer.render(
                campaign(row.campaign()),
                Channel.of(row.channel()).orElseThrow(),
                row.language(),
                row.customerId(),
                row.variables()));
    }

    private Campaign campaign(String name) {
        return java.util.Objects.requireNonNull(campaigns.get(name));
    }

    private static RenderedMessage shown(Content content) {
        if (content instanceof Content.Email email) {
            return new RenderedMessage(email.subject(), email.text(), email.html());
        }
        if (content instanceof Content.WhatsApp whatsApp) {
            return new RenderedMessage(null, whatsApp.text(), null);
        }
        return new RenderedMessage(null, ((Content.Phone) content).script(), null);
    }

    /** By name. */
    public Map<String, Campaign> campaigns() {
        return Collections.unmodifiableMap(campaigns);
    }

    @Override
    public void close() {
        audience.close();
    }
}
