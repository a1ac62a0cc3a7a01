package dev.beckon.report;

import dev.beckon.report.Figures.Gate;
import dev.beckon.report.Figures.Group;
import dev.beckon.report.Figures.Hour;
import dev.beckon.report.Figures.ScoreGrid;
import dev.beckon.report.Figures.Segment;
import dev.beckon.report.SmallGroups.Slice;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The figures of a plan that may be shown to anybody: no group of fewer than ten people, not even by subtraction. */
final class SharedFigures {

    static final String OTHER_REASONS = "other reasons";
    static final String OTHER = "Other";
    static final String MERGED_SEGMENTS = "Merged segments";

    /** Gates whose reasons name rules or campaigns, never people. */
    private static final List<String> GATES_WITH_REASONS =
            List.of("vetoed", "suppressed", "lost-arbitration", "frequency-cap");

    /**
     * @param label in words
     * @param brief in one or two words
     */
    record Drop(String label, String brief, long people, boolean heldOut, List<Group> reasons) {}

    /** @param end exclusive */
    record Span(LocalDateTime start, LocalDateTime end, long messages) {}

    private final Figures exact;

    SharedFigures(Figures exact) {
        this.exact = exact;
    }

    /** So few people get a message, or are in the audience, that nothing but this may be said. */
    boolean tooFewToShow() {
        return SmallGroups.tellsTooMuch(exact.messages()) || SmallGroups.tellsTooMuch(exact.audience());
    }

    /** So few drop out that the size of the audience and their reasons may not be said. */
    boolean fewDropOut() {
        return SmallGroups.tellsTooMuch(exact.audience() - exact.messages());
    }

    long audience() {
        return exact.audience();
    }

    long messages() {
        return exact.messages();
    }

    OptionalLong customers() {
        return fewDropOut() || SmallGroups.tellsTooMuch(exact.customers() - exact.audience())
                ? OptionalLong.empty()
                : OptionalLong.of(exact.customers());
    }

    /** Who drops out, gate by gate; gates that stop few are merged at the end. */
    List<Drop> drops() {
        if (fewDropOut()) {
            return List.of();
        }
        Map<String, Gate> byKey = new HashMap<>();
        exact.gates().forEach(gate -> byKey.put(gate.key(), gate));
        List<Slice> slices = exact.gates().stream()
                .map(gate -> new Slice(gate.key(), gate.people()))
                .toList();
        return SmallGroups.merge(slices, OTHER_REASONS).stream()
                .map(slice -> drop(slice, slice.merged() > 1 ? null : byKey.get(slice.name())))
                .toList();
    }

    private static Drop drop(Slice slice, @Nullable Gate gate) {
        return gate == null
                ? new Drop(slice.name(), Wording.capitalised(slice.name()), slice.count(0), false, List.of())
                : new Drop(
                        Wording.gate(gate.key()),
                        Wording.briefGate(gate.key()),
                        gate.people(),
                        gate.holdsOut(),
                        reasons(gate));
    }

    private static List<Group> reasons(Gate gate) {
        if (!GATES_WITH_REASONS.contains(gate.key())) {
            return List.of();
        }
        return SmallGroups.merge(
                        gate.reasons().stream()
                                .map(reason -> new Slice(reason.name(), reason.people()))
                                .toList(),
                        OTHER_REASONS)
                .stream()
                .map(slice -> new Group(slice.name(), slice.count(0), 0))
                .toList();
    }

    long heldOut() {
        return drops().stream().filter(Drop::heldOut).mapToLong(Drop::people).sum();
    }

    /** Whether some who are held out, too few to be told apart, are among the {@link #skipped}. */
    boolean skippedHoldsHeldOut() {
        return !fewDropOut() && heldOut() != exact.heldOut();
    }

    /** What became of the {@link #skipped}, in words. */
    String fateOfSkipped() {
        return skippedHoldsHeldOut() ? "skipped or held out" : "skipped";
    }

    long skipped() {
        return fewDropOut() ? 0 : exact.audience() - exact.messages() - heldOut();
    }

    Optional<Drop> largestSkip() {
        return drops().stream()
                .filter(drop -> !drop.heldOut() && !drop.label().equals(OTHER_REASONS))
                .max(Comparator.comparingLong(Drop::people));
    }

    List<Group> channels() {
        return groups(exact.channels());
    }

    List<Group> languages() {
        return groups(exact.languages());
    }

    private static List<Group> groups(List<Group> all) {
        // The cost is added up but not judged: it follows from people and price, see costIsExact().
        Map<String, Long> costs = new HashMap<>();
        all.forEach(group -> costs.put(group.name(), group.costMicros()));
        List<Slice> merged = SmallGroups.merge(
                all.stream()
                        .map(group -> new Slice(group.name(), group.people()))
                        .toList(),
                OTHER);
        long left = all.stream().mapToLong(Group::costMicros).sum();
        var groups = new ArrayList<Group>();
        for (Slice slice : merged) {
            long cost = slice.merged() > 1 ? left : costs.getOrDefault(slice.name(), 0L);
            left -= cost;
            groups.add(new Group(slice.name(), slice.count(0), cost));
        }
        return groups;
    }

