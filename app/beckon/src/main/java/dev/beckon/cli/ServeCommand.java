package dev.beckon.cli;

import ch.qos.logback.classic.Level;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.web.Node;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs enabled campaigns at their times, and answers over HTTP.",
            "Sends what is due; answers unsubscribe links, callbacks of providers, health and metrics, and shows"
                    + " a page with the runs.",
            "Goes on until it is stopped (SIGTERM or Ctrl-C); then it finishes what is on the wire. Several may"
                    + " share a PostgreSQL store."
        })
@SuppressWarnings("NullAway.Init")
final class ServeCommand implements Callable<Integer> {

    private static final int MOST = 65_535;

    @Option(names = "--port", defaultValue = "8080", description = "To listen on (${DEFAULT-VALUE}); 0: any free one.")
    private int port;

    @Option(
            names = "--address",
            defaultValue = "127.0.0.1",
            description = "To listen on (${DEFAULT-VALUE}: reached from this machine only).")
    private InetAddress address;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > MOST) {
            throw new ParameterException(spec.commandLine(), "--port is " + port + ", but ports are from 0 to " + MOST);
        }
        tellWhatHappens();
        Workspace workspace = options.workspace();
        var stopped = new CountDownLatch(1);
        WorkspaceStore store = options.open();
        Node node;
        try {
            node = Node.start(workspace, store, Environment.OF_THE_PROCESS, address.getHostAddress(), port);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            node.close();
            store.close();
            stopped.countDown();
        }));
        var out = spec.commandLine().getOut();
        out.println("Serving " + workspace.company().name() + " at http://" + host() + ":" + node.port() + "/");
        out.flush();
        stopped.await();
        return ExitCodes.OK;
    }

    private String host() {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Nobody sits in front of it, so that its log tells more than other commands'. */
    private static void tellWhatHappens() {
        if (System.getenv("BECKON_LOG") == null
                && LoggerFactory.getLogger("dev.beckon") instanceof ch.qos.logback.classic.Logger logger) {
            logger.setLevel(Level.INFO);
        }
    }
}
