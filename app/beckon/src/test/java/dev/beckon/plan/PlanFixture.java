package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Campaigns;
import dev.beckon.campaign.Channel;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decision;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Problems;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.workspace.Company;
import dev.beckon.workspace.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Campaign files in a folder, people in a list, and the plan of them in a real DuckDB in memory. */
final class PlanFixture implements AutoCloseable {

    static final Company COMPANY = new Company(
            "Mithai & More",
            "12 MG Road, Bengaluru",
            Currency.getInstance("INR"),
            ZoneId.of("Asia/Kolkata"),
            "IN",
            "en");
    static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);
    static final Instant NOON_IN_INDIA = Instant.parse("2026-11-02T06:30:00Z");

    private static final CustomerType TYPE = CustomerTypes.declare(Vocabulary.withAttributes(List.of()));

    final CustomerType type = TYPE;
    final Connection connection;
    private final Path folder;
    private String policies = "{}";
    private String channels = "{email: {cost: 0.02}, whatsapp: {cost: 0.80}}";
    private Company company = COMPANY;
    private int chunkSize = 3;
    private @Nullable String named;
    private final List<String> contacts = new ArrayList<>();
    private List<Campaign> campaigns = List.of();

    PlanFixture(Path folder) {
        this.folder = folder;
        try {
            this.connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    PlanFixture policies(String yaml) {
        this.policies = yaml;
        return this;
    }

    PlanFixture channels(String yaml) {
        this.channels = yaml;
        return this;
    }

    PlanFixture company(String name) {
        this.company = new Company(
                name,
                COMPANY.postalAddress(),
                COMPANY.currency(),
                COMPANY.timeZone(),
                COMPANY.country(),
                COMPANY.language());
        return this;
    }

    /** The campaign that is asked for; null: all. */
    PlanFixture named(@Nullable String campaign) {
        this.named = campaign;
        return this;
    }

    /** A message that a customer got before; the moment is in UTC. */
    PlanFixture contact(String customer, String channel, String at) {
        contacts.add("('%s', '%s', TIMESTAMP '%s', 'earlier')".formatted(customer, channel, at));
        return this;
    }

    private ContactHistory history() {
        return contacts.isEmpty()
                ? ContactHistory.NONE
                : (connection, since) ->
                        Sql.run(connection, "INSERT INTO plan.contacts VALUES " + String.join(", ", contacts));
    }

    PlanFixture chunkSize(int size) {
        this.chunkSize = size;
        return this;
    }

    /** A campaign with templates for all three channels that say the first name and the discount. */
    PlanFixture campaign(String name, String yaml) {
        write(name, "campaign.yaml", yaml + "\nparameters: {discount: number}\n");
        for (String language : yaml.contains("languages: [en, hi]") ? List.of("en", "hi") : List.of("en")) {
            write(name, "email." + language + ".subject.txt", "{{ firstName }}, {{ discount }}% for you");
            write(
                    name,
                    "email." + language + ".html",
                    "<!doctype html><p>Hi {{ firstName }}</p><p>{{ company.postalAddress }}</p><a href=\"{{ unsubscribeUrl }}\">Stop</a>");
            write(name, "email." + language + ".txt", "Hi\n{{ company.postalAddress }}\n{{ unsubscribeUrl }}");
            write(
                    name,
                    "whatsapp." + language + ".yaml",
                    "content: HX0123456789abcdef0123456789abcdef\ntext: \"Hi {{1}}\"\nvariables: {1: \"{{ firstName }}\"}\n");
            write(name, "phone." + language + ".txt", "Hello {{ firstName }}.");
        }
        return this;
    }

    PlanFixture write(String campaign, String file, String text) {
        campaigns = List.of();
        try {
            Files.createDirectories(folder.resolve(campaign));
            Files.writeString(folder.resolve(campaign).resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Campaign> campaigns() {
        if (campaigns.isEmpty()) {
            campaigns = readCampaigns();
        }
        return campaigns;
    }

    private List<Campaign> readCampaigns() {
        return Campaigns.read(
                folder,
                new Campaigns.Known(
                        COMPANY,
                        type.vocabulary(),
                        Set.of("win-back", "loyalty-offer", "bundle"),
                        Map.of("RFM", List.of("Champions", "At Risk"))));
    }

    List<Plan> plan(Person... people) {
        return plan(NOON_IN_INDIA, people);
    }

    List<Plan> plan(@Nullable Instant at, Person... people) {
        var problems = new Problems();
        var inputs = new PlanInputs(
                campaigns().stream().filter(Campaign::enabled).toList(),
                company,
                Policies.from(
                        StrictYaml.parse(policies, "beckon.yaml", problems),
                        StrictYaml.parse(channels, "beckon.yaml", problems)),
                type,
                AS_OF,
                Optional.ofNullable(named),
                Optional.ofNullable(at),
                history(),
                "rules",
                "data");
        problems.throwIfAny();
        try (var planning = Planning.begin(inputs, connection)) {
            var sorted = new ArrayList<>(List.of(people));
            sorted.sort(Comparator.comparing(person -> person.id));
            for (int from = 0; from < sorted.size(); from += chunkSize) {
                DecidedChunk chunk = chunk(sorted.subList(from, Math.min(sorted.size(), from + chunkSize)));
                planning.take(chunk, planning.prepare(chunk));
            }
            return planning.complete();
        }
    }

    private DecidedChunk chunk(List<Person> people) {
        List<Subject> subjects =
                people.stream().map(person -> person.subject(type)).toList();
        List<Decision> decisions = people.stream().map(Person::decision).toList();
        return new DecidedChunk(subjects, decisions);
    }

    /** What became of a customer: {@code "email"} for a message, {@code "no-channel: consent denied"} for a skip. */
    String outcome(String campaign, String customer) {
        List<Map<String, Object>> rows =
                query("SELECT channel AS outcome FROM plan.messages WHERE campaign = '%1$s' AND customer_id = '%2$s'"
                                .formatted(campaign, customer)
                        + " UNION ALL SELECT gate || ': ' || reason FROM plan.skips WHERE campaign = '%1$s' AND customer_id = '%2$s'"
                                .formatted(campaign, customer));
        if (rows.size() != 1) {
            throw new AssertionError(customer + " is there " + rows.size() + " times");
        }
        return String.valueOf(rows.get(0).get("outcome"));
    }

    Map<String, Object> message(String campaign, String customer) {
        return query("SELECT * FROM plan.messages WHERE campaign = '" + campaign + "' AND customer_id = '" + customer
                        + "'")
                .get(0);
    }

    Map<String, Object> skip(String campaign, String customer) {
        return query("SELECT * FROM plan.skips WHERE campaign = '" + campaign + "' AND customer_id = '" + customer
                        + "'")
                .get(0);
    }

    void run(String sql) {
        try {
            Sql.run(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Map<String, Object>> query(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var result = new ArrayList<Map<String, Object>>();
            while (rows.next()) {
                var row = new LinkedHashMap<String, Object>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.put(rows.getMetaData().getColumnName(i), rows.getObject(i));
                }
                result.add(row);
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Channel channel(String key) {
        return Channel.of(key).orElseThrow();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
