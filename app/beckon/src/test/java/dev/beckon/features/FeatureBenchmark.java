package dev.beckon.features;

import dev.beckon.facts.Demand;
import dev.beckon.facts.Property;
import dev.beckon.facts.StandardProperties;
import dev.beckon.facts.Vocabulary;
import dev.beckon.rules.CustomerTypes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Measures what each feature group costs: seconds, CPU seconds and peak memory of the process. Not a test; run its main
 * with the number of customers and of order lines, a memory limit, and optionally the properties to compute:
 * {@code 1000000 20000000 1GB recencyDays orders}.
 */
public final class FeatureBenchmark {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

    private static final Path STATUS = Path.of("/proc/self/status");
    /** On Linux, writing 5 here makes the kernel forget the process's peak memory. */
    private static final Path FORGET_PEAK = Path.of("/proc/self/clear_refs");

    private FeatureBenchmark() {}

    public static void main(String[] args) throws SQLException, IOException {
        long customers = Long.parseLong(args[0]);
        long lines = Long.parseLong(args[1]);
        Path folder = Files.createTempDirectory("feature-benchmark");
        try (var input = new InputTables(folder.resolve("benchmark.duckdb").toString())) {
            input.run("SET memory_limit='" + args[2] + "'");
            input.run("SET temp_directory='" + folder.resolve("spill") + "'");
            measured("generate", () -> generate(input, customers, lines));
            input.run("CHECKPOINT");
            measure(input, properties(args));
        } finally {
            delete(folder);
        }
    }

    private static TreeSet<String> properties(String[] args) {
        return new TreeSet<>(
                args.length > 3
                        ? List.of(args).subList(3, args.length)
                        : StandardProperties.ALL.stream().map(Property::name).toList());
    }

    private static void measure(InputTables input, TreeSet<String> properties) throws SQLException, IOException {
        var demand =
                new Demand(properties, List.of("Product 3", "Product 7"), List.of("Category 1"), List.of(), List.of());
        FeatureTables tables = input.featureTables(AS_OF);
        tables.prepare();
        HeldFacts held = input.heldFacts(AS_OF);
        for (String sql : tables.statements(demand, DemandedTables.of(demand, "DATE '" + AS_OF + "'"), held)) {
            measured(sql.substring(sql.indexOf("TABLE ") + 6, sql.indexOf(" AS\n")), () -> input.run(sql));
        }
        held.show();
        measured("stream of all customers", () -> stream(input, demand));
    }

    private static void stream(InputTables input, Demand demand) throws SQLException {
        var type = CustomerTypes.declare(Vocabulary.withAttributes(List.of()));
        try (var stream = new CustomerStream(
                input.connection, input.heldFacts(AS_OF), type, demand, "DATE '" + AS_OF + "'", 2048)) {
            stream.forEachRemaining(chunk -> {});
        }
    }

    /** Orders of one to three lines over three years, in the order of time; a few customers buy most. */
    private static void generate(InputTables input, long customers, long lines) throws SQLException {
        input.run("CREATE MACRO dice(a, b) AS (hash(a, b) >> 1)::BIGINT");
        input.run(
                "INSERT INTO input.customers SELECT 'C' || lpad(i::VARCHAR, 8, '0'), 'First' || i % 999, 'Last' || i % 9999,"
                        + " NULL, 'c' || i || '@example.com', '+9100000' || lpad((i % 100000)::VARCHAR, 5, '0'),"
                        + " DATE '1950-01-01' + (dice(i, 0) % 20000)::INT, NULL, ['F', 'M', 'NB'][1 + dice(i, 1) % 3],"
                        + " 'City ' || dice(i, 2) % 12, 'Region ' || dice(i, 2) % 5, 'IN', ['hi', 'en', 'de'][1 + dice(i, 3) % 3],"
                        + " 'Asia/Kolkata', dice(i, 4) % 3 = 0, 'gold', DATE '2023-11-01' + (dice(i, 5) % 1000)::INT,"
                        + " dice(i, 6) % 10 = 0, 'email' FROM range(" + customers + ") r(i)");
        long orders = lines / 2;
        input.run("INSERT INTO input.order_lines SELECT row_number() OVER (), 'O' || lpad(i::VARCHAR, 9, '0'),"
                + " 'C' || lpad((pow((dice(i, 0) % 1000000007) / 1000000007.0, 2) * " + customers
                + ")::BIGINT::VARCHAR, 8, '0'), d, d::DATE, 'Product ' || p, 'Category ' || p % 4,"
                + " CASE WHEN h % 50 = 0 THEN -1 ELSE 1 END * (5000 + (h % 900) * 100)::BIGINT, (h % 3)::BIGINT * 500, 3000"
                + " FROM (SELECT i, d, dice(i * 3 + k, 7) AS h, dice(i * 3 + k, 8) % 12 AS p FROM (SELECT i, TIMESTAMP '2023-11-01' +"
                + " to_seconds(i * 94600000 // " + orders + ") AS d FROM range(" + orders
                + ") r(i)) o, range(3) l(k) WHERE k <= dice(i, 9) % 3) rows");
        input.run("INSERT INTO input.events SELECT 'e' || i, 'C' || lpad((dice(i, 0) % " + customers
                + ")::VARCHAR, 8, '0'),"
                + " ['email-sent', 'email-opened', 'email-clicked', 'visit', 'cart-abandoned'][1 + dice(i, 1) % 5], d, d::DATE"
                + " FROM (SELECT i, TIMESTAMP '2025-11-01' + to_seconds(i * 31000000 // " + customers * 5
                + ") AS d FROM range(" + customers * 5 + ") r(i)) events");
        input.run(
                "INSERT INTO input.consents SELECT 'C' || lpad((i // 2)::VARCHAR, 8, '0'), ['email', 'whatsapp', 'phone'][1 + i % 3],"
                        + " CASE WHEN dice(i, 0) % 3 = 0 THEN 'denied' ELSE 'granted' END, TIMESTAMP '2025-01-01' + to_seconds((dice(i, 1)"
                        + " % 9999999)::BIGINT), i FROM range(" + customers * 2 + ") r(i)");
        input.run(
                "INSERT INTO input.suppressions SELECT NULL, 'c' || i * 100 || '@example.com', NULL, 'bounce' FROM range("
                        + customers / 100 + ") r(i)");
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void measured(String name, Work work) throws SQLException, IOException {
        if (Files.isWritable(FORGET_PEAK)) {
            Files.writeString(FORGET_PEAK, "5");
        }
        long cpu = cpuNanos();
        long start = System.nanoTime();
        work.run();
        System.out.printf(
                "%-26s %6.2f s %6.2f CPU-s  %s%n",
                name, (System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9, peak());
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** The peak memory since it was last forgotten, where the system keeps it. */
    private static String peak() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return "";
        }
        try (Stream<String> status = Files.lines(STATUS)) {
            return status.filter(line -> line.startsWith("VmHWM")).findFirst().orElse("");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
