package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.email.MailboxSettings;
import dev.beckon.deliver.email.SmtpSettings;
import dev.beckon.deliver.email.SmtpSettings.Login;
import dev.beckon.deliver.email.SmtpSettings.Tls;
import dev.beckon.deliver.twilio.TwilioSettings;
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
        Tls tls = environment
                .parsed(smtp, "tls", "starttls, implicit or none", text -> Tls.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Tls.STARTTLS);
        int port = environment
                .parsed(smtp, "port", "a port such as 587", Integer::valueOf)
                .orElse(tls.usualPort());
        Optional<Login> login = environment
                .text(smtp, "user")
                .map(user -> new Login(user, environment.text(smtp, "password").orElse("")));
        int connections = (int) map.whole("workers").orElse(SmtpSettings.DEFAULT_CONNECTIONS);
        return attempt(
                smtp,
                "host",
                () -> SmtpSettings.of(host.get(), port, tls, login).withConnections(connections));
    }

    /** @param map the channel's */
    Optional<String> bounceAddress(YamlMap map) {
        return environment.text(bounces(map), "address");
    }

    /** @param map the channel's */
    Optional<MailboxSettings> mailbox(YamlMap map) {
        YamlMap bounces = bounces(map);
        Optional<String> host = environment.text(bounces, "host");
        Optional<String> user = environment.text(bounces, "user");
        if (host.isEmpty() || user.isEmpty()) {
            return Optional.empty();
        }
        Tls tls = environment
                .parsed(
                        bounces,
                        "tls",
                        "starttls, implicit or none",
                        text -> Tls.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Tls.IMPLICIT);
        int port = environment
                .parsed(bounces, "port", "a port such as 993", Integer::valueOf)
                .orElse(MailboxSettings.usualPort(tls));
        var login = new Login(user.get(), environment.text(bounces, "password").orElse(""));
        return Optional.of(
                new MailboxSettings(host.get(), port, tls, login, bounces.text("folder", MailboxSettings.INBOX)));
    }

    private static YamlMap bounces(YamlMap map) {
        return map.mapOrEmpty("bounces").allowing("address", "host", "port", "user", "password", "tls", "folder");
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
