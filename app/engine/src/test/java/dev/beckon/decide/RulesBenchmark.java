package dev.beckon.decide;

import com.sun.management.OperatingSystemMXBean;
import dev.beckon.facts.CustomerChunk;
import dev.beckon.rules.BuildModel;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RuleSet;
import dev.beckon.rules.RulesFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures sixty rules: {@code RulesBenchmark [CLASSIC|EXECUTABLE] [threads] [chunk size] [customers]}. Run it in a fresh
 * JVM for each variant.
 */
public final class RulesBenchmark {

    private RulesBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        BuildModel model = BuildModel.valueOf(argument(arguments, 0, "CLASSIC"));
        int threads = Integer.parseInt(argument(arguments, 1, "1"));
        int chunkSize = Integer.parseInt(argument(arguments, 2, "300"));
        int customers = Integer.parseInt(argument(arguments, 3, "200000"));
        long start = cpu();
        var folder = BenchmarkPack.write(new RulesFolder(Files.createTempDirectory("benchmark")));
        long written = cpu();
        RuleSet rules = folder.read();
        long read = cpu();
        CustomerType type = CustomerTypes.declare(folder.vocabulary());
        long declared = cpu();
        CompiledRules compiled = rules.compile(type, model);
        long built = cpu();
        System.out.printf(
                "cold: write %d ms, check %d ms, declare Customer %d ms, build %d ms%n",
                (written - start) / 1_000_000,
                (read - written) / 1_000_000,
                (declared - read) / 1_000_000,
                (built - declared) / 1_000_000);
        long again = cpu();
        folder.read().compile(type, model).close();
        System.out.printf("warm: check and build %d ms%n", (cpu() - again) / 1_000_000);
        List<CustomerChunk> chunks = BenchmarkPack.customers(type, customers, chunkSize, 7);
        for (int round = 0; round < 8; round++) {
            var fired = new LongAdder();
            long begin = cpu();
            new Decider(compiled, threads)
                    .decide(
                            chunks.iterator(),
                            chunk -> chunk.decisions()
                                    .forEach(decision ->
                                            fired.add(decision.fired().size())));
            double seconds = (cpu() - begin) / 1e9;
            System.out.printf(
                    "%s %d threads chunk %d: %.0f customers per CPU second, %.2f rules each%n",
                    model, threads, chunkSize, customers / seconds, fired.sum() / (double) customers);
        }
        compiled.close();
    }

    /** CPU time of the whole process: the machine may be busy with other work. */
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static String argument(String[] arguments, int index, String otherwise) {
        return arguments.length > index ? arguments[index] : otherwise;
    }
}
