package dev.beckon.features;

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

    boolean isNull(int column) {
        return columns[column].isNull(row);
    }

    long whole(int column) {
        return columns[column].getLong(row);
    }

    @Nullable
    String text(int column) {
        return columns[column].getString(row);
    }

    /** The value of a column that was made for this type, or null. */
    @Nullable
    Object value(int column, ValueType type) {
        if (isNull(column)) {
            return null;
        }
        DuckDBReadableVector vector = columns[column];
        return switch (type) {
            case TEXT -> vector.getString(row);
            case WHOLE -> vector.getLong(row);
            case NUMBER -> vector.getDouble(row);
            case FLAG -> vector.getBoolean(row);
            case DATE -> vector.getLocalDate(row);
        };
    }

    @Override
    public void close() throws SQLException {
        result.close();
        statement.close();
        connection.close();
    }
}
