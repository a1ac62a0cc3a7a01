package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.DeliverySettings.LaneSettings;
import dev.beckon.deliver.email.MailboxSettings;
import dev.beckon.deliver.email.SmtpSettings;
import dev.beckon.deliver.twilio.TwilioSettings;
import dev.beckon.plan.Policies;
import dev.beckon.store.Lanes;
import dev.beckon.store.Rehearsal;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Share;
import dev.beckon.workspace.TimeSpan;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.YamlMap;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a workspace delivers: section {@code delivery} of beckon.yaml, and what {@code channels} says of providers and limits.
 *
 * @param publicUrl where receivers and providers reach {@code beckon serve}; empty: they don't
 * @param maximumDataAge how far the facts' day may lie before the time of sending; null: however far
 * @param planLifetime how long after its time a plan may be sent
 * @param approvalAbove plans with more messages need another person's approval, if a provider is configured; 0: none do
 * @param maximumPerRun plans with more messages are refused; 0: none are
 * @param audienceChange share by which a scheduled run's messages may differ from the last run's; more, and it is held
 */
public record DeliveryConfig(
        Optional<URI> publicUrl,
        @Nullable Duration maximumDataAge,
        Duration planLifetime,
        long approvalAbove,
        long maximumPerRun,
        double audienceChange,
        Guards guards,
        Map<Channel, ChannelConfig> channels) {

    private static final Duration DEFAULT_DATA_AGE = Duration.ofDays(3);
    private static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);
    private static final double DEFAULT_AUDIENCE_CHANGE = 0.5;
    private static final int DEFAULT_WORKERS = 4;

    /** Each has a connection of its own. */
    private static final int MOST_WORKERS = 100;

    /**
     * @param from as receivers see it; empty where nothing is said
     * @param bounces what becomes of emails that can't be delivered
     * @param twilio whose calls or WhatsApp messages they are; empty: none
     */
    public record ChannelConfig(
            String from,
            LaneSettings lane,
            Optional<SmtpSettings> smtp,
            Bounces bounces,
            Optional<TwilioSettings> twilio) {

        /** Who sends: stands in the outbox. */
        public String provider() {
            if (smtp.isPresent()) {
                return "smtp";
            }
            return twilio.isPresent() ? "twilio" : DropFolder.PROVIDER;
        }
    }

    /**
     * @param address where they come back to; empty: to the sender
     * @param mailbox that they are read from; empty: nobody reads them
     */
    public record Bounces(Optional<String> address, Optional<MailboxSettings> mailbox) {}

    /** @throws dev.beckon.feedback.ProblemsFound with everything that is wrong in it */
    public static DeliveryConfig read(Workspace workspace, Environment environment) {
        Policies.look(workspace);
        YamlMap section = workspace
                .section("delivery")
                .allowing(
                        "public-url",
                        "max-data-age",
                        "plan-lifetime",
                        "approval-above",
                        "maximum-per-run",
                        "audience-change",
                        "canary",
                        "pause-above");
        Optional<URI> publicUrl =
                environment.parsed(section, "public-url", "an https address", DeliveryConfig::publicUrl);
        var providers = new Providers(environment, publicUrl);
        var config = new DeliveryConfig(
                publicUrl,
                dataAge(section),
                time(section, "plan-lifetime", DEFAULT_LIFETIME),
                section.whole("approval-above", 0, Long.MAX_VALUE).orElse(0),
                section.whole("maximum-per-run", 0, Long.MAX_VALUE).orElse(0),
                share(section, "audience-change", DEFAULT_AUDIENCE_CHANGE),
                guards(section),
                channels(workspace.section("channels"), providers));
        workspace.problems().throwIfAny();
        return config;
    }

    private static URI publicUrl(String text) {
        URI url = URI.create(text.replaceAll("/+$", ""));
        boolean ownMachine = "http".equals(url.getScheme()) && "127.0.0.1".equals(url.getHost());
        if (url.getHost() == null || !ownMachine && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("not https");
        }
        return url;
    }

    private static @Nullable Duration dataAge(YamlMap section) {
        return section.optionalText("max-data-age").filter("none"::equals).isPresent()
                ? null
                : time(section, "max-data-age", DEFAULT_DATA_AGE);
    }

    private static Duration time(YamlMap map, String key, Duration otherwise) {
        return map.parsed(key, "a time such as 12h, 2d or 30m", TimeSpan::parse).orElse(otherwise);
    }

    private static double share(YamlMap map, String key, double otherwise) {
        return map.parsed(key, "a share such as 5%", Share::parse)
                .map(share -> share.fraction().doubleValue())
                .orElse(otherwise);
    }

    private static Guards guards(YamlMap section) {
        YamlMap canary = section.mapOrEmpty("canary").allowing("first", "wait");
        YamlMap above = section.mapOrEmpty("pause-above").allowing("failures", "bounces", "complaints", "after");
        Guards usual = Guards.DEFAULT;
        return new Guards(
                canary.whole("first", 0, Long.MAX_VALUE).orElse(usual.canary()),
                time(canary, "wait", Duration.ofMinutes(10)),
                share(above, "failures", usual.mostFailures()),
                share(above, "bounces", usual.mostBounces()),
                share(above, "complaints", usual.mostComplaints()),
                above.whole("after", 0, Long.MAX_VALUE).orElse(usual.atLeast()));
    }

    private static Map<Channel, ChannelConfig> channels(YamlMap channels, Providers providers) {
        var configs = new EnumMap<Channel, ChannelConfig>(Channel.class);
        for (Channel channel : Channel.values()) {
            YamlMap map = channels.mapOrEmpty(channel.key());
            double rate = map.parsed("rate", "a number of messages a second such as 10/s", DeliveryConfig::rate)
                    .orElse(0.0);
            var lane = new LaneSettings(
                    (int) map.whole("workers", 1, MOST_WORKERS).orElse(DEFAULT_WORKERS),
                    new Lanes.Limits(
                            rate, map.whole("per-day", 0, Long.MAX_VALUE).orElse(0)));
            configs.put(
                    channel,
                    new ChannelConfig(
                            map.text("from", ""),
                            lane,
                            providers.smtp(channel, map),
                            providers.bounces(channel, map),
                            providers.twilio(channel, map)));
        }
        return configs;
    }

    private static @Nullable Double rate(String text) {
        String[] parts = text.split("/", -1);
        double number = new BigDecimal(parts[0].strip()).doubleValue();
        double seconds = switch (parts[1].strip()) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            default -> throw new IllegalArgumentException(text);
        };
        return parts.length == 2 && number > 0 ? number / seconds : null;
    }

    public ChannelConfig channel(Channel channel) {
        return java.util.Objects.requireNonNull(channels.get(channel));
    }

    /** Which messages that went into files count: those of channels that still have no provider. */
    public Rehearsal rehearsal() {
        return Rehearsal.countsOn(Arrays.stream(Channel.values())
                .filter(channel -> isRehearsal(List.of(channel)))
                .map(Channel::key)
                .toList());
    }

    /** Whether nothing leaves this machine: no provider is configured for any of these channels. */
    public boolean isRehearsal(Iterable<Channel> used) {
        for (Channel channel : used) {
            if (!channel(channel).provider().equals(DropFolder.PROVIDER)) {
                return false;
            }
        }
        return true;
    }
}
