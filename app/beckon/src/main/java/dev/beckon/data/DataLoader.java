package dev.beckon.data;

import dev.beckon.data.Attributes.Attribute;
import dev.beckon.data.KeptData.Kept;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.facts.Vocabulary;
import dev.beckon.features.CustomerFacts;
import dev.beckon.features.PreviousDecisions;
import dev.beckon.features.RfmSettings;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads all sources of a workspace in the order in which they need each other. */
final class DataLoader {

    private final Workspace workspace;
    private final LoadOptions options;
    private final DataSettings settings;
    private final List<SourceSettings> sources;
    private final RfmSettings rfm;
    private final PreviousDecisions previous;
    private final LoadPolicies policies;
    private final QualityBook book = new QualityBook();
    private final Map<String, Staged> staged = new LinkedHashMap<>();

    DataLoader(Workspace workspace, LoadOptions options, Function<String, @Nullable String> environment) {
        this.workspace = workspace;
        this.options = options;
        this.settings = DataSettings.from(workspace);
        this.sources = new SourcesReader(environment).read(workspace);
        this.rfm = RfmSettings.from(workspace.section("rfm"));
        this.previous = PreviousDecisions.from(workspace.section("data"), workspace.root());
        this.policies = new LoadPolicies(workspace, settings);
        workspace.problems().throwIfAny();
    }

