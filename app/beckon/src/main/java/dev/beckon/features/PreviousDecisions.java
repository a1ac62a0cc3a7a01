package dev.beckon.features;

import dev.beckon.database.Sql;
import dev.beckon.facts.Demand;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.YamlMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decisions saved earlier by {@code beckon decide --out}, named by {@code data.previous-decisions} in beckon.yaml: where
 * {@code previousSegment} looks. A CSV or Parquet file with the columns {@code customer_id} and {@code segments}
 * ({@code RFM=Champions;Age group=Young}).
 *
 * @param file null where beckon.yaml names none
 * @param line of the setting in beckon.yaml
 */
public record PreviousDecisions(@Nullable Path file, int line) {

    /** The table of their segments among those of the facts. */
    static final String TABLE = "previous";

    private static final String KEY = "previous-decisions";

    static final PreviousDecisions NONE = new PreviousDecisions(null, 0);

    /** @param data the section {@code data} of beckon.yaml; a missing file is added to its problems */
    public static PreviousDecisions from(YamlMap data, Path workspace) {
        Optional<String> named = data.optionalText(KEY);
        if (named.isEmpty()) {
            return NONE;
        }
        Path file = workspace.resolve(named.get()).normalize();
        if (!Files.isRegularFile(file)) {
            data.report(
                    KEY,
                    "'" + KEY + "' names " + named.get() + " but there is no such file",
                    "'beckon decide --out " + named.get() + "' was never run");
        }
        return new PreviousDecisions(file, data.lineOf(KEY));
    }

    /**
     * The segment of each dimension that the demand names, if it names one.
     *
     * @throws ProblemsFound if a rule asks for previous segments and beckon.yaml names no earlier decisions
     */
    Optional<FeatureTable> segments(Demand demand) {
        int dimensions = demand.previousDimensions().size();
        if (dimensions == 0) {
            return Optional.empty();
        }
        if (file == null) {
            throw new ProblemsFound(Problem.at(
                            "beckon.yaml", line, 0, "a rule reads previousSegment but '" + KEY + "' is missing in data")
                    .hint("save decisions with 'beckon decide --out FILE' and name the file there"));
        }
        String columns = IntStream.range(0, dimensions)
                .mapToObj(i -> segment(demand.previousDimensions().get(i)) + " AS \"" + column(i) + "\"")
                .collect(Collectors.joining(", "));
        return Optional.of(FeatureTable.of(
                TABLE,
                IntStream.range(0, dimensions)
                        .mapToObj(PreviousDecisions::column)
                        .toList(),
                "SELECT customer_key, " + columns + " FROM (SELECT CAST(customer_id AS VARCHAR) AS customer_id,"
                        + " string_split(segments, ';') AS segments FROM " + rows(file)
                        + ") decisions JOIN input.customers USING (customer_id)"));
    }

    static String column(int index) {
        return "previous " + index;
    }

    static boolean isColumn(String name) {
        return name.startsWith("previous ");
    }

    private static String segment(String dimension) {
        String start = Sql.text(dimension + "=");
        return "substr(list_filter(segments, lambda s: starts_with(s, " + start + "))[1], length(" + start + ") + 1)";
    }

    private static String rows(Path file) {
        String name = Sql.text(file.toString());
        return file.toString().endsWith(".parquet")
                ? "read_parquet(" + name + ")"
                : "read_csv(" + name + ", header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')";
    }
}
