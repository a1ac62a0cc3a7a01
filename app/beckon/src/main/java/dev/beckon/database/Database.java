package dev.beckon.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data engine of one run: a DuckDB database in a folder of its own, which is deleted on closing. Locked down:
 * only the named folders can be read, nothing can be downloaded or loaded, and its settings can't be changed.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /**
     * A catalog for what is written once, read a few times and never kept: in memory, and on disk if that is short. Rows
     * get there for half the processor time, as they are neither compressed nor logged.
     */
    public static final String SCRATCH = "scratch";

    private static final String FILE = "beckon.duckdb";

    private final DuckDBConnection connection;
    private final Path folder;

    private Database(DuckDBConnection connection, Path folder) {
        this.connection = connection;
        this.folder = folder;
    }

    /**
     * Begins to load the engine, which takes a third of a second, while the caller goes on with what doesn't need it. What goes
     * wrong here goes wrong again, and is told, when it is opened.
     */
    public static void beginToLoad() {
        var loading = new Thread(
                () -> {
                    try {
                        DriverManager.getConnection("jdbc:duckdb:").close();
                    } catch (SQLException | RuntimeException | LinkageError e) {
                        LOG.debug("the engine can't be loaded", e);
                    }
                },
                "beckon-engine");
        loading.setDaemon(true);
        loading.start();
    }

    /**
     * @param kept a database that was closed by {@link #closeKeeping} and is to be used; it is moved away from there
     * @param spill where a folder for the database and what doesn't fit in memory is made
     * @param readable folders and files that may be read or written besides
     * @param memoryLimit such as {@code 1GB}
     * @param functions registers functions of ours before everything is locked
     */
    public static Database open(
            Path spill,
            Optional<Path> kept,
            Collection<Path> readable,
            String memoryLimit,
            int threads,
            Consumer<DuckDBConnection> functions) {
        try {
            Files.createDirectories(spill);
            Path folder = Files.createTempDirectory(spill, "data-");
            Path file = folder.resolve(FILE);
            if (kept.isPresent()) {
                Files.move(kept.get(), file);
            }
            return open(folder, file, readable, memoryLimit, threads, functions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Database open(
            Path folder,
            Path file,
            Collection<Path> readable,
            String memoryLimit,
            int threads,
            Consumer<DuckDBConnection> functions) {
        try {
            var database = new Database((DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file), folder);
            database.prepare(readable, memoryLimit, threads, functions);
            return database;
        } catch (SQLException e) {
            delete(folder);
            throw new DatabaseFailure("opening the data engine", e);
        }
    }

    private void prepare(
            Collection<Path> readable, String memoryLimit, int threads, Consumer<DuckDBConnection> functions) {
        String folders =
                list(Stream.concat(readable.stream().filter(path -> !Files.isRegularFile(path)), Stream.of(folder)));
        String files = list(readable.stream().filter(Files::isRegularFile));
        for (String sql : List.of(
                "SET autoinstall_known_extensions=false",
                "SET autoload_known_extensions=false",
                "SET TimeZone='UTC'",
                "SET threads=" + threads,
                "SET memory_limit=" + Sql.text(memoryLimit),
                "SET temp_directory=" + Sql.text(folder.resolve("spill").toString()),
                "SET max_temp_directory_size='200GB'",
                // or else tables in memory are compressed while they are filled; on disk, closing does what is due
                "SET checkpoint_threshold='1TB'",
                "SET allowed_directories=" + folders,
                "SET allowed_paths=" + files,
                "ATTACH ':memory:' AS " + SCRATCH,
                "CREATE SCHEMA IF NOT EXISTS loaded",
                "CREATE SCHEMA IF NOT EXISTS input",
                "CREATE SCHEMA IF NOT EXISTS facts",
                "CREATE SCHEMA IF NOT EXISTS stage",
                "CREATE SCHEMA IF NOT EXISTS work")) {
            run(sql);
        }
        functions.accept(connection);
        run("SET enable_external_access=false");
        run("SET lock_configuration=true");
    }

    private static String list(Stream<Path> paths) {
        return paths.map(path -> Sql.text(path.toAbsolutePath().normalize().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Where this run's own files go; deleted on closing. */
    public Path folder() {
        return folder;
    }

    public DuckDBConnection connection() {
        return connection;
    }

    /** Another connection to the same database. */
    public Connection connect() {
        try {
            return connection.duplicate();
        } catch (SQLException e) {
            throw new DatabaseFailure("opening another connection", e);
        }
    }

    public void run(String sql) {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new DatabaseFailure(sql, e);
        }
        LOG.debug("{} ms: {}", (System.nanoTime() - start) / 1_000_000, sql);
    }

    /** The first number of the first row; empty where it is null. */
    public OptionalLong number(String sql) {
        return rows(sql, row -> {
                    long value = row.getLong(1);
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
                })
                .get(0);
    }

    public long count(String relation) {
        return number("SELECT count(*) FROM " + relation).orElse(0);
    }

    /** Every row of a small result. */
    public <T> List<T> rows(String sql, RowReader<T> reader) {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            LOG.debug("{} ms: {}", (System.nanoTime() - start) / 1_000_000, sql);
            return rows;
        } catch (SQLException e) {
            throw new DatabaseFailure(sql, e);
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Closes it and moves its file to where {@link #open} can take it up again.
     *
     * @param schemas those whose tables and views are kept
     */
    public void closeKeeping(Path target, List<String> schemas) {
        dropAllBut(schemas);
        try {
            connection.close();
            Files.move(folder.resolve(FILE), target, StandardCopyOption.REPLACE_EXISTING);
        } catch (SQLException e) {
            throw new DatabaseFailure("closing the data engine", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(folder);
        }
    }

    private void dropAllBut(List<String> schemas) {
        String others = "s() WHERE NOT internal AND NOT temporary AND database_name = current_database()"
                + " AND schema_name NOT IN " + Sql.texts(schemas);
        for (String kind : List.of("view", "table")) {
            rows(
                            "SELECT schema_name, " + kind + "_name FROM duckdb_" + kind + others,
                            row -> Sql.name(row.getString(1)) + "." + Sql.name(row.getString(2)))
                    .forEach(name -> run("DROP " + kind + " " + name));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseFailure("closing the data engine", e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
