package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.features.Rows;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Named figures of a reference, its file having the columns {@code metric} and {@code value}.
 *
 * @param money which figures are sums of money: the data engine has them in minor units
 */
record Figures(Rows rows, Pattern money) {

    static Figures of(String file, String money) throws SQLException {
        Path path = Reference.data().resolve(file);
        return new Figures(Rows.ofFile(path), Pattern.compile(money));
    }

    /** Every column of the query's single row must equal the figure of its name. */
    void expect(Connection connection, String query) throws SQLException {
        Rows.of(connection, "SELECT '', * FROM (" + query + ")").get("").forEach(this::expect);
    }

    void expect(String figure, @Nullable Object actual) {
        String text = money.matcher(figure).matches() ? major(actual) : String.valueOf(actual);
        assertThat(new Comparable(text)).as(figure).isEqualTo(new Comparable(rows.text(figure, "value")));
    }

    static String major(@Nullable Object minor) {
        return new BigDecimal(String.valueOf(minor)).movePointLeft(2).toPlainString();
    }

    /** Numbers are equal to nine digits after the point, whatever zeros follow; everything else as text. */
    private record Comparable(String text) {

        private Comparable {
            if (text.matches("-?\\d+(\\.\\d+)?")) {
                text = new BigDecimal(text)
                        .setScale(9, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
            }
        }
    }
}
