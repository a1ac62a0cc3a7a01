package dev.beckon.report;

import dev.beckon.workspace.Company;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Currency;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plan's header for programs. */
final class PlanJson {

    static final String FILE = "plan.json";
    private static final String SCHEMA = "beckon.plan/1";

    private record Cost(String currency, BigDecimal amount) {}

    private record Digest(long bytes, String sha256) {}

    private PlanJson() {}

    static void write(PlanHeader plan, Figures figures, Company company, Path folder, List<String> files)
            throws IOException {
        Currency currency = company.currency();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", SCHEMA);
        json.put("id", plan.id());
        json.put("campaign", plan.campaign());
        json.put("asOf", plan.asOf().toString());
        json.put("at", plan.at().toString());
        json.put("customers", figures.customers());
        json.put("audience", figures.audience());
        json.put("messages", figures.messages());
        json.put("skips", figures.audience() - figures.messages());
        json.put("skipsByReason", skips(figures));
        json.put("messagesByChannel", groups(figures.channels()));
        json.put("messagesByLanguage", groups(figures.languages()));
        json.put("cost", new Cost(currency.getCurrencyCode(), BigDecimal.valueOf(figures.costMicros(), 6)));
        Long budget = plan.budgetMicros();
        json.put("budget", budget == null ? null : new Cost(currency.getCurrencyCode(), BigDecimal.valueOf(budget, 6)));
        json.put(Summary.KEY, Summary.of(company, plan, new SharedFigures(figures)));
        json.put("salt", plan.salt());
        json.put("rfmMethod", plan.rfmMethod());
        json.put("hashes", plan.hashes());
        json.put("files", digests(folder, files));
        byte[] text = Json.INDENTED.writeValueAsBytes(json);
        Files.write(folder.resolve(PlanJson.FILE), text);
    }

    /** In the order of the gates. */
    private static Map<String, Long> skips(Figures figures) {
        var skips = new LinkedHashMap<String, Long>();
        figures.gates().forEach(gate -> {
            if (gate.people() > 0) {
                skips.put(gate.key(), gate.people());
            }
        });
        return skips;
    }

    private static Map<String, Long> groups(List<Figures.Group> groups) {
        var counts = new LinkedHashMap<String, Long>();
        groups.forEach(group -> counts.put(group.name(), group.people()));
        return counts;
    }

    private static Map<String, Object> digests(Path folder, List<String> files) throws IOException {
        var digests = new LinkedHashMap<String, Object>();
        for (String file : files) {
            Path path = folder.resolve(file);
            digests.put(file, new Digest(Files.size(path), sha256(path)));
        }
        return digests;
    }

    static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
                stream.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
