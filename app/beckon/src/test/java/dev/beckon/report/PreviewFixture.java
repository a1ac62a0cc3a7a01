package dev.beckon.report;

import dev.beckon.workspace.Company;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A database with the tables of a plan: small ones row by row, or a few thousand plausible seeded rows. */
final class PreviewFixture implements AutoCloseable {

    static final Company COMPANY = new Company(
            "Mithai & More",
            "12 MG Road, Bengaluru 560001, India",
            Currency.getInstance("INR"),
            ZoneId.of("Asia/Kolkata"),
            "IN",
            "en");
    static final List<String> GATES = List.of(
            "vetoed",
            "minor",
            "do-not-disturb",
            "no-channel",
            "suppressed",
            "same-address",
            "lost-arbitration",
            "frequency-cap",
            "global-hold-out",
            "control-group",
            "no-permitted-hour",
            "budget",
            "maximum-recipients",
            "template-variable");
    private static final String[] FIRST = {
        "Ashalata", "Bhuvanesh", "Chitrangada", "Devendra", "Ekantika", "Falguni", "Gajendra", "Hemlata", "Indrajit"
    };
    private static final String[] LAST = {
        "Swaminathan", "Bhattacharyya", "Venkataraman", "Chattopadhyay", "Krishnamurthy", "Mukhopadhyay"
    };

    final Connection connection;
    final List<String> personalData = new ArrayList<>();

