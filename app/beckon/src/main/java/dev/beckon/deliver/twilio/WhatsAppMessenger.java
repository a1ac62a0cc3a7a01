package dev.beckon.deliver.twilio;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.Outcome;
import dev.beckon.store.Secret;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Sends approved templates with their variables. */
public final class WhatsAppMessenger implements Messenger {

    static final String PREFIX = "whatsapp:";

    private static final JsonMapper JSON = new JsonMapper();

    private final TwilioAccount account;
    private final PhoneNumber sender;
    private final Outcomes outcomes = new Outcomes(ErrorCodes.read());

    /**
     * @param secret signs the addresses that Twilio reports to
     * @throws NullPointerException if there is no WhatsApp sender
     */
    public WhatsAppMessenger(TwilioSettings settings, Secret secret) {
        this.account = new TwilioAccount(settings, secret);
        this.sender = new PhoneNumber(PREFIX + Objects.requireNonNull(settings.whatsAppSender()));
    }

    @Override
    public Channel channel() {
        return Channel.WHATSAPP;
    }

    @Override
    public String provider() {
        return TwilioCallbacks.PROVIDER;
    }

    @Override
    public Outcome send(Envelope envelope) {
        if (!TwilioAccount.isNumber(envelope.address())) {
            return Outcome.Rejected.of("invalid", "invalid number").suppressing("invalid number");
        }
        MessageCreator creator = creator(envelope, (Content.WhatsApp) envelope.content());
        return outcomes.of(() -> creator.create(account.rest()).getSid());
    }

    private MessageCreator creator(Envelope envelope, Content.WhatsApp content) {
        MessageCreator creator = Message.creator(new PhoneNumber(PREFIX + envelope.address()), sender, (String) null)
                .setContentSid(content.contentSid())
                .setContentVariables(JSON.writeValueAsString(content.variables()));
        account.callback(CallbackAddresses.STATUS, envelope.id()).ifPresent(creator::setStatusCallback);
        return creator;
    }

    @Override
    public void close() {
        account.close();
    }
}
