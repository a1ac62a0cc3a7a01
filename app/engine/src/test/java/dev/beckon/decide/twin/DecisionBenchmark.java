package dev.beckon.decide.twin;

import dev.beckon.decide.Decider;
import dev.beckon.facts.CustomerChunk;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RuleSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Customers per second on one thread: the sample company's rules, and their twin in plain Java. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 5)
@Measurement(iterations = 6, time = 5)
@SuppressWarnings("NullAway.Init")
public class DecisionBenchmark {

    private static final int CUSTOMERS = 30_000;
    private static final long SEED = 7;

    private CompiledRules rules;
    private List<Posed> customers;
    private List<CustomerChunk> chunks;
    private Twin twin;

    @Setup(Level.Trial)
    public void prepare() {
        CustomerType type = CustomerTypes.declare(SampleCompany.VOCABULARY);
        RuleSet read = SampleCompany.rules();
        rules = read.compile(type);
        twin = new Twin(read);
        customers = Posed.chunks(new SampleCustomers(SEED)::next, CUSTOMERS, new Subjects(type, read.demand()))
                .toList();
        chunks = customers.stream().map(Posed::chunk).toList();
        Comparison comparison = Comparison.of(rules, customers.stream());
        if (comparison.differences() > 0) {
            throw new IllegalStateException("The rules and the twin differ: " + comparison.examples());
        }
        System.out.printf(
                "%d customers, no differences, %.2f rules fire for each%n", CUSTOMERS, comparison.firingsEach());
    }

    @TearDown(Level.Trial)
    public void close() {
        rules.close();
    }

    @Benchmark
    @OperationsPerInvocation(CUSTOMERS)
    public void drools(Blackhole taker) {
        new Decider(rules, 1)
                .decide(chunks.iterator(), chunk -> chunk.decisions().forEach(taker::consume));
    }

    @Benchmark
    @OperationsPerInvocation(CUSTOMERS)
    public void plainJava(Blackhole taker) {
        for (Posed posed : customers) {
            for (Facts of : posed.facts()) {
                taker.consume(twin.decide(of));
            }
        }
    }
}
