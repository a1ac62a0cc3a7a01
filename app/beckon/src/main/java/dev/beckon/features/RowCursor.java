package dev.beckon.features;

import dev.beckon.facts.Subject;
import dev.beckon.facts.ValueType;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query row by row out of DuckDB's column vectors, three times as fast as a result set. Streams: only a chunk
 * of rows is held. Needs the connection for itself until it is closed.
 */
final class RowCursor implements AutoCloseable {

    private final DuckDBConnection connection;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;
    private final DuckDBReadableVector[] columns;
    private long row = -1;
    private long rows;

    /** @param connection closed together with this cursor */
    RowCursor(DuckDBConnection connection, String sql) throws SQLException {
        this.connection = connection;
        this.statement = (DuckDBPreparedStatement) connection.prepareStatement(sql);
        this.result = statement.query();
        this.columns = new DuckDBReadableVector[(int) result.columnCount()];
    }

    boolean next() throws SQLException {
        row++;
        while (row >= rows) {
            if (!result.nextChunk()) {
                return false;
            }
            DuckDBDataChunkReader chunk = result.chunk();
            rows = chunk.rowCount();
            row = 0;
            for (int i = 0; i < columns.length; i++) {
                columns[i] = chunk.vector(i);
            }
        }
        return true;
    }

    /** @param missing stands for null */
    long whole(int column, long missing) {
        DuckDBReadableVector vector = columns[column];
        return vector.isNull(row) ? missing : vector.getLong(row);
    }

    /** NaN for null. */
    double number(int column) {
        DuckDBReadableVector vector = columns[column];
        return vector.isNull(row) ? Double.NaN : vector.getDouble(row);
    }

    @Nullable
    String text(int column) {
        return columns[column].getString(row);
    }

    /** Puts the value of a column that was made for this type where the customer has it. */
    void copy(int column, ValueType type, Subject customer, int slot) {
        if (columns[column].isNull(row)) {
            return;
        }
        switch (type) {
            case TEXT -> customer.text(slot, columns[column].getString(row));
            case WHOLE -> customer.whole(slot, columns[column].getLong(row));
            case NUMBER -> customer.number(slot, columns[column].getDouble(row));
            case FLAG -> customer.whole(slot, columns[column].getBoolean(row) ? 1 : 0);
            case DATE -> customer.whole(slot, columns[column].getLocalDate(row).toEpochDay());
        }
    }

    /** The same for a column that holds the numbers of texts. */
    void copy(int column, TextDictionary texts, Subject customer, int slot) {
        DuckDBReadableVector vector = columns[column];
        if (!vector.isNull(row)) {
            customer.text(slot, texts.text(vector.getLong(row)));
        }
    }

    @Override
    public void close() throws SQLException {
        result.close();
        statement.close();
        connection.close();
    }
}
