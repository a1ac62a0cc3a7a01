package dev.beckon.report;

import dev.beckon.workspace.Company;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest previews of several campaigns on one page, with links to theirs. Sums only, like theirs. */
final class OverviewPage {

    /** @param other whether its facts are of another day than the page says */
    record Line(String campaign, String link, Summary summary, boolean other) {}

    private OverviewPage() {}

    /**
     * @param out holds a folder for each preview
     * @param campaigns in the order of the page; those without a preview are left out
     */
    static Map<String, Object> context(Company company, Path out, List<String> campaigns) {
        var summaries = new LinkedHashMap<String, Summary>();
        campaigns.forEach(
                campaign -> Summary.in(out.resolve(campaign)).ifPresent(each -> summaries.put(campaign, each)));
        String asOf = summaries.values().stream()
                .map(Summary::asOf)
                .max(Comparator.naturalOrder())
                .orElse("");
        var context = new HashMap<String, Object>();
        context.put("css", Scripts.resource("look.css"));
        context.put("company", company.name());
        context.put("asOf", asOf);
        context.put("smallest", SmallGroups.SMALLEST);
        context.put(
                "lines",
                summaries.entrySet().stream()
                        .map(each -> line(each.getKey(), each.getValue(), asOf))
                        .toList());
        return context;
    }

    private static Line line(String campaign, Summary summary, String asOf) {
        String link = URLEncoder.encode(campaign, StandardCharsets.UTF_8).replace("+", "%20") + "/index.html";
        return new Line(campaign, link, summary, !summary.asOf().equals(asOf));
    }
}
