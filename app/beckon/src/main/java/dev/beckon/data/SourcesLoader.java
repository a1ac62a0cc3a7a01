package dev.beckon.data;

import dev.beckon.data.Attributes.Attribute;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Workspace;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads all sources of a workspace into one database, in the order in which they need each other. Used once. */
final class SourcesLoader {

    private static final List<SourceKind> OTHERS =
            List.of(SourceKind.EVENTS, SourceKind.CONSENTS, SourceKind.SUPPRESSIONS, SourceKind.CONTACTS);

    private final Workspace workspace;
    private final LoadOptions options;
    private final DataSettings settings;
    private final List<SourceSettings> sources;
    private final LoadPolicies policies;
    private final Database database;
    private final LoadedLookups lookups;
    private final QualityBook book = new QualityBook();
    private final StagedSources staged;

    SourcesLoader(
            Workspace workspace,
            LoadOptions options,
            DataSettings settings,
            List<SourceSettings> sources,
            LoadPolicies policies,
            Database database) {
        this.workspace = workspace;
        this.options = options;
        this.settings = settings;
        this.sources = sources;
        this.policies = policies;
        this.database = database;
        this.lookups = new LoadedLookups(database);
        this.staged = new StagedSources(database, workspace.company(), sources, book);
    }

    /**
     * @throws ProblemsFound for all that is wrong with sources or their columns
     * @throws dev.beckon.feedback.SourceUnavailable if one is missing
     */
    LoadedData load(SourceFiles files) {
        RejectedFiles.createTable(database);
        OrdersLoader.createTable(database);
        OtherLoaders.createTables(database);
        staged.stage(files, options.progress());
        refuseUnreadable();
        refuseLostWishes();
        loadLookups();
        Optional<SourceSql> orders = staged.mapped(SourceKind.ORDERS);
        Optional<OrdersLoader> orderLines = orders.map(this::ordersLoader);
        SourceSql customers = staged.mapped(SourceKind.CUSTOMERS).orElseThrow();
        List<SourceSql> others =
                OTHERS.stream().flatMap(kind -> staged.mapped(kind).stream()).toList();
        List<Attribute> attributes = attributes(customers, others);
        workspace.problems().throwIfAny();
        orderLines.ifPresent(OrdersLoader::define);
        orders.ifPresent(source -> lookups.matchLoosely(source.book()));
        workspace.problems().throwIfAny();

        LocalDate asOf = asOf(orderLines);
        loadCustomersAndOrders(asOf, customers, attributes, orderLines);
        orders.ifPresent(source -> {
            lookups.reportUnmatched(source.book());
            Duplicates.count(database, source);
        });
        loadOthers(asOf, others);
        QualityReport report = book.report(database, sources, asOf);
        dropStaging();
        return new LoadedData(
                asOf, attributes.stream().map(Attribute::property).toList(), report.sources(), staged.fileNames());
    }

    private void loadLookups() {
        sources.stream()
                .filter(source -> source.kind() == SourceKind.LOOKUP)
                .forEach(source -> lookups.load(staged.sql(source)));
    }

    private OrdersLoader ordersLoader(SourceSql source) {
        return new OrdersLoader(
                database,
                source,
                lookups,
                workspace.company().currency().getCurrencyCode(),
                workspace.company().minorDigits());
    }

    private List<Attribute> attributes(SourceSql customers, List<SourceSql> others) {
        others.stream()
                .filter(source -> ConsentColumns.areIn(source.settings()))
                .filter(source ->
                        source.staged().relation().equals(customers.staged().relation()))
                .forEach(source -> customers.leaveOut(ConsentColumns.of(source).titles(source)));
        return new Attributes(database, customers, workspace.company().minorDigits())
                .find(!customers.settings().fromOrders());
    }

    private void loadCustomersAndOrders(
            LocalDate asOf, SourceSql customers, List<Attribute> attributes, Optional<OrdersLoader> orders) {
        var loader = new CustomersLoader(database, customers, attributes);
        loader.createTable();
        if (customers.settings().fromOrders()) {
            orders.orElseThrow().findCustomers(asOf);
            CustomersOfOrders.number(database);
            orders.orElseThrow().load(asOf, CustomersOfOrders.IDS);
            new CustomersOfOrders(database, customers, attributes).load();
        } else {
            loader.load(asOf);
            orders.ifPresent(lines -> loadKnown(asOf, lines, loader));
        }
    }

    private void loadOthers(LocalDate asOf, List<SourceSql> others) {
        var loaders = new OtherLoaders(
                database,
                asOf,
                workspace.company().timeZone(),
                workspace.company().country());
        for (SourceSql source : others) {
            switch (source.settings().kind()) {
                case EVENTS -> loaders.events(source);
                case CONSENTS -> loaders.consents(source);
                case CONTACTS -> loaders.contacts(source);
                default -> loaders.suppressions(source);
            }
        }
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
                : staged.readRows().getOrDefault("orders", 0L) == 0
                        ? "source 'orders' has no rows"
                        : "no order has a date";
        return new ProblemsFound(Problem.at("beckon.yaml", 0, 0, "as-of is the day after the last order, and " + why)
                .hint("name a day: data: {as-of: 2026-11-01}, or use --as-of"));
    }

    private void refuseLostWishes() {
        try {
            policies.refuseLostWishes(sources, staged.readRows(), database);
        } catch (ProblemsFound lost) {
            new RejectedFiles(database, workspace.out()).write(staged.fileNames());
            throw lost;
        }
    }

    /** A source of whose rows none is in its form, say for a wrong encoding, is refused before anything is made of it. */
    private void refuseUnreadable() {
        for (Map.Entry<String, Long> source : staged.readRows().entrySet()) {
            long rejected = database.count("loaded.rejected WHERE source = " + Sql.text(source.getKey()));
            if (rejected > 0 && rejected == source.getValue()) {
                book.of(source.getKey()).counted(rejected, 0);
                QualityReport report = book.report(database, sources, LocalDate.EPOCH);
                new RejectedFiles(database, workspace.out()).write(staged.fileNames());
                policies.refuseTooManyRejected(sources, report);
            }
        }
    }

    /** Loads the orders of known customers, to which those that only the orders know are added where that is asked for. */
    private void loadKnown(LocalDate asOf, OrdersLoader orders, CustomersLoader customers) {
        boolean add = staged.settings(SourceKind.ORDERS)
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
    private void dropStaging() {
        database.run("DROP SCHEMA work CASCADE");
        database.run("DROP SCHEMA stage CASCADE");
    }
}