    PreviewFixture() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("create schema plan", "create schema facts");
        run("""
                create table plan.messages(campaign varchar, customer_id varchar, channel varchar, language varchar,
                  address varchar, send_at timestamp, time_zone varchar, action varchar, priority integer,
                  value bigint, cost_micros bigint, parameters varchar, variables varchar,
                  rule varchar)""", """
                create table plan.skips(campaign varchar, customer_id varchar, gate varchar, reason varchar,
                  detail varchar, rule varchar)""", """
                create table decisions(customer_id varchar, "segment:RFM" varchar, "segment:Age group" varchar,
                  tags varchar, actions varchar, channels varchar, rules varchar)""", """
                create table facts.customers(customer_id varchar, "recencyScore" bigint, "frequencyScore" bigint,
                  monetary bigint, orders bigint)""");
    }

    static PlanHeader header(String campaign) {
        return new PlanHeader(
                "3f2a9c51d07be846",
                campaign,
                "For everybody to whom a rule recommends win-back.",
                LocalDate.of(2026, 11, 1),
                Instant.parse("2026-11-02T04:30:00Z"),
                GATES,
                null,
                new TreeMap<>(Map.of("rules", "9b1c22e07a4d", "campaign", "77ad01fe3c92", "data", "c0ffee12ab34")),
                "mithai",
                "Quantiles of the buyers (value up to the quantile); frequency in orders, monetary net of returns");
    }

    /** 10,000 customers, about 3,700 of them in the audience of the campaign. */
    PreviewFixture fillPlausibly(String campaign) throws SQLException {
        var random = new Random(7);
        try (var bulk = new Bulk()) {
            for (int i = 0; i < 10_000; i++) {
                customer(bulk, random, campaign, i);
            }
        }
        return this;
    }

    private void customer(Bulk bulk, Random random, String campaign, int number) throws SQLException {
        String id = "C%05d".formatted(number);
        int recency = 1 + (int) (random.nextDouble() * random.nextDouble() * 5);
        int frequency = 1 + (int) (random.nextDouble() * 5);
        String segment = recency == 5 && frequency >= 4
                ? "Champions"
                : recency <= 2 && frequency >= 3
                        ? "At Risk"
                        : recency <= 2 ? "Hibernating" : frequency == 5 ? "Loyal" : "Others";
        String age = List.of("Young", "Middle-aged", "Senior").get(random.nextInt(3));
        boolean buyer = random.nextInt(20) > 0;
        bulk.decide.add(id, segment, age, "", "win-back:80", "whatsapp:90", "rules/segments/rfm.drl:12");
        bulk.facts.add(
                id,
                buyer ? (long) recency : null,
                buyer ? (long) frequency : null,
                buyer ? 10_000L + random.nextInt(900_000) : 0L,
                buyer ? (long) frequency : 0L);
        if (recency > 2 && random.nextInt(10) > 0) {
            return;
        }
        if (random.nextInt(3) == 0) {
            String gate = GATES.get(Math.min(GATES.size() - 1, (int) (Math.abs(random.nextGaussian()) * 4.2)));
            bulk.skip.add(campaign, id, gate, reason(gate, random), null, "rules/actions/care.drl:8");
            return;
        }
        message(bulk, random, campaign, id);
    }

    private static String reason(String gate, Random random) {
        return switch (gate) {
            case "vetoed" -> random.nextInt(3) == 0 ? "complained in the last 30 days" : "order still on its way";
            case "lost-arbitration" -> "lost to loyalty-offer (priority 90)";
            default -> "stopped by " + gate;
        };
    }

    private void message(Bulk bulk, Random random, String campaign, String id) throws SQLException {
        String first = FIRST[random.nextInt(FIRST.length)];
        String last = LAST[random.nextInt(LAST.length)];
        String channel = random.nextInt(10) < 6 ? "email" : random.nextInt(12) == 0 ? "phone" : "whatsapp";
        String language = random.nextInt(100) < 70 ? "en" : random.nextInt(100) < 96 ? "hi" : "de";
        String email = first.toLowerCase(Locale.ROOT) + "." + id.toLowerCase(Locale.ROOT) + "@mail.test";
        String phone = "+9198" + (10_000_000 + random.nextInt(80_000_000));
        personalData.addAll(List.of(first, last, email, phone, id));
        String product = random.nextInt(8) == 0
                ? "null"
                : "\""
                        + List.of("Gulab Jamun Cheesecake", "Jalebi Donuts", "Rasmalai Tres Leches")
                                .get(random.nextInt(3))
                        + "\"";
        String variables =
                """
                {"firstName":"%s","fullName":"%s %s","favouriteProduct":%s,"discount":%d,"recencyDays":%d}""".formatted(first, first, last, product, random.nextInt(4) == 0 ? 20 : 15, 90 + random.nextInt(2000));
        personalData.add(id);
        bulk.message.add(
                campaign,
                id,
                channel,
                language,
                channel.equals("email") ? email : phone,
                LocalDateTime.of(2026, 11, 2, 4, 30)
                        .plusHours(channel.equals("email") ? random.nextInt(3) : random.nextInt(8)),
                "Asia/Kolkata",
                "win-back",
                80,
                50_000L + random.nextInt(400_000),
                channel.equals("email") ? 20_000L : channel.equals("whatsapp") ? 800_000L : 1_500_000L,
                "{\"discount\":15}",
                variables,
                "Win back a lapsing regular (rules/actions/win-back.drl:3)");
    }

    /** Writes messages as the fixture's templates would. */
    static RenderedMessage render(MessageRow row) {
        var variables = Json.MAPPER.readTree(row.variables());
        String name = variables.path("firstName").asString("");
        String product = variables.path("favouriteProduct").asString("sweets");
        String discount = variables.path("discount").asString("");
        String text = "Hello " + name + ",\n\nit has been a while. " + discount + "% off " + product
                + " until Sunday.\n\nUnsubscribe: https://example.com/u\nMithai & More, 12 MG Road";
        if (!row.channel().equals("email")) {
            return new RenderedMessage(null, text, null);
        }
        return new RenderedMessage(name + ", your " + product + " is waiting", text, """
                <!doctype html><html><body style="margin:0;background:#fff7ef;font-family:Georgia,serif">
                <div style="max-width:560px;margin:0 auto;padding:32px 24px;background:#fff">
                <p style="letter-spacing:.12em;color:#b0541e;font-size:13px;margin:0">MITHAI &amp; MORE</p>
                <h1 style="font-size:28px;margin:12px 0">We miss you, %s</h1>
                <p style="font-size:17px;line-height:1.6">It has been a while. Take <b>%s%%</b> off %s until Sunday.</p>
                <p><a href="https://example.com/shop" style="background:#b0541e;color:#fff;padding:12px 22px;border-radius:6px;text-decoration:none">Order now</a></p>
                <img src="https://example.com/pixel.png" width="1" height="1" alt="">
                <p style="color:#777;font-size:13px;margin-top:40px">12 MG Road, Bengaluru · <a href="https://example.com/u">Unsubscribe</a></p>
                </div></body></html>""".formatted(
                        escaped(name), escaped(discount), escaped(product)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    void run(String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Rows written in bulk, visible once it is closed. */
    private final class Bulk implements AutoCloseable {
        final Table message = new Table("plan", "messages");
        final Table skip = new Table("plan", "skips");
        final Table decide = new Table("main", "decisions");
        final Table facts = new Table("facts", "customers");

        Bulk() throws SQLException {}

        @Override
        public void close() throws SQLException {
            for (Table table : List.of(message, skip, decide, facts)) {
                table.appender.close();
            }
        }
    }

    private final class Table {
        private final DuckDBAppender appender;

        Table(String schema, String name) throws SQLException {
            appender = connection.unwrap(DuckDBConnection.class).createAppender(schema, name);
        }

        void add(@Nullable Object... values) throws SQLException {
            appender.beginRow();
            for (Object value : values) {
                if (value == null) {
                    appender.appendNull();
                } else if (value instanceof Long number) {
                    appender.append(number);
                } else if (value instanceof Integer number) {
                    appender.append(number);
                } else if (value instanceof LocalDateTime time) {
                    appender.append(time);
                } else {
                    appender.append(value.toString());
                }
            }
            appender.endRow();
        }
    }
}
