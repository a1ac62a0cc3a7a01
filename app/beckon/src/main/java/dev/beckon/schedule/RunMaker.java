package dev.beckon.schedule;

import dev.beckon.audience.Audience;
import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.data.LoadOptions;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.RunOpening;
import dev.beckon.deliver.Staleness;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.Progress;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.plan.Policies;
import dev.beckon.report.PreviewWriter;
import dev.beckon.report.SavedPlan;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.ScheduledRuns;
import dev.beckon.store.StoreUnavailable;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares a scheduled run: fresh data, a fresh plan, its preview in {@code out/<campaign>/}, and its messages in the
 * outbox. What stands in the workspace's files at that moment counts.
 *
 * @param root the workspace's folder
 * @param owner this node
 */
record RunMaker(Path root, WorkspaceStore store, Environment environment, InstantSource clock, String owner) {

    private static final Logger LOG = LoggerFactory.getLogger(RunMaker.class);

    /** @throws StoreUnavailable then the lease runs out, and somebody tries again */
    Made make(Run run) {
        try {
            Workspace workspace = Workspace.open(root);
            Optional<WorkspaceLock> lock = WorkspaceLock.takeIfFree(workspace);
            if (lock.isEmpty()) {
                return new Made.Later("another run is at work in the workspace");
            }
            try (WorkspaceLock held = lock.get()) {
                return planned(workspace, run);
            }
        } catch (RefusedByPolicy e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (ProblemsFound e) {
            // They may show what stands in the data, and a file that is only half written is soon whole.
            return new Made.Later("something in the workspace's files is wrong (problems: "
                    + e.problems().size() + "). Maybe run: beckon preview " + run.campaign());
        } catch (SourceUnavailable e) {
            return new Made.Later("a source of data can't be read. Maybe run: beckon data");
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException | SQLException | IOException | OutOfMemoryError e) {
            // Its words may hold somebody's data. A full disk, or too little memory, may pass.
            LOG.debug("run {}: {}", run.name(), (Object) e.getStackTrace());
            return new Made.Later("it can't be planned (" + e.getClass().getName()
                    + "). Maybe the disk is full, or run: beckon preview " + run.campaign());
        }
    }

    private static Made failed(String reason) {
        return new Made.Ended(RunState.FAILED, reason);
    }

    private Made planned(Workspace workspace, Run run) throws SQLException, IOException {
        var audience = new Audience.Settings(
                Runtime.getRuntime().availableProcessors(), Audience.Settings.CHUNK_SIZE, Progress.SILENT);
        try (var planned = PlannedRun.of(
                        workspace,
                        Audience.open(workspace, LoadOptions.defaults(), audience),
                        Optional.of(run.campaign()),
                        Optional.of(run.fireAt()),
                        store.contacts(
                                DeliveryConfig.read(workspace, environment).rehearsal()));
                var connection = planned.audience().connect()) {
            Campaign campaign = Objects.requireNonNull(planned.campaigns().get(run.campaign()));
            if (!campaign.enabled()) {
                return failed("the campaign isn't enabled any more");
            }
            return begun(
                    workspace, run, campaign, previewed(workspace, planned, connection, run.campaign()), connection);
        }
    }

    private static SavedPlan previewed(Workspace workspace, PlannedRun planned, Connection connection, String campaign)
            throws SQLException, IOException {
        var writer = new PreviewWriter(
                workspace.company(), workspace.out(), Runtime.getRuntime().availableProcessors(), planned::render);
        var previews = writer.write(connection, planned.headers(campaign));
        return SavedPlan.read(previews.get(0).folder());
    }

    private Made begun(Workspace workspace, Run run, Campaign campaign, SavedPlan plan, Connection connection) {
        var config = DeliveryConfig.read(workspace, environment);
        Staleness.refuseOld(plan, clock.instant(), config, workspace.company().timeZone());
        var opening = new RunOpening(
                store, connection, workspace.company(), Policies.read(workspace), config, Progress.SILENT);
        opening.refuse(plan);
        if (!new ScheduledRuns(store.store()).plan(run.number(), owner, opening.begun(plan, campaign))) {
            return new Made.Lost();
        }
        Optional<String> held = whyHeld(run, plan, config);
        return new Made.Begun(
                held.isPresent()
                        ? opening.hold(
                                plan,
                                campaign,
                                held.get() + ". Maybe look at out/" + run.campaign() + "/index.html, then: beckon "
                                        + (needsApproval(plan, config) ? "approve" : "resume") + " " + run.number())
                        : opening.open(plan, campaign));
    }

    private Optional<String> whyHeld(Run run, SavedPlan plan, DeliveryConfig config) {
        if (needsApproval(plan, config)) {
            return Optional.of(plan.messages() + " messages are more than approval-above (" + config.approvalAbove()
                    + "), so two people must look at them first");
        }
        return new Runs(store.store())
                .last(run.campaign(), run.fireAt())
                .flatMap(last -> changed(last, plan, config.audienceChange()));
    }

    private static boolean needsApproval(SavedPlan plan, DeliveryConfig config) {
        return Approvals.isLarge(plan.messages(), config) && !isRehearsal(plan, config);
    }

    /** A wrong rule shows in the audience, data that were half loaded perhaps only in the messages. */
    private static Optional<String> changed(Run last, SavedPlan plan, double most) {
        return new AudienceChange("customers in the audience", last.audience(), plan.audience(), most)
                .reason()
                .or(() -> new AudienceChange("messages", last.messages(), plan.messages(), most).reason());
    }

    private static boolean isRehearsal(SavedPlan plan, DeliveryConfig config) {
        List<Channel> channels = plan.messagesByChannel().keySet().stream()
                .flatMap(key -> Channel.of(key).stream())
                .toList();
        return config.isRehearsal(channels);
    }
}
