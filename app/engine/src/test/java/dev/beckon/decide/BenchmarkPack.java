package dev.beckon.decide;

import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.Subject;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerType.Accessor;
import dev.beckon.rules.RulesFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Sixty rules in three phases, and customers who match about ten of them. */
final class BenchmarkPack {

    private static final List<String> CITIES = List.of("Pune", "Delhi", "Mumbai", "Chennai", "Kolkata", "Jaipur");

    private BenchmarkPack() {}

    static RulesFolder write(RulesFolder folder) {
        var segments = new StringBuilder();
        for (int score = 5; score > 1; score--) {
            for (int frequency = 5; frequency > 2; frequency--) {
                rule(
                        segments,
                        "RFM " + score + frequency,
                        "recencyScore >= %d, frequencyScore >= %d, monetaryScore >= %d"
                                .formatted(score, frequency, score - 1),
                        "assign(\"RFM\", \"S%d%d\")".formatted(score, frequency));
            }
        }
        for (int age = 18; age < 78; age += 10) {
            rule(
                    segments,
                    "Age " + age,
                    "age >= %d && < %d".formatted(age, age + 10),
                    "assign(\"Age\", \"A%d\")".formatted(age));
        }
        for (String city : CITIES) {
            rule(
                    segments,
                    "City " + city,
                    "city == \"%s\", spendLast365Days > 500".formatted(city),
                    "tag(\"in-%s\")".formatted(city));
        }
        for (int i = 0; i < 12; i++) {
            rule(
                    segments,
                    "Buyer " + i,
                    "orders > %d, recencyDays < %d, averageOrderValue > %d || discountShare > 0.%d"
                            .formatted(i, 400 - 20 * i, 100 * i + 50, i % 5 + 3),
                    "tag(\"buyer-%d\")".formatted(i));
        }
        folder.file("segments/pack.drl", segments.toString());
        var actions = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            rule(
                    actions,
                    "Win back " + i,
                    "isIn(\"S%d%d\"), recencyDays > %d".formatted(i % 4 + 2, i % 3 + 3, 30 * i),
                    "recommend(\"win-back\", %d)".formatted(50 + i));
            rule(
                    actions,
                    "Bundle " + i,
                    "tagged(\"buyer-%d\"), !isIn(\"A%d\"), churnRisk > 0.%d"
                            .formatted(i + 2, 18 + 10 * (i % 6), i + 1)
                            .replace("churnRisk", "returnShare"),
                    "recommend(\"bundle\", %d)".formatted(40 + i));
        }
        folder.file("actions/pack.drl", actions.toString());
        var channels = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            rule(
                    channels,
                    "WhatsApp " + i,
                    "action == \"win-back\", mayWhatsApp, age < %d".formatted(30 + 10 * i),
                    "via(\"whatsapp\", %d)".formatted(50 + i));
            rule(
                    channels,
                    "Email " + i,
                    "mayEmail, actionPriority > %d".formatted(30 + 5 * i),
                    "via(\"email\", %d)".formatted(40 + i));
        }
        return folder.file("channels/pack.drl", channels.toString());
    }

    private static void rule(StringBuilder text, String name, String conditions, String verb) {
        text.append(
                "rule \"%s\"\nwhen\n  $c : Customer( %s )\nthen\n  $c.%s;\nend\n".formatted(name, conditions, verb));
    }

    static List<CustomerChunk> customers(CustomerType type, int count, int chunkSize, long seed) {
        var random = new Random(seed);
        List<CustomerChunk> chunks = new ArrayList<>();
        List<Subject> chunk = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chunk.add(customer(type, i, random));
            if (chunk.size() == chunkSize || i == count - 1) {
                chunks.add(new CustomerChunk(chunk, List.of()));
                chunk = new ArrayList<>();
            }
        }
        return chunks;
    }

    private static Subject customer(CustomerType type, int number, Random random) {
        Subject customer = type.create(String.format(Locale.ROOT, "C%07d", number));
        set(type, customer, "age", random.nextInt(10) == 0 ? null : (Long) (long) random.nextInt(18, 90));
        set(type, customer, "city", CITIES.get(random.nextInt(CITIES.size())));
        for (String score : List.of("recencyScore", "frequencyScore", "monetaryScore")) {
            set(type, customer, score, (long) random.nextInt(1, 6));
        }
        set(type, customer, "recencyDays", (long) random.nextInt(500));
        set(type, customer, "orders", (long) random.nextInt(15));
        set(type, customer, "spendLast365Days", (long) random.nextInt(200_000));
        set(type, customer, "averageOrderValue", random.nextDouble() * 100_000);
        set(type, customer, "discountShare", random.nextInt(5) == 0 ? null : (Double) random.nextDouble());
        set(type, customer, "returnShare", random.nextDouble());
        set(type, customer, "mayEmail", random.nextBoolean());
        set(type, customer, "mayWhatsApp", random.nextBoolean());
        return customer;
    }

    private static void set(CustomerType type, Subject customer, String property, @Nullable Object value) {
        Accessor accessor = type.accessor(type.vocabulary().find(property).orElseThrow());
        accessor.set(customer, value);
    }
}
