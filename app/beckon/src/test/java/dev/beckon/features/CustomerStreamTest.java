package dev.beckon.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.Demand;
import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedDemand;
import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.LinkedDemand.Operator;
import dev.beckon.facts.LinkedDemand.RowCondition;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Purchase;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.Progress;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerStreamTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);
    private static final Vocabulary VOCABULARY = Vocabulary.withAttributes(List.of());

    private static final CustomerType TYPE = CustomerTypes.declare(VOCABULARY);

    private InputTables input;

    @BeforeEach
    void open() throws SQLException {
        input = new InputTables();
    }

    @AfterEach
    void close() throws SQLException {
        input.close();
    }

    @Test
    void textsAreReadWhetherThereAreFewOrMany() throws SQLException {
        input.run("INSERT INTO input.customers (customer_id, city, region) SELECT lpad(i::VARCHAR, 5, '0'),"
                + " CASE WHEN i % 4 > 0 THEN 'L''Île ' || i % 4 END, CASE WHEN i <> 7 THEN 'Region ' || i END"
                + " FROM range(12000) t(i)");

        List<Subject> all = chunks(InputTables.demand("city", "region"), 500).stream()
                .flatMap(chunk -> chunk.customers().stream())
                .toList();

        assertThat(all).hasSize(12_000);
        for (int i = 0; i < all.size(); i++) {
            assertThat(value(all.get(i), "city")).isEqualTo(i % 4 > 0 ? "L'Île " + i % 4 : null);
            assertThat(value(all.get(i), "region")).isEqualTo(i == 7 ? null : "Region " + i);
        }
    }

    @Test
    void comesInCustomerOrderWhateverTheChunkSize() throws SQLException {
        input.run("INSERT INTO input.customers (customer_id, age) SELECT 'c' || i, i % 90 FROM range(3000) t(i)"
                + " ORDER BY hash(i)");
        Demand demand = InputTables.demand("age", "city");
        List<String> expected = List.copyOf(new TreeSet<>(
                input.table("SELECT customer_id FROM input.customers").byKey().keySet()));

        for (int size : new int[] {1, 7, 2048, 3000, 9000}) {
            List<CustomerChunk> chunks = chunks(demand, size);
            List<Subject> all =
                    chunks.stream().flatMap(c -> c.customers().stream()).toList();
            assertThat(all).extracting(Subject::id).isEqualTo(expected);
            assertThat(all).allSatisfy(subject -> {
                assertThat(value(subject, "age"))
                        .isEqualTo(Long.parseLong(subject.id().substring(1)) % 90);
                assertThat(value(subject, "city")).isNull();
            });
            assertThat(chunks).hasSize((3000 + size - 1) / size);
        }
    }

    @Test
    void emptyWithoutCustomers() throws SQLException {
        assertThat(chunks(InputTables.demand("age"), 10)).isEmpty();
    }

    @Test
    void bringsBoughtProductsAndCategoryShares() throws SQLException {
        input.customers("ann", "bob");
        input.line("ann", "o1", "2026-10-01", "Jalebi 'D'", "Sweets", 300, null);
        input.line("ann", "o2", "2026-10-22", "Jalebi 'D'", "Sweets", 300, null);
        input.line("ann", "r2", "2026-10-30", "Jalebi 'D'", "Sweets", -200, null);
        input.line("ann", "o3", "2026-10-02", "Sofa", "Furniture", 100, null);
        var demand = new Demand(
                new TreeSet<>(Set.of("orders")),
                List.of("Sofa", "Jalebi 'D'", "Lamp"),
                List.of("Sweets", "Lamps"),
                List.of(),
                List.of());

        Subject ann = chunks(demand, 10).get(0).customers().get(0);
        Subject bob = chunks(demand, 10).get(0).customers().get(1);

        assertThat(value(ann, "orders")).isEqualTo(3L);
        assertThat(ann.lastBoughtDaysAgo(0)).isEqualTo(30L);
        assertThat(ann.lastBoughtDaysAgo(1)).isEqualTo(10L);
        assertThat(ann.lastBoughtDaysAgo(2)).isEqualTo(Subject.MISSING);
        assertThat(ann.shareOfSpend(0)).isEqualTo(0.8);
        assertThat(ann.shareOfSpend(1)).isEqualTo(0.0);
        assertThat(bob.lastBoughtDaysAgo(0)).isEqualTo(Subject.MISSING);
        assertThat(bob.shareOfSpend(0)).isNaN();
    }

    @Test
    void returnsAndGiftsAreNoPurchases() throws SQLException {
        input.customers("ann");
        input.line("ann", "r1", "2026-10-30", "Box", "Gifts", -500, null);
        input.line("ann", "g1", "2026-10-30", "Box", "Gifts", 0, null);
        input.line("ann", "o1", "2026-10-30", "Box", "Gifts", 0, 500L);

        List<LinkedFact> linked = chunks(linked(purchases()), 2).get(0).linked();

        assertThat(linked)
                .singleElement()
                .satisfies(only -> assertThat(((Purchase) only).amount())
                        .as("all of its price was discounted")
                        .isEqualTo(0L));
    }

    @Test
    void bringsOnlyTheLinkedRowsThatSomeRuleCanUse() throws SQLException {
        input.customers("ann", "bob", "cal");
        input.line("ann", "o1", "2026-10-30", "Box", "Gifts", 500, null);
        input.line("ann", "o0", "2026-01-01", "Box", "Gifts", 500, null);
        input.line("bob", "o2", "2026-10-31", "Ladoo", null, 700, null);
        input.line("cal", "o3", "2026-10-31", null, null, 700, null);
        input.line("stranger", "o4", "2026-10-31", "Box", null, 700, null);
        var recentBoxes = purchases(
                new RowCondition("product", Operator.IN, List.of("Box", "Peda")),
                new RowCondition("daysAgo", Operator.AT_MOST, List.of(30L)));
        var notLadoo = purchases(
                new RowCondition("product", Operator.NOT_EQUAL, List.of("Box")),
                new RowCondition("amount", Operator.MORE, List.of(699L)));

        List<CustomerChunk> chunks = chunks(linked(recentBoxes, notLadoo), 2);

        assertThat(chunks.get(0).linked()).hasSize(2);
        Purchase box = (Purchase) chunks.get(0).linked().get(0);
        assertThat(box.customer()).isSameAs(chunks.get(0).customers().get(0));
        assertThat(box.daysAgo()).isEqualTo(2L);
        assertThat(box.amount()).isEqualTo(500L);
        assertThat(box.category()).isEqualTo("Gifts");
        assertThat(((Purchase) chunks.get(0).linked().get(1)).product()).isEqualTo("Ladoo");
        assertThat(chunks.get(1).linked()).isEmpty(); // a missing product is not unequal to Box
    }

    @ParameterizedTest
    @CsvSource({
        "LESS, '1 2'",
        "AT_MOST, '1 2 3'",
        "MORE, '4 5'",
        "AT_LEAST, '3 4 5'",
        "EQUAL, 3",
        "NOT_EQUAL, '1 2 4 5'"
    })
    void daysAgoCountsDaysOfTheCompany(Operator operator, String expected) throws SQLException {
        input.customers("ann");
        for (String day : List.of("2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30", "2026-10-31")) {
            input.line("ann", day, day, 100);
            input.event("ann", "visit", day);
        }
        input.run("UPDATE input.order_lines SET ordered_at = ordered_on + CASE WHEN line % 2 = 0 THEN INTERVAL 0 SECOND"
                + " ELSE INTERVAL 86399 SECOND END");
        input.run("UPDATE input.events SET happened_at = happened_on - INTERVAL 1 HOUR"); // they are in UTC
        var days = List.of(new RowCondition("daysAgo", operator, List.of(3L)));

        List<LinkedFact> found = chunks(
                        linked(new LinkedDemand(Kind.PURCHASE, days, null), new LinkedDemand(Kind.EVENT, days, null)),
                        2)
                .get(0)
                .linked();

        assertThat(found.stream()
                        .filter(Purchase.class::isInstance)
                        .map(fact -> ((Purchase) fact).daysAgo() + "")
                        .sorted())
                .containsExactly(expected.split(" "));
        assertThat(found.stream()
                        .filter(Event.class::isInstance)
                        .map(fact -> ((Event) fact).daysAgo() + "")
                        .sorted())
                .containsExactly(expected.split(" "));
    }

    @Test
    void loadsRowsUnderNotOnlyForCustomersWithTheRowTheyReferTo() throws SQLException {
        input.customers("ann", "bob");
        for (String customer : List.of("ann", "bob")) {
            input.line(customer, "o-" + customer, "2026-10-31", 100);
        }
        input.event("bob", "cart-abandoned", "2026-10-30");
        input.event("bob", "visit", "2026-10-30");
        var cart = new LinkedDemand(
                Kind.EVENT,
                List.of(
                        new RowCondition("type", Operator.EQUAL, List.of("cart-abandoned")),
                        new RowCondition("daysAgo", Operator.LESS, List.of(3L))),
                null);
        var purchaseSince = new LinkedDemand(Kind.PURCHASE, List.of(), cart);

        List<CustomerChunk> chunks = chunks(linked(cart, purchaseSince), 10);

        Subject bob = chunks.get(0).customers().get(1);
        assertThat(chunks.get(0).linked())
                .extracting(row -> row.customer().id())
                .containsOnly("bob");
        assertThat(chunks.get(0).linked())
                .containsExactlyInAnyOrder(
                        new Event(bob, "cart-abandoned", 2L), new Purchase(bob, null, null, 1L, 100L));
    }

    @Test
    void readsPreviousSegmentsFromSavedDecisions(@TempDir Path folder) throws Exception {
        input.customers("ann", "bob", "cal");
        Path file = Files.writeString(folder.resolve("decisions.csv"), """
                customer_id,segments,tags
                ann,RFM=Champions;Age group=Young,
                bob,"Age group=It's, old",x
                """);
        Demand demand = new Demand(new TreeSet<>(), List.of(), List.of(), List.of("RFM", "Age group"), List.of());

        List<Subject> customers = previous(demand, file).get(0).customers();

        assertThat(customers.get(0).previousSegment(0)).isEqualTo("Champions");
        assertThat(customers.get(0).previousSegment(1)).isEqualTo("Young");
        assertThat(customers.get(1).previousSegment(0)).isNull();
        assertThat(customers.get(1).previousSegment(1)).isEqualTo("It's, old");
        assertThat(customers.get(2).previousSegment(0)).isNull();

        Path parquet = folder.resolve("decisions.parquet");
        input.run("COPY (SELECT * FROM read_csv('" + file + "', all_varchar = true)) TO '" + parquet + "'");
        assertThat(previous(demand, parquet).get(0).customers().get(0).previousSegment(1))
                .isEqualTo("Young");
    }

    @Test
    void previousSegmentsNeedSavedDecisions() throws SQLException {
        Demand demand = new Demand(new TreeSet<>(), List.of(), List.of(), List.of("RFM"), List.of());
        Assertions.assertThatThrownBy(() -> chunks(demand, 1))
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("previousSegment")
                .hasMessageContaining("Maybe save decisions with 'beckon decide --out FILE'");
    }

    private static LinkedDemand purchases(RowCondition... conditions) {
        return new LinkedDemand(Kind.PURCHASE, List.of(conditions), null);
    }

    private static Demand linked(LinkedDemand... linked) {
        return new Demand(new TreeSet<>(), List.of(), List.of(), List.of(), List.of(linked));
    }

    private List<CustomerChunk> chunks(Demand demand, int size) throws SQLException {
        return chunks(input.facts(AS_OF), demand, size);
    }

    private List<CustomerChunk> previous(Demand demand, Path file) throws SQLException {
        var settings = new CustomerFacts.Settings(AS_OF, RfmSettings.STANDARD, 2, new PreviousDecisions(file, 3));
        return chunks(new CustomerFacts(input.connection, VOCABULARY, settings), demand, 10);
    }

    private static List<CustomerChunk> chunks(CustomerFacts facts, Demand demand, int size) throws SQLException {
        facts.prepare(demand, Progress.SILENT);
        var chunks = new ArrayList<CustomerChunk>();
        try (CustomerStream stream = facts.chunks(TYPE, demand, size)) {
            stream.forEachRemaining(chunks::add);
        }
        return chunks;
    }

    private static @Nullable Object value(Subject subject, String property) {
        return TYPE.accessor(VOCABULARY.find(property).orElseThrow()).get(subject);
    }
}
