package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds enabled campaigns for the same people at the same time, such as a copy: nobody gets more than one of them. */
public final class Rivals {

    private Rivals() {}

    /** One warning for each campaign that has a rival before it. */
    public static List<Problem> of(List<Campaign> campaigns) {
        var warnings = new ArrayList<Problem>();
        List<Campaign> enabled = campaigns.stream().filter(Campaign::enabled).toList();
        for (int i = 1; i < enabled.size(); i++) {
            Campaign later = enabled.get(i);
            enabled.subList(0, i).stream()
                    .filter(earlier -> areRivals(earlier, later))
                    .findFirst()
                    .ifPresent(earlier -> warnings.add(warning(earlier, later)));
        }
        return warnings;
    }

    private static boolean areRivals(Campaign one, Campaign other) {
        boolean sameChannels =
                one.channels().containsAll(other.channels()) || other.channels().containsAll(one.channels());
        return one.target().equals(other.target())
                && times(one).equals(times(other))
                && sameChannels
                && !isOver(one.ends(), other.starts())
                && !isOver(other.ends(), one.starts());
    }

    /** However late a run may begin. */
    private static Optional<Schedule> times(Campaign campaign) {
        return campaign.schedule()
                .map(each -> new Schedule(each.cron(), each.once(), each.timeZone(), Schedule.ON_TIME));
    }

    private static boolean isOver(@Nullable LocalDate ends, @Nullable LocalDate starts) {
        return ends != null && starts != null && ends.isBefore(starts);
    }

    private static Problem warning(Campaign earlier, Campaign later) {
        return Problem.at(
                        "campaigns/" + later.name() + "/campaign.yaml",
                        0,
                        0,
                        "'" + later.name() + "' and '" + earlier.name()
                                + "' are for the same people at the same time, so who gets one never gets the other")
                .hint("write enabled: false in one of them, or give them other segments, channels or times");
    }
}
