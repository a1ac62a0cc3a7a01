package dev.beckon.features;

import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Purchase;
import dev.beckon.facts.Subject;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Linked rows in customer order, handed out customer by customer. */
final class LinkedRows implements AutoCloseable {

    private final Kind kind;
    private final RowCursor rows;
    private boolean more;

    LinkedRows(Kind kind, DuckDBConnection connection, String sql) throws SQLException {
        this.kind = kind;
        this.rows = new RowCursor(connection, sql);
        this.more = rows.next();
    }

    /**
     * Adds the rows of one customer; customers must be asked for in ascending order.
     *
     * @param row number of the customer in {@code facts.customers}, from 0
     */
    void addTo(List<LinkedFact> linked, Subject customer, long row) throws SQLException {
        while (more && rows.whole(0, -1) == row) {
            linked.add(fact(customer));
            more = rows.next();
        }
    }

    private LinkedFact fact(Subject customer) {
        return kind == Kind.PURCHASE
                ? new Purchase(customer, rows.text(1), rows.text(2), boxed(3), boxed(4))
                : new Event(customer, rows.text(1), boxed(2));
    }

    private @Nullable Long boxed(int column) {
        long value = rows.whole(column, Subject.MISSING);
        return value == Subject.MISSING ? null : (Long) value;
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
