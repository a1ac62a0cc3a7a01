package dev.beckon.web;

import dev.beckon.report.Pages;
import dev.beckon.schedule.Scheduler;
import dev.beckon.store.GeneralPause;
import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A page for operators: what runs, what ran, what is next. Sums only, and it changes nothing. */
@RestController
final class StatusController {

    private static final int MOST = 20;

    private final Company company;
    private final Runs runs;
    private final GeneralPause pause;
    private final RunProgress progress;
    private final LaneStates lanes;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final DateTimeFormatter time;
    private final Pages pages = new Pages("dev/beckon/web");

    /** Whose page it is, and where its hours are. */
    record Company(String name, ZoneId zone) {}

    StatusController(
            Company company,
            Runs runs,
            GeneralPause pause,
            RunProgress progress,
            LaneStates lanes,
            Scheduler scheduler,
            InstantSource clock) {
        this.company = company;
        this.runs = runs;
        this.pause = pause;
        this.progress = progress;
        this.lanes = lanes;
        this.scheduler = scheduler;
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss zzz", Locale.ENGLISH)
                .withZone(company.zone());
    }

    /** A run as people read it. */
    public record Line(
            String campaign,
            String at,
            String reason,
            String state,
            String messages,
            String planned,
            String sent,
            String failed,
            String inDoubt,
            String dropped) {}

    /** A time to come. */
    public record Next(String campaign, String at) {}

    @GetMapping("/")
    ResponseEntity<String> status() {
        List<Run> newest = runs.all().stream().limit(MOST).toList();
        List<LaneStates.Stopped> stopped = lanes.stopped();
        Map<String, Object> context = new HashMap<>();
        context.put("css", Pages.look());
        context.put("company", company.name());
        context.put("now", time.format(clock.instant()));
        context.put("most", MOST);
        context.put(
                "verdict",
                pause.reason()
                        .map(why -> "All runs are paused: " + why + ".")
                        .orElseGet(() -> verdict(newest, stopped)));
        context.put(
                "next",
                scheduler.next().stream()
                        .map(each -> new Next(each.campaign(), time.format(each.at())))
                        .toList());
        context.put("unreadable", String.join(", ", scheduler.status().unreadable()));
        context.put("runs", newest.stream().map(this::line).toList());
        context.put("lanes", stopped);
        return Answers.page(pages.page("status", context));
    }

    private static String verdict(List<Run> newest, List<LaneStates.Stopped> stopped) {
        long held = count(newest, RunState.HELD);
        long paused = count(newest, RunState.PAUSED);
        long open = count(newest, RunState.OPEN);
        if (held + paused + stopped.size() > 0) {
            return "Waiting for a person: " + held + " held, " + paused + " paused, " + stopped.size()
                    + " lanes stopped.";
        }
        return open == 0 ? "Nothing is being sent." : open + (open == 1 ? " run is" : " runs are") + " being sent.";
    }

    private static long count(List<Run> runs, RunState state) {
        return runs.stream().filter(run -> run.state() == state).count();
    }

    private Line line(Run run) {
        Map<MessageState, Long> counts = progress.counts(run.number());
        return new Line(
                run.campaign(),
                moment(run.fireAt()),
                run.reason() == null ? "" : run.reason(),
                run.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                number(run.messages()),
                sum(counts, MessageState.PLANNED, MessageState.CLAIMED, MessageState.SENDING),
                sum(counts, MessageState.SENT, MessageState.DELIVERED),
                sum(counts, MessageState.FAILED),
                sum(counts, MessageState.IN_DOUBT),
                sum(counts, MessageState.SUPPRESSED, MessageState.CANCELLED, MessageState.EXPIRED));
    }

    private String moment(Instant moment) {
        return time.format(moment);
    }

    private static String sum(Map<MessageState, Long> counts, MessageState... states) {
        long sum = 0;
        for (MessageState state : states) {
            sum += counts.getOrDefault(state, 0L);
        }
        return number(sum);
    }

    private static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