    /** With unequal prices, an exact total would give away how many are in each of the merged channels. */
    boolean costIsExact() {
        return channels().stream().noneMatch(group -> group.name().equals(OTHER));
    }

    /** The total, rounded where the exact one would tell too much. */
    long costMicros() {
        if (costIsExact()) {
            return exact.costMicros();
        }
        long step = costStep();
        return Math.round((double) exact.costMicros() / step) * step;
    }

    /** The total in words: {@code INR 444.50}, {@code about INR 400.00}, {@code less than INR 100.00}. */
    String cost(Currency currency) {
        if (costIsExact()) {
            return Wording.money(currency, exact.costMicros());
        }
        return costMicros() == 0 && exact.costMicros() > 0
                ? "less than " + Wording.money(currency, costStep())
                : "about " + Wording.money(currency, costMicros());
    }

    /** To what the total is rounded. */
    private long costStep() {
        long dearest = exact.channels().stream()
                .mapToLong(group -> group.costMicros() / Math.max(1, group.people()))
                .max()
                .orElse(0);
        long step = 1;
        while (step < dearest * SmallGroups.SMALLEST) {
            step *= 10;
        }
        return step;
    }

    /** Hours with few messages are joined with the next ones. */
    List<Span> sendHours() {
        var spans = new ArrayList<Span>();
        for (Hour hour : exact.sendHours()) {
            Span span = new Span(hour.start(), hour.start().plusHours(1), hour.messages());
            if (!spans.isEmpty()
                    && SmallGroups.tellsTooMuch(spans.get(spans.size() - 1).messages())) {
                span = joined(spans.remove(spans.size() - 1), span);
            }
            spans.add(span);
        }
        while (spans.size() > 1
                && SmallGroups.tellsTooMuch(spans.get(spans.size() - 1).messages())) {
            Span last = spans.remove(spans.size() - 1);
            spans.add(joined(spans.remove(spans.size() - 1), last));
        }
        return spans;
    }

    private static Span joined(Span first, Span second) {
        return new Span(first.start(), second.end(), first.messages() + second.messages());
    }

    /**
     * By dimension, without {@link #dimensionsNotShown}. Where few drop out, the audience's number is the messages' one.
     */
    Map<String, List<Segment>> segments() {
        var shared = new LinkedHashMap<String, List<Segment>>();
        exact.segments().forEach((dimension, segments) -> {
            List<Slice> merged = merged(segments);
            if (!saysNothing(merged)) {
                shared.put(
                        dimension,
                        merged.stream()
                                .map(slice -> new Segment(slice.name(), slice.count(0), slice.count(1)))
                                .toList());
            }
        });
        return shared;
    }

    /** Dimensions of which nothing would be left but everybody. */
    List<String> dimensionsNotShown() {
        return exact.segments().entrySet().stream()
                .filter(each -> saysNothing(merged(each.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean saysNothing(List<Slice> merged) {
        return merged.size() == 1 && merged.get(0).merged() > 1;
    }

    private List<Slice> merged(List<Segment> segments) {
        return SmallGroups.merge(segments.stream().map(this::slice).toList(), MERGED_SEGMENTS);
    }

    private Slice slice(Segment segment) {
        long audience = fewDropOut() ? segment.messages() : segment.audience();
        return new Slice(segment.name(), audience, segment.messages(), audience - segment.messages());
    }

    /** People by recency and frequency score; -1 stands for a cell that is merged with others. */
    Optional<ScoreGrid> scores() {
        ScoreGrid grid = exact.scores();
        if (grid == null || fewDropOut()) {
            return Optional.empty();
        }
        var slices = new ArrayList<Slice>();
        long scored = 0;
        for (int cell = 0; cell < 25; cell++) {
            long people = grid.cells()[cell / 5][cell % 5];
            scored += people;
            slices.add(new Slice(String.valueOf(cell), people));
        }
        slices.add(new Slice("no scores", exact.audience() - scored));
        long[][] shown = new long[5][5];
        for (int cell = 0; cell < 25; cell++) {
            shown[cell / 5][cell % 5] = grid.cells()[cell / 5][cell % 5] == 0 ? 0 : -1;
        }
        for (Slice slice : SmallGroups.merge(slices, OTHER)) {
            if (slice.merged() == 1 && slice.name().matches("[0-9]+")) {
                int cell = Integer.parseInt(slice.name());
                shown[cell / 5][cell % 5] = slice.count(0);
            }
        }
        return scored == 0 ? Optional.empty() : Optional.of(new ScoreGrid(shown));
    }
}
