package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.DeliveryConfig.Bounces;
import dev.beckon.deliver.email.MailboxSettings;
import dev.beckon.deliver.email.SmtpSettings;
import dev.beckon.deliver.email.SmtpSettings.Login;
import dev.beckon.deliver.email.SmtpSettings.Tls;
import dev.beckon.deliver.twilio.TwilioSettings;
import dev.beckon.plan.SenderAddress;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.YamlMap;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads who sends a channel's messages. A provider of which the essential part isn't set isn't there. */
record Providers(Environment environment, Optional<URI> publicUrl) {

    /** @param map the channel's */
    Optional<SmtpSettings> smtp(Channel channel, YamlMap map) {
        YamlMap smtp = map.mapOrEmpty("smtp").allowing("host", "port", "user", "password", "tls");
        if (map.has("smtp") && channel != Channel.EMAIL) {
            map.report("smtp", "only email goes by SMTP", "move it to 'email'");
        }
        Optional<String> host = environment.text(smtp, "host");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (map.optionalText("from").isEmpty()) {
            map.report("smtp", "emails need a sender", "add: from: \"Our company <hello@example.com>\"");
        }
        Tls tls = tls(smtp).orElse(Tls.STARTTLS);
        int port = port(smtp).orElse(tls.usualPort());
        Optional<Login> login = login(smtp);
        int connections = (int) map.whole("workers").orElse(SmtpSettings.DEFAULT_CONNECTIONS);
        return attempt(
                smtp,
                "host",
                () -> SmtpSettings.of(host.get(), port, tls, login).withConnections(connections));
    }

    private Optional<Tls> tls(YamlMap map) {
        return environment.parsed(
                map, "tls", "starttls, implicit or none", text -> Tls.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private Optional<Integer> port(YamlMap map) {
        return environment.parsed(map, "port", "a port such as 587", Integer::valueOf);
    }

    private Optional<Login> login(YamlMap map) {
        return environment
                .text(map, "user")
                .map(user -> new Login(user, environment.text(map, "password").orElse("")));
    }

    /**
     * Where emails come back to, and the mailbox they are read from.
     *
     * @param map the channel's
     */
    Bounces bounces(Channel channel, YamlMap map) {
        YamlMap bounces =
                map.mapOrEmpty("bounces").allowing("address", "host", "port", "user", "password", "tls", "folder");
        if (map.has("bounces") && channel != Channel.EMAIL) {
            map.report("bounces", "only emails come back", "move it to 'email'");
        }
        return new Bounces(
                environment.parsed(bounces, "address", "an email address", SenderAddress::checked), mailbox(bounces));
    }

    private Optional<MailboxSettings> mailbox(YamlMap bounces) {
        Optional<String> host = environment.text(bounces, "host");
        Optional<Login> login = login(bounces);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (login.isEmpty()) {
            bounces.report("user", "a mailbox has a user", null);
            return Optional.empty();
        }
        Tls tls = tls(bounces).orElse(Tls.IMPLICIT);
        return Optional.of(new MailboxSettings(
                host.get(),
                port(bounces).orElse(MailboxSettings.usualPort(tls)),
                tls,
                login.get(),
                bounces.text("folder", MailboxSettings.INBOX)));
    }

    /** @param map the channel's */
    Optional<TwilioSettings> twilio(Channel channel, YamlMap map) {
        YamlMap twilio = map.mapOrEmpty("twilio").allowing("account", "token", "from", "base-url");
        if (map.has("twilio") && channel == Channel.EMAIL) {
            map.report("twilio", "email doesn't go by Twilio", "use 'smtp'");
        }
        Optional<String> account = environment.text(twilio, "account");
        Optional<String> token = environment.text(twilio, "token");
        Optional<String> from = environment.text(twilio, "from");
        if (account.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        if (token.isEmpty()) {
            twilio.report("token", "the account's token isn't set", null);
            return Optional.empty();
        }
        @Nullable
        URI baseUrl = environment
                .parsed(twilio, "base-url", "an address such as https://api.twilio.com", URI::create)
                .orElse(null);
        boolean isCall = channel == Channel.PHONE;
        return attempt(
                twilio,
                "account",
                () -> new TwilioSettings(
                        account.get(),
                        token.get(),
                        isCall ? null : from.get(),
                        isCall ? from.get() : null,
                        publicUrl.orElse(null),
                        TwilioSettings.CONNECT_TIMEOUT,
                        TwilioSettings.ANSWER_TIMEOUT,
                        TwilioSettings.CALL_LIMIT,
                        baseUrl));
    }

    private interface Maker<T> {
        T make();
    }

    private static <T> Optional<T> attempt(YamlMap map, String key, Maker<T> maker) {
        try {
            return Optional.of(maker.make());
        } catch (IllegalArgumentException e) {
            map.report(key, String.valueOf(e.getMessage()), null);
            return Optional.empty();
        }
    }

    /** Names that stand in the outbox. */
    static final List<String> ALL = List.of("smtp", "twilio", DropFolder.PROVIDER);
}
