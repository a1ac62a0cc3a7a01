package dev.beckon.deliver.kill;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Many kills of each configuration: {@code KillBench FOLDER KILLS CONFIGURATION...}, such as {@code postgres-3-smtp}. */
public final class KillBench {

    private static final int NAIVE_KILLS = 40;

    private KillBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int kills = Integer.parseInt(args[1]);
        var violations = new ArrayList<String>();
        System.out.println(Report.HEADER);
        for (String configuration : List.of(args).subList(2, args.length)) {
            for (boolean naive : List.of(false, true)) {
                Report report = run(folder, configuration, naive ? Math.min(kills, NAIVE_KILLS) : kills, naive);
                System.out.println(report.line());
                if (naive && report.duplicates() == 0) {
                    violations.add(configuration + ": the naive rule made no duplicates: this proves nothing");
                } else if (!naive) {
                    report.violations().forEach(each -> violations.add(configuration + ": " + each));
                }
            }
        }
        violations.forEach(System.out::println);
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    private static Report run(Path folder, String configuration, int kills, boolean naive) throws Exception {
        Path place = Files.createDirectories(folder).resolve(configuration + (naive ? "-naive" : ""));
        Files.createDirectories(place);
        String[] parts = configuration.split("-");
        int nodes = Integer.parseInt(parts[1]);
        Provider provider = Provider.valueOf(parts[2].toUpperCase(java.util.Locale.ROOT));
        if (parts[0].equals("sqlite")) {
            String url = "jdbc:sqlite:" + place.resolve("store.db");
            return run(new Scenario(configuration, url, null, nodes, provider, kills, 300, 0.1, 1, naive, place));
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres").replaceAll("[?].*", "");
            return run(new Scenario(configuration, url, "postgres", nodes, provider, kills, 300, 0.1, 1, naive, place));
        }
    }

    private static Report run(Scenario scenario) throws Exception {
        try (var harness = new Harness(scenario)) {
            return harness.run();
        }
    }
}
