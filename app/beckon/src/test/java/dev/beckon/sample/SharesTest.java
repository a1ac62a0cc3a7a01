package dev.beckon.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.beckon.feedback.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts twenty thousand customers with SQL and compares with what the company is meant to be like. */
class SharesTest {

    private static final int CUSTOMERS = 20_000;

    @TempDir
    private static Path folder;

    private static Connection connection;

    @BeforeAll
    static void makeTheCompany() throws Exception {
        new SampleCompany(11, LocalDate.of(2026, 10, 31), 5).write(CUSTOMERS, folder, Format.CSV, 2, Progress.SILENT);
        connection = DriverManager.getConnection("jdbc:duckdb:");
        for (SampleTable table : SampleTable.values()) {
            execute("CREATE TABLE " + table.name() + " AS FROM read_csv('" + folder.resolve(table.csvFile())
                    + "', all_varchar = true, header = true, delim = '" + table.delimiter
                    + "', auto_detect = false, quote = '\"', escape = '\"', columns = " + columns(table) + ")");
        }
        execute("CREATE TABLE buyers AS SELECT customer_id, count(DISTINCT order_id) AS orders FROM orders"
                + " WHERE status <> 'return' AND customer_id LIKE 'C%' GROUP BY 1");
        execute("CREATE TABLE order_values AS SELECT order_id, any_value(segment) AS segment,"
                + " sum(TRY_CAST(trim(amount) AS DOUBLE)) AS rupees,"
                + " bool_or(status = 'cancelled') AS cancelled, bool_or(discount <> '0.00') AS discounted"
                + " FROM orders JOIN truth USING (customer_id)"
                + " WHERE status <> 'return' AND currency = 'INR' AND product <> 'Postage' GROUP BY 1");
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
    }

    @ParameterizedTest(name = "{0} is {2} of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            segment = 'young'                           | truth     | .44
            segment = 'women'                           | truth     | .26
            segment = 'older'                           | truth     | .13
            segment = 'non_binary'                      | truth     | .05
            segment = 'other'                           | truth     | .12
            duplicate_of IS NOT NULL                    | truth     | .02
            gender = 'F'                                | customers | .49
            gender = 'M'                                | customers | .46
            birth_date IS NULL                          | customers | .03
            birth_date = '01/01/1893' OR birth_date LIKE '%/2031' | customers | .002
            dnd = 'true'                                | customers | .12
            language = 'de'                             | customers | .01
            language = 'fr'                             | customers | .01
            language = 'hi'                             | customers | .3724
            time_zone = 'Asia/Kolkata'                  | customers | .94
            time_zone = 'Asia/Dubai'                    | customers | .025
            time_zone = 'Asia/Kathmandu'                | customers | .003
            regexp_matches(first_name, '[\\x{0900}-\\x{0DFF}]') | customers | .15
            rating = 'unknown'                          | customers | .30
            income IS NULL                              | customers | .15
            id IN (SELECT customer_id FROM consents WHERE channel = 'email' AND state = 'granted')    | customers | .62
            id IN (SELECT customer_id FROM consents WHERE channel = 'whatsapp' AND state = 'granted') | customers | .55
            id IN (SELECT customer_id FROM consents WHERE channel = 'phone' AND state = 'granted')    | customers | .21
            orders = 1                                  | buyers    | .158
            """)
    void shareOfCustomers(String condition, String table, double expected) {
        assertThat(share(condition, table)).isCloseTo(expected, within(fourDeviations(expected, CUSTOMERS)));
    }

    /** Discounts go to some customers more than to others, so their tolerance is wider. */
    @ParameterizedTest(name = "{0} is {2} of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            cancelled                    | order_values                           | .010  | .001
            discounted                   | order_values                           | .30   | .010
            status = 'return'            | orders WHERE product <> 'Postage'      | .0135 | .001
            customer_id IS NULL          | orders                                 | .003  | .0005
            currency <> 'INR'            | orders                                 | .01   | .003
            payment = 'cod'              | orders                                 | .35   | .01
            """)
    void shareOfOrders(String condition, String table, double expected, double tolerance) {
        assertThat(share(condition, table)).isCloseTo(expected, within(tolerance));
    }

    /** Orders of one customer are alike, so the tolerance is that of a few hundred customers. */
    @ParameterizedTest(name = "{0}: {1} to {2} rupees")
    @CsvSource({"young, 500, 1000", "women, 300, 800", "older, 200, 500", "non_binary, 400, 900", "other, 300, 800"})
    void fourOfFiveOrdersAreWorthWhatTheSegmentUsuallySpends(String segment, int low, int high) {
        assertThat(share("rupees BETWEEN " + low + " AND " + high, "order_values WHERE segment = '" + segment + "'"))
                .isCloseTo(.805, within(.025));
    }

