package dev.beckon.report;

import dev.beckon.workspace.Company;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A preview in one line, in words and sums that may be shared. It stands in plan.json, so that an overview can be made of
 * previews of different times. What may not be said is empty.
 *
 * @param at when the campaign runs
 * @param none how many of the audience get no message
 */
record Summary(
        String asOf,
        String at,
        String verdict,
        String audience,
        String messages,
        String none,
        String heldOut,
        String cost) {

    static final String KEY = "summary";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    static Summary of(Company company, PlanHeader plan, SharedFigures figures) {
        boolean hidden = figures.tooFewToShow();
        boolean vague = hidden || figures.fewDropOut();
        return new Summary(
                plan.asOf().toString(),
                MOMENT.format(plan.at().atOffset(ZoneOffset.UTC)),
                Verdict.text(figures),
                vague ? "" : Wording.count(figures.audience()),
                hidden ? "" : Wording.count(figures.messages()),
                vague ? "" : Wording.count(figures.audience() - figures.messages()),
                vague ? "" : heldOut(figures),
                hidden ? "" : figures.cost(company.currency()));
    }

    private static String heldOut(SharedFigures figures) {
        String known = Wording.count(figures.heldOut());
        return !figures.skippedHoldsHeldOut() ? known : figures.heldOut() == 0 ? "a few" : known + " or more";
    }

    /** Of the preview in this folder; empty if there is none, or an older Beckon made it. */
    static Optional<Summary> in(Path folder) {
        Path file = folder.resolve(PlanJson.FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode summary = Json.MAPPER.readTree(file).path(KEY);
        return summary.isObject() ? Optional.of(Json.MAPPER.treeToValue(summary, Summary.class)) : Optional.empty();
    }
}
