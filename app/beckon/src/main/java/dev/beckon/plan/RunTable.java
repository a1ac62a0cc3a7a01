package dev.beckon.plan;

import dev.beckon.campaign.Budget;
import dev.beckon.campaign.Target;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** Writes {@code plan.runs}: what set gates need to know of each campaign. */
final class RunTable {

    private RunTable() {}

    /** @param campaigns in the order of their names, which decides last between campaigns */
    static void write(DuckDBConnection connection, List<PlannedCampaign> campaigns) throws SQLException {
        try (var appender = connection.createAppender("plan", "main", "runs")) {
            int place = 0;
            for (PlannedCampaign planned : campaigns) {
                Budget budget = planned.campaign().budget();
                var most = planned.campaign().maximumRecipients();
                appender.beginRow()
                        .append(planned.campaign().name())
                        .append(place++)
                        .append(planned.campaign().target() instanceof Target.Action action ? action.name() : null)
                        .append(utc(planned.due()))
                        .append(planned.isOpen())
                        .append(planned.takes())
                        .append(budget == null ? null : (Long) budget.micros())
                        .append(most.isPresent() ? (Long) most.getAsLong() : null)
                        .endRow();
            }
        }
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