    /** The standard deviation of a customer's orders is about 30, so that of the mean is about 0.2. */
    @Test
    void customersOrderTwentyTimesOnAverageAndEightTimesInTheMiddle() {
        assertThat(number("SELECT avg(orders) FROM buyers")).isCloseTo(19.8, within(.9));
        assertThat(number("SELECT median(orders) FROM buyers")).isCloseTo(8, within(1.0));
        assertThat(number("SELECT quantile_cont(orders, 0.99) FROM buyers")).isCloseTo(153, within(15.0));
    }

    /** Nine in ten bargain seekers with ten orders get 10 % off or more in all; of the others hardly anybody does. */
    @Test
    void someSeekBargains() {
        assertThat(share(
                        "off >= .1",
                        "(SELECT sum(discount::DOUBLE) / sum(discount::DOUBLE + try_cast(trim(amount) AS DOUBLE)) AS off"
                                + " FROM orders WHERE status = 'sale' AND customer_id LIKE 'C%'"
                                + " GROUP BY customer_id HAVING count(*) >= 10)"))
                .isBetween(.11, .17);
    }

    @ParameterizedTest(name = "{0} is {2} of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            marital_status = 'Single'                       | young | .66 | .02
            marital_status = 'Widowed'                      | older | .216 | .03
            education IN ('Bachelor', 'Master', 'Doctorate') | young | .70 | .02
            education IN ('Bachelor', 'Master', 'Doctorate') | women | .56 | .03
            """)
    void peopleAreAsTheirAgeMakesLikely(String condition, String segment, double expected, double tolerance) {
        assertThat(share(condition, "customers JOIN truth ON id = customer_id WHERE segment = '" + segment + "'"))
                .isCloseTo(expected, within(tolerance));
    }

    @Test
    void incomeRisesWithEducation() {
        String median = "SELECT median(income::BIGINT) FROM customers WHERE education = ";
        assertThat(number(median + "'Master'") / number(median + "'Primary'")).isCloseTo(2.9, within(.4));
    }

    @Test
    void thoseWhoStoppedBuyingRateTheShopWorse() {
        String poor = "rating IN ('1', '2')";
        String rated = "customers JOIN truth ON id = customer_id WHERE rating <> 'unknown' AND alive = ";
        assertThat(share(poor, rated + "'true'")).isCloseTo(.07, within(.015));
        assertThat(share(poor, rated + "'false'")).isCloseTo(.24, within(.03));
    }

    @Test
    void newProductsAreSoldSinceTheirLaunch() {
        String launched = "product IN ('Filter Coffee Rasmalai', 'Thandai Tiramisu')";
        assertThat(share(launched, "orders WHERE ordered_at >= '2026-09-17' AND ordered_at < '2026-11-01'"))
                .isCloseTo(.07, within(.006));
        // some orders have a day that no calendar knows: 2026-02-31
        assertThat(
                        share(
                                launched,
                                "orders WHERE ordered_at < '2026-09-17' AND ordered_at[:10] <> '2026-02-31' AND status = 'sale'"))
                .isZero();
    }

    @Test
    void theDaysBeforeDiwaliAreFourTimesAsBusyAsThoseAfter() {
        String perDay = "SELECT count(DISTINCT order_id) / count(DISTINCT ordered_at[:10]) FROM orders"
                + " WHERE status = 'sale' AND ordered_at BETWEEN ";
        double before = number(perDay + "'2025-09-30' AND '2025-10-21'");
        double after = number(perDay + "'2025-10-22' AND '2025-11-12'");
        assertThat(before / after).isCloseTo(4, within(.6));
    }

    @Test
    void customersHaveFiveEventsEach() {
        assertThat(number("SELECT count(*) FROM events") / CUSTOMERS).isCloseTo(5, within(.3));
    }

    @Test
    void noAddressIsOutsideTheDomainsThatReachNobody() throws Exception {
        var domain = Pattern.compile("@([^,;\\s]+)");
        for (SampleTable table : List.of(SampleTable.CUSTOMERS, SampleTable.SUPPRESSIONS)) {
            var found = domain.matcher(Files.readString(folder.resolve(table.csvFile())))
                    .results()
                    .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                    .distinct()
                    .toList();
            assertThat(found).isNotEmpty().isSubsetOf("example.com", "example.org", "mail.invalid");
        }
    }

    @Test
    void phoneNumbersAreValidAndNobodys() throws Exception {
        var numbers = PhoneNumberUtil.getInstance();
        var valid = new ArrayList<String>();
        var broken = new ArrayList<String>();
        for (String phone : texts("SELECT phone FROM customers WHERE phone IS NOT NULL")) {
            var number = numbers.parse(phone, "IN");
            (numbers.isValidNumber(number) ? valid : broken).add(Long.toString(number.getNationalNumber()));
        }
        assertThat(valid).allMatch(number -> number.matches("1600\\d{6}"));
        assertThat((double) broken.size() / (valid.size() + broken.size())).isCloseTo(.005, within(.002));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            customer without id            | FROM customers WHERE id IS NULL
            customer exported twice        | FROM (SELECT id FROM customers WHERE id IS NOT NULL GROUP BY id HAVING count(*) = 2)
            person with two ids            | FROM (SELECT 1 FROM customers GROUP BY right(replace(phone, ' ', ''), 10) HAVING count(DISTINCT id) > 1)
            two persons with one address   | FROM (SELECT email FROM customers GROUP BY email HAVING count(DISTINCT right(replace(phone, ' ', ''), 10)) > 1)
            no-break space in a name       | FROM customers WHERE first_name LIKE '%\u00a0'
            apostrophe in a name           | FROM customers WHERE last_name LIKE '%''%'
            birth date in the future       | FROM customers WHERE birth_date LIKE '%/2031'
            postal code that begins with 0 | FROM customers WHERE pin_code LIKE '0%'
            broken email address           | FROM customers WHERE email NOT LIKE '%@%.%'
            city in two spellings          | FROM customers WHERE city = 'Bengaluru'
            joke value                     | FROM customers WHERE marital_status = 'YOLO'
            absurd income                  | FROM customers WHERE income = '666666666'
            line without customer          | FROM orders WHERE customer_id IS NULL
            line of an unknown customer    | FROM orders WHERE customer_id LIKE 'X%'
            date that doesn't exist        | FROM orders WHERE ordered_at LIKE '2026-02-31%'
            date that is none              | FROM orders WHERE ordered_at = 'not known'
            amount that is none            | FROM orders WHERE try_cast(trim(amount) AS DOUBLE) IS NULL
            negative amount                | FROM orders WHERE amount LIKE '-%' AND quantity LIKE '-%'
            exact duplicate line           | FROM (FROM orders SELECT order_id GROUP BY ALL HAVING count(*) > 1)
            product in another case        | FROM orders WHERE product = 'JALEBI DONUTS'
            product with outer blanks      | FROM orders WHERE product <> trim(product)
            not a product                  | FROM orders WHERE product = 'Postage'
            foreign money                  | FROM orders WHERE currency = 'USD'
            returned before it was sold    | FROM orders r JOIN orders s ON s.order_id = concat('O', r.order_id[2:]) WHERE r.status = 'return' AND r.ordered_at < s.ordered_at[:10]
            event delivered twice          | FROM (SELECT event_id FROM events GROUP BY event_id HAVING count(*) > 1)
            event from the future          | FROM events WHERE "at" > '2026-11-02'
            event in UTC                   | FROM events WHERE "at" LIKE '%Z'
            event in local time            | FROM events WHERE "at" LIKE '%+05:30'
            event without an offset        | FROM events WHERE "at" NOT LIKE '%Z' AND "at" NOT SIMILAR TO '.*[+-]\\d\\d:\\d\\d'
            yes and no in the same second  | FROM (SELECT customer_id FROM consents GROUP BY customer_id, channel, recorded_at HAVING count(DISTINCT state) = 2)
            minor                          | FROM customers WHERE right(birth_date, 4) BETWEEN '2009' AND '2013'
            """)
    void messIsThere(String kind, String query) {
        assertThat(number("SELECT count(*) " + query)).as(kind).isPositive();
    }

    private static double fourDeviations(double share, int of) {
        return 4 * Math.sqrt(share * (1 - share) / of);
    }

    private static double share(String condition, String table) {
        return number("SELECT count(*) FILTER (WHERE " + condition + ") / count(*) FROM " + table);
    }

    private static double number(String sql) {
        return Double.parseDouble(texts(sql).get(0));
    }

    private static List<String> texts(String sql) {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return texts;
    }

    private static void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String columns(SampleTable table) {
        var columns = new ArrayList<String>();
        table.columns.forEach(column -> columns.add("'" + column.name() + "': 'VARCHAR'"));
        return "{" + String.join(", ", columns) + "}";
    }
}
