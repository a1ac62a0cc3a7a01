package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Target;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decision;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.DecisionSink;
import dev.beckon.facts.Subject;
import dev.beckon.workspace.Company;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans from decisions that stream by. Give it every chunk, then ask for the plans:
 *
 * <pre>
 * try (var planning = Planning.begin(inputs, connection)) {
 *     decider.decide(chunks, planning);
 *     List&lt;Plan&gt; plans = planning.complete();
 * }
 * </pre>
 *
 * Customer gates look at each candidate as it comes and write it to {@code plan.candidates}; set gates then compare them
 * in SQL. Neither customers nor messages are kept in memory.
 */
public final class Planning implements DecisionSink<List<CandidateRow>>, AutoCloseable {

    /** A gate as reports name it. */
    public record GateName(String key, String title) {}

    private final PlanInputs inputs;
    private final DuckDBConnection connection;
    private final List<Gate> gates;
    private final List<PlannedCampaign> campaigns = new ArrayList<>();
    private final Facts facts;
    private final CandidateTable table;

    private Planning(PlanInputs inputs, DuckDBConnection connection) throws SQLException {
        this.inputs = inputs;
        this.connection = connection;
        inputs.history().compare(connection);
        this.gates = Gates.inOrder(inputs.policies(), inputs.company(), inputs.history());
        this.facts = new Facts(inputs.type());
        for (Campaign campaign : inputs.campaigns()) {
            campaigns.add(PlannedCampaign.of(campaign, inputs));
        }
        this.table = new CandidateTable(connection, campaigns, inputs.policies());
        RunTable.write(connection, campaigns);
    }

    /**
     * Starts anew: the tables of the database {@code plan}, which is in memory, are replaced.
     *
     * @param connection to the database that gets them; not closed
     */
    public static Planning begin(PlanInputs inputs, Connection connection) {
        try {
            return new Planning(inputs, connection.unwrap(DuckDBConnection.class));
        } catch (SQLException e) {
            throw new PlanFailed(e);
        }
    }

    /** The properties that planning these campaigns reads. */
    public static Set<String> reads(Collection<Campaign> campaigns) {
        var names = new TreeSet<>(Set.of("language", "timeZone", "age", "doNotDisturb", "preferredChannel"));
        for (Campaign campaign : campaigns) {
            names.add(campaign.value().name());
            names.addAll(campaign.reads());
            for (Channel channel : campaign.channels()) {
                names.addAll(
                        Set.of(channel.addressProperty(), channel.consentProperty(), channel.suppressionProperty()));
            }
        }
        return names;
    }

    /** All gates in their order. */
    public static List<GateName> gates(Policies policies, Company company) {
        return Gates.inOrder(policies, company, ContactHistory.NONE).stream()
                .map(gate -> new GateName(gate.key(), gate.title()))
                .toList();
    }

    /** Candidates of the chunk's customers, each with the customer gate that stops it, if one does. */
    @Override
    public List<CandidateRow> prepare(DecidedChunk chunk) {
        var judged = new ArrayList<CandidateRow>();
        for (int i = 0; i < chunk.customers().size(); i++) {
            Subject customer = chunk.customers().get(i);
            Decision decision = chunk.decisions().get(i);
            for (PlannedCampaign campaign : campaigns) {
                candidate(campaign, customer, decision).map(this::judge).ifPresent(judged::add);
            }
        }
        return judged;
    }

    @Override
    public void take(DecidedChunk chunk, List<CandidateRow> judged) {
        try {
            for (CandidateRow row : judged) {
                table.append(row);
            }
        } catch (SQLException e) {
            throw new PlanFailed(e);
        }
    }

    private Optional<Candidate> candidate(PlannedCampaign planned, Subject customer, Decision decision) {
        if (planned.campaign().target() instanceof Target.Action action) {
            for (Recommendation recommendation : decision.recommendations()) {
                if (recommendation.action().equals(action.name())) {
                    return Optional.of(new Candidate(planned, customer, decision, recommendation, facts));
                }
            }
            return Optional.empty();
        }
        var segment = (Target.Segment) planned.campaign().target();
        return segment.in().contains(decision.segments().getOrDefault(segment.dimension(), Target.OTHERS))
                ? Optional.of(new Candidate(planned, customer, decision, null, facts))
                : Optional.empty();
    }

    private CandidateRow judge(Candidate candidate) {
        for (int place = 0; place < gates.size(); place++) {
            @Nullable Stop stop = null;
            if (gates.get(place) instanceof CustomerGate gate) {
                stop = gate.stop(candidate);
            } else {
                ((SetGate) gates.get(place)).prepare(candidate);
            }
            if (stop != null) {
                return CandidateRow.stopped(candidate, place, stop);
            }
        }
        return CandidateRow.passed(candidate);
    }

    /** As far back as the longest cap looks: a company's whole history may be large. */
    private void rememberContacts() throws SQLException {
        Optional<Duration> longest =
                inputs.policies().frequencyCaps().stream().map(Cap::within).max(Duration::compareTo);
        Optional<Instant> first = campaigns.stream().map(PlannedCampaign::due).min(Instant::compareTo);
        if (longest.isPresent() && first.isPresent()) {
            inputs.history().writeTo(connection, first.get().minus(longest.get()));
        }
    }

    /**
     * Applies the set gates and writes {@code plan.messages} and {@code plan.skips}.
     *
     * @return one plan a campaign, in the order of the inputs
     */
    public List<Plan> complete() {
        try {
            table.close();
            rememberContacts();
            new Outcome(connection, gates).settle();
            var headers = new PlanHeaders(connection, inputs);
            var plans = new ArrayList<Plan>();
            for (PlannedCampaign campaign : campaigns) {
                plans.add(headers.of(campaign));
            }
            return plans;
        } catch (SQLException e) {
            throw new PlanFailed(e);
        }
    }

    @Override
    public void close() {
        try {
            table.close();
        } catch (SQLException e) {
            throw new PlanFailed(e);
        }
    }

    /** The database refused something that we made: our bug, or a full disk. */
    static final class PlanFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PlanFailed(SQLException cause) {
            super("The plan couldn't be written: " + cause.getMessage(), cause);
        }
    }
}
