package dev.beckon.report;

import dev.beckon.report.Figures.ScoreGrid;
import dev.beckon.report.SharedFigures.Span;
import dev.beckon.workspace.Company;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what stands on one campaign's page: sums only, nothing of a single person. */
final class PreviewPage {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private static final DateTimeFormatter SOON = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

    /** @param note said in small below the value; {@code code} for hashes among the facts */
    record Key(String name, String value, String note) {}

    record Cell(String text, String look) {}

    record ScoreLine(int score, List<Cell> cells) {}

    /** @param look CSS class of a text message */
    record Sample(String title, String look, RenderedMessage message) {}

    private final Company company;
    private final PlanHeader plan;
    private final SharedFigures figures;
    private final PreviewCharts charts;

    PreviewPage(Company company, PlanHeader plan, SharedFigures figures) {
        this.company = company;
        this.plan = plan;
        this.figures = figures;
        this.charts = new PreviewCharts(figures, company.currency());
    }

    Map<String, Object> context(Scripts scripts, List<Sample> samples) {
        boolean show = !figures.tooFewToShow();
        List<Chart> funnel =
                show && !figures.fewDropOut() && figures.audience() > 0 ? List.of(charts.funnel()) : List.of();
        List<Chart> segments = show && figures.messages() + figures.audience() > 0 ? charts.segments() : List.of();
        List<Chart> delivery = show && figures.messages() > 0
                ? List.of(
                        charts.channels(),
                        charts.languages(),
                        charts.sendTimes(company.timeZone().getId()))
                : List.of();
        var context = new HashMap<String, Object>();
        context.put("policy", scripts.policy());
        context.put("css", Scripts.resource("look.css"));
        context.put("scripts", scripts);
        context.put("company", company.name());
        context.put("plan", plan);
        context.put("verdict", Verdict.of(figures));
        context.put("keys", keys());
        context.put("funnel", funnel);
        context.put("segments", segments);
        context.put("notShown", show ? String.join(", ", figures.dimensionsNotShown()) : "");
        context.put("both", !figures.fewDropOut());
        context.put("rfm", show ? scoreLines() : List.of());
        context.put("delivery", delivery);
        context.put("costSentence", costSentence());
        context.put("samples", show ? samples : List.of());
        context.put("facts", facts());
        context.put("rfmMethod", Wording.capitalised(plan.rfmMethod()));
        context.put("smallest", SmallGroups.SMALLEST);
        context.put("chartData", Json.forScriptElement(options(funnel, segments, delivery)));
        return context;
    }

    @SafeVarargs
    private static Map<String, Object> options(List<Chart>... groups) {
        var options = new TreeMap<String, Object>();
        for (List<Chart> charts : groups) {
            charts.forEach(chart -> options.put(chart.id(), chart.option()));
        }
        return options;
    }

    private List<Key> keys() {
        if (figures.tooFewToShow()) {
            return List.of();
        }
        var keys = new ArrayList<Key>();
        long audience = figures.audience();
        if (!figures.fewDropOut()) {
            figures.customers()
                    .ifPresentOrElse(
                            all -> keys.add(new Key(
                                    "Audience",
                                    Wording.count(audience),
                                    "of " + Wording.people(all).replace("people", "customers"))),
                            () -> keys.add(new Key("Audience", Wording.count(audience), "")));
        }
        keys.add(new Key("Get a message", Wording.count(figures.messages()), ofAudience(figures.messages())));
        if (figures.heldOut() > 0) {
            keys.add(new Key("Held out", Wording.count(figures.heldOut()), ofAudience(figures.heldOut())));
        }
        if (!figures.fewDropOut()) {
            keys.add(new Key(
                    Wording.capitalised(figures.fateOfSkipped()),
                    Wording.count(figures.skipped()),
                    ofAudience(figures.skipped())));
        }
        if (figures.messages() > 0) {
            String budget = Wording.ofBudget(company.currency(), plan.budgetMicros());
            keys.add(new Key("Cost", figures.cost(company.currency()), budget.strip()));
            List<Span> spans = figures.sendHours();
            if (!spans.isEmpty()) {
                keys.add(new Key(
                        "First message",
                        spans.get(0).start().format(SOON),
                        spans.get(0).start().getYear() + ", "
                                + company.timeZone().getId()));
            }
        }
        return keys;
    }

    private String ofAudience(long people) {
        return figures.fewDropOut() ? "" : Wording.percent(people, figures.audience()) + " of the audience";
    }

    private String costSentence() {
        return figures.tooFewToShow() || figures.messages() == 0
                ? ""
                : "Sending " + Wording.count(figures.messages()) + " messages costs " + figures.cost(company.currency())
                        + Wording.ofBudget(company.currency(), plan.budgetMicros()) + ".";
    }

    private List<Key> facts() {
        var facts = new ArrayList<Key>();
        facts.add(new Key("Plan", plan.id(), "code"));
        facts.add(new Key("Facts as of", plan.asOf().toString(), ""));
        facts.add(new Key("Planned for", plan.at().atOffset(ZoneOffset.UTC).format(MOMENT) + " UTC", ""));
        if (!plan.rfmMethod().isEmpty()) {
            facts.add(new Key("RFM", Wording.capitalised(plan.rfmMethod()), ""));
        }
        plan.hashes().forEach((name, hash) -> facts.add(new Key(Wording.capitalised(name), hash, "code")));
        return facts;
    }

    /** R5 on top. */
    private List<ScoreLine> scoreLines() {
        var lines = new ArrayList<ScoreLine>();
        figures.scores().ifPresent(grid -> {
            for (int recency = 5; recency >= 1; recency--) {
                lines.add(new ScoreLine(recency, cells(grid, recency - 1)));
            }
        });
        return lines;
    }

    private static List<Cell> cells(ScoreGrid grid, int row) {
        long most =
                Arrays.stream(grid.cells()).flatMapToLong(Arrays::stream).max().orElse(0);
        return Arrays.stream(grid.cells()[row])
                .mapToObj(people -> cell(people, most))
                .toList();
    }

    private static Cell cell(long people, long most) {
        if (people < 0) {
            return new Cell("merged", "merged");
        }
        // Five steps of equal width; 0 has its own look.
        long step = people == 0 ? 0 : Math.min(5, 1 + 5 * people / (most + 1));
        return new Cell(Wording.count(people), "h" + step);
    }
}
