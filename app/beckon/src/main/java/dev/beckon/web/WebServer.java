package dev.beckon.web;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.UnsubscribeTokens;
import dev.beckon.deliver.twilio.TwilioCallbacks;
import dev.beckon.deliver.twilio.TwilioSettings;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.schedule.Scheduler;
import dev.beckon.store.GeneralPause;
import dev.beckon.store.OptOuts;
import dev.beckon.store.RunProgress;
import dev.beckon.store.Runs;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Company;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Answers over HTTP. Only this class starts Spring: other commands must not wait for it. */
final class WebServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    /** What the answers are made of. */
    record Parts(
            Company company,
            WorkspaceStore store,
            DeliveryConfig config,
            LaneStates lanes,
            Scheduler scheduler,
            Senders senders,
            InstantSource clock) {}

    private WebServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * @param address to listen on
     * @param port 0: any that is free
     * @throws SourceUnavailable if the port isn't free
     */
    static WebServer start(Parts parts, String address, int port) {
        // Logging is set up already, for every command.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        var application = new SpringApplication(Application.class);
        application.addInitializers(context -> register((GenericApplicationContext) context, parts));
        try {
            return new WebServer(application.run(
                    "--spring.config.location=classpath:/dev/beckon/web/serve.properties",
                    "--server.address=" + address,
                    "--server.port=" + port));
        } catch (RuntimeException e) {
            if (isPortInUse(e)) {
                throw new SourceUnavailable(
                        "port " + port + " of " + address + " is in use. Maybe choose another one with --port", e);
            }
            throw e;
        }
    }

    private static boolean isPortInUse(Throwable e) {
        return e instanceof PortInUseException || e.getCause() != null && isPortInUse(e.getCause());
    }

    private static void register(GenericApplicationContext context, Parts parts) {
        WorkspaceStore store = parts.store;
        bean(context, new Failures());
        bean(
                context,
                new UnsubscribeController(
                        new UnsubscribeTokens(store.secret()), new OptOuts(store.store()), parts.company));
        bean(context, new TwilioController(accounts(parts)));
        bean(
                context,
                new StatusController(
                        new StatusController.Company(parts.company.name(), parts.company.timeZone()),
                        new Runs(store.store()),
                        new GeneralPause(store.store()),
                        new RunProgress(store.store()),
                        parts.lanes,
                        parts.scheduler,
                        parts.clock));
        health(context, "store", () -> HealthChecks.store(store.store()));
        health(context, "lanes", () -> HealthChecks.lanes(parts.lanes));
        health(context, "senders", parts.senders::health);
        health(context, "scheduler", () -> HealthChecks.scheduler(parts.scheduler));
    }

    @SuppressWarnings("unchecked")
    private static <T> void bean(GenericApplicationContext context, T bean) {
        context.registerBean((Class<T>) bean.getClass(), () -> bean);
    }

    private static void health(GenericApplicationContext context, String name, HealthIndicator indicator) {
        context.registerBean(name, HealthIndicator.class, () -> indicator);
    }

    /** Those whose callbacks can be told from anybody's: there is a public URL. */
    private static List<TwilioCallbacks> accounts(Parts parts) {
        return Arrays.stream(Channel.values())
                .flatMap(channel -> parts.config.channel(channel).twilio().stream())
                .filter(settings -> settings.publicUrl() != null)
                .collect(java.util.stream.Collectors.toMap(
                        TwilioSettings::authToken, settings -> settings, (one, same) -> one))
                .values()
                .stream()
                .map(settings -> new TwilioCallbacks(settings, parts.store.store(), parts.store.secret()))
                .toList();
    }

    MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** Answers what was asked, then stops listening. */
    @Override
    public void close() {
        context.close();
    }
}
