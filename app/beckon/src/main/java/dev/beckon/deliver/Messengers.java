package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.email.MailBuilder;
import dev.beckon.deliver.email.SmtpMessenger;
import dev.beckon.deliver.twilio.CallMessenger;
import dev.beckon.deliver.twilio.WhatsAppMessenger;
import dev.beckon.store.Secret;
import dev.beckon.workspace.Company;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways out that a workspace has. */
public final class Messengers {

    private Messengers() {}

    /**
     * One for each channel with a provider, and a drop folder for each, since messages that were meant for it go there
     * whatever is configured later.
     *
     * @param folder of the drop folders
     */
    public static List<Messenger> of(DeliveryConfig config, Company company, Secret secret, Path folder) {
        var messengers = new ArrayList<Messenger>();
        for (Channel channel : Channel.values()) {
            provider(channel, config.channel(channel), secret).ifPresent(messengers::add);
            String given = config.channel(channel).from();
            String from = given.isBlank() ? nobody(company) : given;
            var mails = new MailBuilder(channel == Channel.EMAIL ? from : nobody(company), Optional.empty(), secret);
            messengers.add(new DropFolder(channel, folder, mails::bytes));
        }
        return messengers;
    }

    private static Optional<Messenger> provider(Channel channel, DeliveryConfig.ChannelConfig config, Secret secret) {
        return config.smtp()
                .map(smtp -> (Messenger) new SmtpMessenger(
                        smtp, new MailBuilder(config.from(), config.bounces().address(), secret)))
                .or(() -> config.twilio()
                        .map(twilio -> channel == Channel.PHONE
                                ? new CallMessenger(twilio, secret)
                                : new WhatsAppMessenger(twilio, secret)));
    }

    /** For files, where beckon.yaml says no sender. */
    private static String nobody(Company company) {
        return '"' + company.name().replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\" <nobody@example.com>";
    }
}
