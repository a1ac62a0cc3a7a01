package dev.beckon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.store.Audit;
import dev.beckon.store.Backup;
import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three customers, a campaign at 10:00 in India (04:30 UTC) or as often as a test says, and a clock that is set. */
class SchedulerTest {

    private static final Environment ENVIRONMENT = new Environment(Map.<String, String>of()::get);

    private static final Scheduler.Pace ONCE_A_STEP =
            new Scheduler.Pace(Duration.ZERO, Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO);

    @TempDir
    private Path folder;

    private SmallCompany company;
    private WorkspaceStore store;
    private Instant now = Instant.parse("2026-12-01T04:00:00Z");

    @BeforeEach
    void begin() throws IOException {
        company = SmallCompany.in(folder, 3).schedule("cron: \"0 10 * * *\"");
        store = WorkspaceStore.open(company.open(), ENVIRONMENT);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private void at(String time) {
        step(Scheduler.Pace.USUAL, time);
    }

    private void step(Scheduler.Pace pace, String time) {
        now = Instant.parse(time);
        new Scheduler(company.open(), store, ENVIRONMENT, () -> now, pace).step();
    }

    private List<Run> runs() {
        return new Runs(store.store()).all();
    }

    private Map<MessageState, Long> counts(Run run) {
        return new RunProgress(store.store()).counts(run.number());
    }

    @Test
    void aRunBeginsAtItsTimeOnceAndCanBeLookedAt() throws IOException {
        at("2026-12-01T04:29:59Z");
        assertThat(runs()).isEmpty();
        at("2026-12-01T04:30:01Z");
        at("2026-12-01T04:30:03Z");

        assertThat(runs())
                .extracting(Run::name, Run::state, Run::messages)
                .containsExactly(tuple("hello@2026-12-01T04:30:00Z", RunState.OPEN, 3L));
        assertThat(counts(runs().get(0))).isEqualTo(Map.of(MessageState.PLANNED, 3L));
        assertThat(folder.resolve("out/hello/plan.json"))
                .content()
                .contains(runs().get(0).plan());
        assertThat(folder.resolve("out/hello/index.html")).exists();
    }

    @Test
    void whatWasDueBeforeTheCampaignWasSeenIsNotMadeUpFor() throws IOException {
        at("2026-12-01T05:00:00Z");
        assertThat(runs()).isEmpty();
        company.campaign("enabled: false\nschedule: {cron: \"*/10 * * * *\"}\n");
        at("2026-12-01T05:05:00Z");
        at("2026-12-01T05:15:00Z");
        company.campaign("schedule: {cron: \"*/10 * * * *\"}\n");
        at("2026-12-01T05:16:00Z");
        assertThat(runs()).isEmpty();
    }

    @Test
    void whatWasDueSinceABackupMayHaveRunAndIsNotMadeUpFor() {
        at("2026-12-01T04:00:00Z");
        new Backup(store.store()).hold("asha");
        at("2026-12-01T04:31:00Z");
        assertThat(runs()).isEmpty();
    }

    @Test
    void whatWasMissedIsBegunLateWithinReason() throws IOException {
        company.schedule("cron: \"0 10 * * *\", max-lateness: 30m");
        at("2026-12-01T04:00:00Z");
        at("2026-12-01T05:00:01Z");
        at("2026-12-02T05:00:00Z");

        assertThat(runs())
                .extracting(Run::name, Run::state, Run::reason)
                .containsExactly(
                        tuple("hello@2026-12-02T04:30:00Z", RunState.OPEN, null),
                        tuple(
                                "hello@2026-12-01T04:30:00Z",
                                RunState.SKIPPED_LATE,
                                "nobody could begin it by 2026-12-01T05:00:00Z (max-lateness)"));
    }

    @Test
    void ofSeveralMissedTimesOnlyTheLastIsBegun() throws IOException {
        company.schedule("cron: \"*/10 * * * *\"");
        at("2026-12-01T04:01:00Z");
        at("2026-12-01T04:31:00Z");

        assertThat(runs())
                .extracting(Run::name, Run::state)
                .containsExactly(
                        tuple("hello@2026-12-01T04:30:00Z", RunState.OPEN),
                        tuple("hello@2026-12-01T04:20:00Z", RunState.SKIPPED_LATE),
                        tuple("hello@2026-12-01T04:10:00Z", RunState.SKIPPED_LATE));
    }

    private static final String WRONG =
            "something in the workspace's files is wrong (problems: 1). Maybe run: beckon preview hello";

    @Test
    void aRunThatCannotBePlannedIsTriedUntilItIsTooLateAndLaterOnesGoOn() throws IOException {
        at("2026-12-01T04:00:00Z");
        company.rule("emial == \"c01@example.com\"");
        step(ONCE_A_STEP, "2026-12-01T04:31:00Z");
        assertThat(runs()).extracting(Run::state, Run::reason).containsExactly(tuple(RunState.PREPARING, WRONG));
        step(ONCE_A_STEP, "2026-12-01T10:30:01Z");
        assertThat(runs())
                .extracting(Run::state, Run::reason)
                .containsExactly(tuple(
                        RunState.FAILED, WRONG + "; nobody could begin it by 2026-12-01T10:30:00Z (max-lateness)"));
        company.rule("mayEmail");
        step(ONCE_A_STEP, "2026-12-02T04:31:00Z");

        assertThat(runs()).extracting(Run::state).containsExactly(RunState.OPEN, RunState.FAILED);
    }

    @Test
    void aFileThatWasOnlyHalfWrittenIsReadAgain() throws IOException {
        at("2026-12-01T04:00:00Z");
        String whole = Files.readString(folder.resolve("rules/actions/actions.drl"));
        company.write("rules/actions/actions.drl", whole.substring(0, 30));
        step(ONCE_A_STEP, "2026-12-01T04:31:00Z");
        assertThat(runs()).extracting(Run::state).containsExactly(RunState.PREPARING);
        company.write("rules/actions/actions.drl", whole);
        step(ONCE_A_STEP, "2026-12-01T04:31:30Z");

        assertThat(runs()).extracting(Run::state, Run::reason).containsExactly(tuple(RunState.OPEN, null));
    }

    @Test
    void aNodeWithoutTheCampaignDoesNotForgetItForTheOthers(@TempDir Path elsewhere) throws IOException {
        var other = SmallCompany.in(elsewhere, 1);
        try (var templates = Files.list(elsewhere.resolve("campaigns/hello"))) {
            for (Path template : templates.toList()) {
                Files.delete(template);
            }
        }
        Files.delete(elsewhere.resolve("campaigns/hello"));
        at("2026-12-01T04:00:00Z");
        new Scheduler(other.open(), store, ENVIRONMENT, () -> Instant.parse("2026-12-01T04:20:00Z"), ONCE_A_STEP)
                .step();
        at("2026-12-01T04:31:00Z");
        assertThat(runs()).extracting(Run::state).containsExactly(RunState.OPEN);

        // Nobody saw it for more than an hour: it isn't made up for.
        new Scheduler(other.open(), store, ENVIRONMENT, () -> Instant.parse("2026-12-02T04:20:00Z"), ONCE_A_STEP)
                .step();
        at("2026-12-02T04:31:00Z");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void factsThatAreTooOldAreRefused() throws IOException {
        company.settings("");
        at("2026-12-01T04:00:00Z");
        at("2026-12-01T04:31:00Z");

        assertThat(runs().get(0).state()).isEqualTo(RunState.FAILED);
        assertThat(runs().get(0).reason()).contains("the facts are as of 2026-11-01", "max-data-age");
    }

    @Test
    void anAudienceThatChangedMuchIsHeldForAPerson() throws IOException {
        at("2026-12-01T04:00:00Z");
        at("2026-12-01T04:31:00Z");
        company.customers(5);
        at("2026-12-02T04:31:00Z");

        Run held = runs().get(0);
        assertThat(held.state()).isEqualTo(RunState.HELD);
        assertThat(held.reason())
                .contains(
                        "5 customers in the audience, and the last run had 3: they differ by more than 50 %",
                        "beckon resume 2");
        assertThat(counts(held)).isEqualTo(Map.of(MessageState.PLANNED, 5L));
        assertThat(new Audit(store.store()).newest(10))
                .extracting(Audit.Entry::action, Audit.Entry::subject)
                .contains(tuple("held", "run 2"));
        new Runs(store.store()).move(held.number(), Set.of(RunState.HELD), RunState.OPEN, null, "asha");
        assertThat(new Runs(store.store()).open()).extracting(Run::number).contains(2L);
    }

    @Test
    void dataThatWereHalfLoadedShowInTheMessages() throws IOException {
        company.rule("mayEmail || !mayEmail");
        at("2026-12-01T04:00:00Z");
        at("2026-12-01T04:31:00Z");
        company.write("consents.csv", "customer_id,channel,state,at\nc01,email,granted,2026-10-01\n");
        at("2026-12-02T04:31:00Z");

        assertThat(runs().get(0).state()).isEqualTo(RunState.HELD);
        assertThat(runs().get(0).reason()).contains("1 messages, and the last run had 3");
    }

    @Test
    void aLargePlanNeedsTwoPeopleToBeLetGo() throws IOException {
        String smtp = "delivery: {max-data-age: none, public-url: \"https://example.com\", approval-above: 2}\n"
                + "channels: {email: {smtp: {host: 127.0.0.1, port: 1}, from: a@example.com}}\n";
        company.settings(smtp);
        at("2026-12-01T04:00:00Z");
        at("2026-12-01T04:31:00Z");

        Run held = runs().get(0);
        assertThat(held.state()).isEqualTo(RunState.HELD);
        assertThat(held.reason()).contains("3 messages are more than approval-above (2)", "beckon approve 1");
        var approvals = new Approvals(store.store());
        var config = DeliveryConfig.read(company.open(), ENVIRONMENT);
        assertThatThrownBy(() -> approvals.refuseUnapproved(held, config, "asha"))
                .isInstanceOf(RefusedByPolicy.class)
                .hasMessageContaining("needs another person's approval", "beckon approve 1");
        String plan = java.util.Objects.requireNonNull(held.plan());
        assertThatThrownBy(() -> approvals.approve(plan, "Bo", "asha")).isInstanceOf(RefusedByPolicy.class);
        approvals.approve(plan, "Bo", "bo");
        approvals.refuseUnapproved(held, config, "asha");
    }

    @Test
    void aCommandAtWorkInTheWorkspaceIsWaitedFor() throws IOException {
        at("2026-12-01T04:00:00Z");
        try (var other = WorkspaceLock.take(company.open())) {
            step(ONCE_A_STEP, "2026-12-01T04:31:00Z");
            assertThat(runs()).extracting(Run::state).containsExactly(RunState.PREPARING);
        }
        step(ONCE_A_STEP, "2026-12-01T04:31:02Z");
        assertThat(runs()).extracting(Run::state).containsExactly(RunState.OPEN);
    }
}
