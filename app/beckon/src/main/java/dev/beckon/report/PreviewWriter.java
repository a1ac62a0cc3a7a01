package dev.beckon.report;

import dev.beckon.workspace.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Writes previews below one folder. The same plan gives the same bytes, however many threads write; a preview that
 * breaks off leaves the earlier one as it was. Not thread-safe.
 */
public final class PreviewWriter {

    /** The facts that pages show of groups of people. */
    public static final Set<String> READS =
            Set.of("recencyScore", "frequencyScore", "monetaryScore", "monetary", "orders");

    private static final String PAGE = "index.html";
    private static final String SAMPLES = "samples.html";

    private final Company company;
    private final Path out;
    private final int threads;
    private final SampleRenderer renderer;
    private final Pages pages = new Pages();
    private final Scripts scripts = Scripts.load();

    /**
     * @param out where each campaign's folder is put
     * @param threads that write, each another campaign
     * @param renderer is used by several threads
     */
    public PreviewWriter(Company company, Path out, int threads, SampleRenderer renderer) {
        this.company = company;
        this.out = out;
        this.threads = threads;
        this.renderer = renderer;
    }

    /**
     * Writes each campaign's folder. All previews of a writer are of the same decisions.
     *
     * @param connection to the database with the plan's tables, {@code decisions} and {@code facts.customers}
     */
    public List<Preview> write(Connection connection, List<PlanHeader> plans) throws SQLException, IOException {
        var audience = AudienceCounts.of(
                connection, plans.stream().map(PlanHeader::campaign).toList());
        Path decisions = Files.createDirectories(out).resolve(".decisions.new");
        try (var workers = new Workers(connection, threads)) {
            Future<Path> exported = workers.begin(own -> PlanFiles.exportDecisions(own, decisions));
            List<Future<Preview>> begun = plans.stream()
                    .map(plan -> workers.begin(own -> write(own, plan, audience, exported)))
                    .toList();
            var previews = new ArrayList<Preview>();
            for (Future<Preview> preview : begun) {
                previews.add(Workers.result(preview));
            }
            return previews;
        } finally {
            Files.deleteIfExists(decisions);
        }
    }

    private Preview write(Connection connection, PlanHeader plan, AudienceCounts audience, Future<Path> decisions)
            throws SQLException, IOException {
        Figures figures = new FiguresQuery(connection, plan.campaign(), audience).run(plan.gates(), company.timeZone());
        var swap = new FolderSwap(out, plan.campaign());
        Path folder = swap.begin();
        var files = new PlanFiles(connection, company.currency());
        files.messages(plan.campaign(), folder);
        files.skips(plan.campaign(), folder);
        files.plan(plan.campaign(), folder);
        pages(connection, plan, figures, folder);
        PlanFiles.decisions(folder, Workers.result(decisions));
        PlanJson.write(
                plan,
                figures,
                company,
                folder,
                List.of(
                        PAGE,
                        SAMPLES,
                        PlanFiles.MESSAGES,
                        PlanFiles.SKIPS,
                        PlanFiles.PLANNED_MESSAGES,
                        PlanFiles.PLANNED_SKIPS,
                        PlanFiles.DECISIONS));
        return new Preview(plan, figures, swap.finish());
    }

    private void pages(Connection connection, PlanHeader plan, Figures figures, Path folder)
            throws SQLException, IOException {
        var samples = new SamplesPage(connection, plan, renderer);
        var masked = samples.masked(new StandIns(connection, plan), figures);
        var page = new PreviewPage(company, plan, new SharedFigures(figures));
        pages.write("preview", page.context(scripts, masked), folder.resolve(PAGE));
        pages.write("samples", samples.context(plan, company), folder.resolve(SAMPLES));
    }

    /**
     * Writes {@code index.html} with a link to the latest preview of each.
     *
     * @param campaigns in the order of the page; those that were never previewed are left out
     */
    public Path writeOverview(List<String> campaigns) throws IOException {
        Path page = out.resolve(PAGE);
        Path fresh = out.resolve(".index.html.new");
        pages.write("overview", OverviewPage.context(company, out, campaigns), fresh);
        return Files.move(fresh, page, StandardCopyOption.REPLACE_EXISTING);
    }
}
