package dev.beckon.features;

import dev.beckon.database.Sql;
import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.Demand;
import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.ValueType;
import dev.beckon.rules.CustomerType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The customers of {@code facts.customers} in the order of their ids, in chunks, with the linked rows that can matter
 * to some rule. Holds one chunk at a time. Closes itself at the end; whoever stops earlier closes it.
 */
public final class CustomerStream implements Iterator<CustomerChunk>, AutoCloseable {

    /** @param texts where the column's values are read as their numbers there */
    private record Field(
            Property property, int slot, @Nullable TextDictionary texts) {

        String sql() {
            return texts == null ? Sql.name(property.name()) : texts.number();
        }
    }

    private final CustomerType type;
    private final Demand demand;
    private final int chunkSize;
    private final List<Field> fields;
    private final boolean readsDemanded;
    private final RowCursor customers;
    private final List<LinkedRows> linked = new ArrayList<>();
    private boolean more;
    private long row = -1;

    /**
     * @param demand what {@code facts.customers} was computed for, or less
     * @param asOf the as-of date as SQL
     */
    CustomerStream(
            DuckDBConnection connection, HeldFacts held, CustomerType type, Demand demand, String asOf, int chunkSize)
            throws SQLException {
        this.type = type;
        this.demand = demand;
        this.chunkSize = chunkSize;
        this.fields = fields(connection, held);
        this.readsDemanded = demandedColumns().findAny().isPresent();
        this.customers = new RowCursor(duplicate(connection), select());
        for (Kind kind : Kind.values()) {
            var sql = LinkedRowQuery.of(kind, demand.linked(), asOf);
            if (sql.isPresent()) {
                linked.add(new LinkedRows(kind, duplicate(connection), sql.get()));
            }
        }
        advance();
    }

    @Override
    public boolean hasNext() {
        return more;
    }

    @Override
    public CustomerChunk next() {
        if (!more) {
            throw new NoSuchElementException();
        }
        try {
            return read();
        } catch (SQLException e) {
            throw new IllegalStateException("Reading the customers' facts failed", e);
        }
    }

    private CustomerChunk read() throws SQLException {
        var subjects = new ArrayList<Subject>(chunkSize);
        var facts = new ArrayList<LinkedFact>();
        while (more && subjects.size() < chunkSize) {
            Subject subject = subject();
            subjects.add(subject);
            for (LinkedRows rows : linked) {
                rows.addTo(facts, subject, row);
            }
            advance();
        }
        return new CustomerChunk(subjects, facts);
    }

    private void advance() throws SQLException {
        more = customers.next();
        row++;
        if (!more) {
            close();
        }
    }

    private Subject subject() {
        Subject subject = type.create(String.valueOf(customers.text(0)));
        int column = 1;
        for (Field field : fields) {
            if (field.texts == null) {
                customers.copy(column++, field.property.type(), subject, field.slot);
            } else {
                customers.copy(column++, field.texts, subject, field.slot);
            }
        }
        if (readsDemanded) {
            demanded(subject, column);
        }
        return subject;
    }

    private void demanded(Subject subject, int first) {
        int column = first;
        var bought = new long[demand.boughtProducts().size()];
        for (int i = 0; i < bought.length; i++, column++) {
            bought[i] = customers.whole(column, Subject.MISSING);
        }
        var shares = new double[demand.shareCategories().size()];
        for (int i = 0; i < shares.length; i++, column++) {
            shares[i] = customers.number(column);
        }
        var previous = new @Nullable String[demand.previousDimensions().size()];
        for (int i = 0; i < previous.length; i++, column++) {
            previous[i] = customers.text(column);
        }
        subject.demanded(bought, shares, previous);
    }

    private List<Field> fields(Connection connection, HeldFacts held) throws SQLException {
        var all = new ArrayList<Field>();
        for (String name : demand.properties()) {
            Property property = type.vocabulary()
                    .find(name)
                    .orElseThrow(() -> new IllegalArgumentException("No property is named " + name));
            TextDictionary texts = property.type() == ValueType.TEXT
                    ? TextDictionary.of(connection, held.tableOf(name), name).orElse(null)
                    : null;
            all.add(new Field(property, type.accessor(property).slot(), texts));
        }
        return all;
    }

    private String select() {
        return Stream.of(
                        Stream.of("customer_id"),
                        fields.stream().map(Field::sql),
                        demandedColumns().map(Sql::name))
                .flatMap(columns -> columns)
                .collect(Collectors.joining(", ", "SELECT ", " FROM facts.customers"));
    }

    /** In the order in which {@link #demanded} reads them. */
    private Stream<String> demandedColumns() {
        return Stream.of(
                        demand.boughtProducts().stream().map(DemandedTables::boughtColumn),
                        demand.shareCategories().stream().map(DemandedTables::shareColumn),
                        IntStream.range(0, demand.previousDimensions().size()).mapToObj(PreviousDecisions::column))
                .flatMap(columns -> columns);
    }

    private static DuckDBConnection duplicate(DuckDBConnection connection) throws SQLException {
        return (DuckDBConnection) connection.duplicate();
    }

    @Override
    public void close() throws SQLException {
        customers.close();
        for (LinkedRows rows : linked) {
            rows.close();
        }
    }
}