    CustomerData load() {
        var files = new SourceFiles(workspace.root());
        Optional<DataKey> key = DataKey.of(workspace, options, sources, files);
        var keeper = new KeptData(workspace);
        Optional<Path> place = key.map(keeper::place);
        Optional<Kept> kept =
                options.fresh() ? Optional.empty() : key.flatMap(k -> keeper.take(k, at -> open(files, at)));
        if (kept.isPresent()) {
            return checked(kept.get().database(), kept.get().loaded(), place);
        }
        Database database = open(files, Optional.empty());
        try {
            LoadedData loaded = load(database, files);
            loaded.save(database);
            return checked(
                    database, loaded, place.filter(whole -> key.orElseThrow().holds()));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private CustomerData checked(Database database, LoadedData loaded, Optional<Path> place) {
        var data = new CustomerData(
                database,
                Vocabulary.withAttributes(loaded.attributes()),
                loaded.quality(),
                new CustomerFacts.Settings(
                        loaded.asOf(), rfm, workspace.company().minorDigits(), previous),
                options.progress(),
                this::isSource,
                place);
        try {
            new RejectedFiles(database, workspace.out()).write(loaded.files());
            policies.refuseTooManyRejected(sources, loaded.quality());
            policies.refuseTooOld(database, options.clock());
            return data;
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private boolean isSource(Path file) {
        var files = new SourceFiles(workspace.root());
        return sources.stream()
                .filter(source -> !source.fromOrders() && source.jdbc().isEmpty())
                .anyMatch(source -> files.reads(source, file));
    }

    private Database open(SourceFiles files, Optional<Path> kept) {
        List<Path> readable = new ArrayList<>(files.folders(sources));
        readable.add(workspace.out());
        if (previous.file() != null) {
            readable.add(workspace.root().resolve(previous.file()).resolveSibling(""));
        }
        return Database.open(
                workspace.out().resolve(".work"),
                kept,
                readable,
                settings.memoryLimit(),
                options.threads(),
                NormaliseFunctions::register);
    }

    private LoadedData load(Database database, SourceFiles files) {
        RejectedFiles.createTable(database);
        OrdersLoader.createTable(database);
        OtherLoaders.createTables(database);
        stageAll(database, files);
        refuseUnreadable(database);
        refuseLostWishes(database);

        var lookups = new LoadedLookups(database);
        for (SourceSettings source : sources) {
            if (source.kind() == SourceKind.LOOKUP) {
                lookups.load(sql(database, source));
            }
        }
        Optional<SourceSql> orders = mapped(database, SourceKind.ORDERS);
        Optional<OrdersLoader> orderLines = orders.map(source -> new OrdersLoader(
                database,
                source,
                lookups,
                workspace.company().currency().getCurrencyCode(),
                workspace.company().minorDigits()));
        SourceSettings customerSettings = source(SourceKind.CUSTOMERS).orElseThrow();
        SourceSql customers = customerSettings.fromOrders()
                ? customersOfOrders(database, customerSettings)
                : sql(database, customerSettings);
        customers.mapFields();
        List<Attribute> attributes = new Attributes(
                        database, customers, workspace.company().minorDigits())
                .find(!customerSettings.fromOrders());
        List<SourceSql> others =
                List.of(SourceKind.EVENTS, SourceKind.CONSENTS, SourceKind.SUPPRESSIONS, SourceKind.CONTACTS).stream()
                        .flatMap(kind -> mapped(database, kind).stream())
                        .toList();
        workspace.problems().throwIfAny();
        orderLines.ifPresent(OrdersLoader::define);
        orders.ifPresent(source -> lookups.matchLoosely(source.book()));
        workspace.problems().throwIfAny();

        LocalDate asOf = asOf(orderLines);
        var customersLoader = new CustomersLoader(database, customers, attributes);
        customersLoader.createTable();
        if (customerSettings.fromOrders()) {
            orderLines.orElseThrow().findCustomers(asOf);
            CustomersOfOrders.number(database);
            orderLines.orElseThrow().load(asOf, CustomersOfOrders.IDS);
            new CustomersOfOrders(database, customers, attributes).load();
        } else {
            customersLoader.load(asOf, true);
            orderLines.ifPresent(loader -> loadKnown(database, asOf, loader, customersLoader));
        }
        orders.ifPresent(source -> {
            lookups.reportUnmatched(source.book());
            Duplicates.count(database, source);
        });
        var rest = new OtherLoaders(
                database,
                asOf,
                workspace.company().timeZone(),
                workspace.company().country());
        for (SourceSql source : others) {
            switch (source.settings().kind()) {
                case EVENTS -> rest.events(source);
                case CONSENTS -> rest.consents(source);
                case CONTACTS -> rest.contacts(source);
                default -> rest.suppressions(source);
            }
        }
        QualityReport report = book.report(database, sources, asOf);
        dropStaging(database);
        return new LoadedData(
                asOf, attributes.stream().map(Attribute::property).toList(), report.sources(), fileNames());
    }

    /** Of each source, the names of its files in the order of their index. */
    private Map<String, List<String>> fileNames() {
        var names = new LinkedHashMap<String, List<String>>();
        staged.forEach((source, rows) -> names.put(
                source,
                rows.files().stream().map(file -> file.getFileName().toString()).toList()));
        return names;
    }

    private void stageAll(Database database, SourceFiles files) {
        var stager = new Stager(database, files, book);
        options.progress().begin("reading sources", sources.size());
        for (SourceSettings source : sources) {
            if (!source.fromOrders()) {
                staged.put(source.name(), stager.stage(source));
            }
            options.progress().advance(1);
        }
        options.progress().end();
    }

    private Optional<SourceSettings> source(SourceKind kind) {
        return sources.stream().filter(source -> source.kind() == kind).findFirst();
    }

    private SourceSql sql(Database database, SourceSettings source) {
        return new SourceSql(
                database,
                Objects.requireNonNull(staged.get(source.name())),
                workspace.company(),
                book.of(source.name()));
    }

    private Optional<SourceSql> mapped(Database database, SourceKind kind) {
        return source(kind).map(source -> {
            SourceSql sql = sql(database, source);
            sql.mapFields();
            return sql;
        });
    }

    /** The orders' rows seen as customers. */
    private SourceSql customersOfOrders(Database database, SourceSettings customers) {
        SourceSettings orders = source(SourceKind.ORDERS).orElseThrow();
        Staged rows = Objects.requireNonNull(staged.get(orders.name()));
        return new SourceSql(
                database,
                new Staged(
                        CustomersOfOrders.settings(customers, orders),
                        rows.relation(),
                        rows.columns(),
                        rows.files(),
                        rows.readRows()),
                workspace.company(),
                book.of(customers.name()));
    }

    private LocalDate asOf(Optional<OrdersLoader> orders) {
        return options.asOf()
                .or(settings::asOf)
                .or(() -> orders.flatMap(OrdersLoader::lastOrder).map(day -> day.plusDays(1)))
                .orElseThrow(() -> noOrderDate(orders));
    }

    private ProblemsFound noOrderDate(Optional<OrdersLoader> orders) {
        String why = orders.isEmpty()
                ? "there is no source 'orders'"
                : Objects.requireNonNull(staged.get("orders")).readRows() == 0
                        ? "source 'orders' has no rows"
                        : "no order has a date";
        return new ProblemsFound(Problem.at("beckon.yaml", 0, 0, "as-of is the day after the last order, and " + why)
                .hint("name a day: data: {as-of: 2026-11-01}, or use --as-of"));
    }

    private void refuseLostWishes(Database database) {
        try {
            policies.refuseLostWishes(sources, database);
        } catch (ProblemsFound lost) {
            new RejectedFiles(database, workspace.out()).write(fileNames());
            throw lost;
        }
    }

    /** A source of whose rows none is in its form, say for a wrong encoding, is refused before anything is made of it. */
    private void refuseUnreadable(Database database) {
        for (Map.Entry<String, Staged> source : staged.entrySet()) {
            long rejected = database.count("loaded.rejected WHERE source = " + Sql.text(source.getKey()));
            if (rejected > 0 && rejected == source.getValue().readRows()) {
                book.of(source.getKey()).counted(rejected, 0);
                QualityReport report = book.report(database, sources, LocalDate.EPOCH);
                new RejectedFiles(database, workspace.out()).write(fileNames());
                policies.refuseTooManyRejected(sources, report);
            }
        }
    }

    /** Loads the orders of known customers, to which those that only the orders know are added where that is asked for. */
    private void loadKnown(Database database, LocalDate asOf, OrdersLoader orders, CustomersLoader customers) {
        boolean add = source(SourceKind.ORDERS)
                .map(SourceSettings::addUnknownCustomers)
                .orElse(false);
        if (add) {
            orders.findCustomers(asOf);
            book.of("orders")
                    .unmatched(Unmatched.find(
                                    database,
                                    "customers",
                                    "SELECT customer_id AS key, n FROM work.order_customers WHERE customer_id NOT IN"
                                            + " (SELECT customer_id FROM loaded.customers)")
                            .orElse(null));
            long added = customers.addUnknown();
            if (added > 0) {
                book.of("customers").warn(added + " customers are known from orders only and were added");
            }
        }
        orders.load(asOf, "input.customers");
        if (!add) {
            book.of("orders")
                    .unmatched(Unmatched.find(
                                    database,
                                    "customers",
                                    "SELECT \"value\" AS key, 1 AS n FROM loaded.rejected WHERE source = 'orders' AND reason"
                                            + " = " + Sql.text(Reasons.UNKNOWN_CUSTOMER))
                            .orElse(null));
        }
    }

    /** From here on only the loaded rows are read. */
    private void dropStaging(Database database) {
        database.run("DROP SCHEMA work CASCADE");
        database.run("DROP SCHEMA stage CASCADE");
    }
}
