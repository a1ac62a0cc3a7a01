package dev.beckon.report;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exact numbers of one campaign's plan. They may point at single people: what is shared goes through {@link
 * SharedFigures} first.
 *
 * @param customers everybody in the data
 * @param messages people who get a message
 * @param gates in the order they are applied, also those that stopped nobody
 * @param kinds messages by channel and language, named {@code email en}
 * @param sendHours messages per hour of the company's wall clock, in order
 * @param segments per dimension: its segments, largest first
 * @param scores the audience by recency and frequency; null where no rule or campaign asked for the scores
 */
public record Figures(
        long customers,
        long messages,
        List<Gate> gates,
        List<Group> channels,
        List<Group> languages,
        List<Group> kinds,
        List<Hour> sendHours,
        Map<String, List<Segment>> segments,
        @Nullable ScoreGrid scores) {

    /** The gate whose people are held out so that the campaign's effect can be measured. */
    static final String CONTROL_GROUP = "control-group";

    /** The gate whose people are held out of every campaign. */
    static final String GLOBAL_HOLD_OUT = "global-hold-out";

    /**
     * @param key stable, such as {@code no-channel}
     * @param people whom it stopped
     * @param reasons the same people by the reason they were given, largest first
     */
    public record Gate(String key, long people, List<Group> reasons) {

        boolean holdsOut() {
            return key.equals(CONTROL_GROUP) || key.equals(GLOBAL_HOLD_OUT);
        }
    }

    /** @param costMicros what their messages cost, in millionths of the currency's major unit */
    public record Group(String name, long people, long costMicros) {}

    /** @param start an hour of the company's wall clock */
    public record Hour(LocalDateTime start, long messages) {}

    /**
     * @param audience people of the campaign's audience in this segment
     * @param messages those of them who get a message
     */
    public record Segment(String name, long audience, long messages) {}

    /** @param cells people by recency score - 1, then frequency score - 1; the rest of the audience has no scores */
    public record ScoreGrid(long[][] cells) {}

    public long audience() {
        return messages + gates.stream().mapToLong(Gate::people).sum();
    }

    public long heldOut() {
        return gates.stream().filter(Gate::holdsOut).mapToLong(Gate::people).sum();
    }

    /** People of the audience who get nothing, without those held out. */
    public long skipped() {
        return audience() - messages - heldOut();
    }

    public long costMicros() {
        return channels.stream().mapToLong(Group::costMicros).sum();
    }

    Optional<Gate> largestSkip() {
        return gates.stream()
                .filter(gate -> !gate.holdsOut() && gate.people > 0)
                .max(Comparator.comparingLong(Gate::people));
    }
}
