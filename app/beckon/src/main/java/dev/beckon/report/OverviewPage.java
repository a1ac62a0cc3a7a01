package dev.beckon.report;

import dev.beckon.workspace.Company;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All campaigns of one preview on one page, with links to theirs. Sums only, like theirs. */
final class OverviewPage {

    record Line(
            String campaign,
            String link,
            String verdict,
            String audience,
            String messages,
            String heldOut,
            String skipped,
            String cost) {}

    private OverviewPage() {}

    static Map<String, Object> context(Company company, List<Preview> previews) {
        var context = new HashMap<String, Object>();
        context.put("css", Scripts.resource("look.css"));
        context.put("company", company.name());
        context.put("asOf", previews.get(0).plan().asOf());
        context.put("smallest", SmallGroups.SMALLEST);
        context.put(
                "lines",
                previews.stream().map(preview -> line(company, preview)).toList());
        return context;
    }

    private static Line line(Company company, Preview preview) {
        var figures = new SharedFigures(preview.figures());
        boolean hidden = figures.tooFewToShow();
        boolean vague = hidden || figures.fewDropOut();
        boolean mixed = figures.skippedHoldsHeldOut();
        String campaign = preview.plan().campaign();
        return new Line(
                campaign,
                URLEncoder.encode(campaign, StandardCharsets.UTF_8).replace("+", "%20") + "/index.html",
                Verdict.text(figures),
                vague ? "" : Wording.count(figures.audience()),
                hidden ? "" : Wording.count(figures.messages()),
                vague || mixed ? "" : Wording.count(figures.heldOut()),
                vague || mixed ? "" : Wording.count(figures.skipped()),
                hidden ? "" : figures.cost(company.currency()));
    }
}
