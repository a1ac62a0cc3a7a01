package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentTableTest {

    private static final String CUSTOMERS = """
            insert into decisions by name select * from (values
              ('a', 'Champions'), ('b', 'Champions'), ('c', 'Others'), ('d', null))
              as t(customer_id, "segment:RFM")""";
    private static final String FACTS = """
            insert into facts.customers by name select * from (values
              ('a', 100050, 3), ('b', 200000, 4), ('c', 999, 1), ('d', null, null))
              as t(customer_id, monetary, orders)""";

    @Test
    void addsUpExactly() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run("alter table decisions drop \"segment:Age group\"", CUSTOMERS, FACTS);
            // 1,000.50 + 2,000.00 = 3,000.50 over 7 orders = 428.64 (428.642...)
            assertThat(table(fixture).json()).isEqualToIgnoringNewLines("""
                            {
                              "schema" : "beckon.segments/1",
                              "asOf" : "2026-11-01",
                              "currency" : "INR",
                              "dimensions" : {
                                "RFM" : {
                                  "Champions" : {
                                    "customers" : 2,
                                    "share" : 0.500000,
                                    "revenue" : 3000.50,
                                    "averageOrderValue" : 428.64
                                  },
                                  "Loyal" : {
                                    "customers" : 0,
                                    "share" : 0.000000,
                                    "revenue" : 0.00,
                                    "averageOrderValue" : null
                                  },
                                  "Others" : {
                                    "customers" : 2,
                                    "share" : 0.500000,
                                    "revenue" : 9.99,
                                    "averageOrderValue" : 9.99
                                  }
                                }
                              }
                            }""");
        }
    }

    @Test
    void printsATableWithBars() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run("alter table decisions drop \"segment:Age group\"", CUSTOMERS, FACTS);
            assertThat(table(fixture).text(new Terminal(80, false, false))).isEqualTo("""
                            RFM        customers  share  revenue INR  average order
                            Champions          2  50.0%     3,000.50         428.64  #######################
                            Loyal              0   0.0%         0.00              -
                            Others             2  50.0%         9.99           9.99  #######################
                            """);
        }
    }

    private static SegmentTable table(PreviewFixture fixture) throws Exception {
        return SegmentTable.of(
                fixture.connection,
                Map.of("RFM", List.of("Champions", "Loyal")),
                LocalDate.of(2026, 11, 1),
                Currency.getInstance("INR"));
    }
}
