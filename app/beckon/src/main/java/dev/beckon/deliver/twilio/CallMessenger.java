package dev.beckon.deliver.twilio;

import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallCreator;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.Outcome;
import dev.beckon.store.Secret;
import java.util.Objects;

/** Calls people and says what the script says. */
public final class CallMessenger implements Messenger {

    /** To an answering machine the script is said after its beep. */
    private static final String MACHINE_DETECTION = "DetectMessageEnd";

    private final TwilioAccount account;
    private final PhoneNumber caller;
    private final CallScript script = new CallScript(CallWords.read());
    private final Outcomes outcomes = new Outcomes(ErrorCodes.read());

    /**
     * @param secret signs the addresses that Twilio reports to
     * @throws NullPointerException if there is no number that calls come from
     */
    public CallMessenger(TwilioSettings settings, Secret secret) {
        this.account = new TwilioAccount(settings, secret);
        this.caller = new PhoneNumber(Objects.requireNonNull(settings.callNumber()));
    }

    @Override
    public Channel channel() {
        return Channel.PHONE;
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
        String twiml = account.callback(CallbackAddresses.CALL, envelope.id())
                .map(optOut -> script.withOptOut((Content.Phone) envelope.content(), optOut))
                .orElseGet(() -> script.plain((Content.Phone) envelope.content()));
        if (twiml.length() > CallScript.MOST) {
            return Outcome.Rejected.of("too-long", "the call's script is too long");
        }
        CallCreator creator = creator(envelope, twiml);
        return outcomes.of(() -> creator.create(account.rest()).getSid());
    }

    private CallCreator creator(Envelope envelope, String twiml) {
        CallCreator creator = Call.creator(new PhoneNumber(envelope.address()), caller, new Twiml(twiml))
                .setMachineDetection(MACHINE_DETECTION)
                .setTimeLimit((int) account.settings().callLimit().toSeconds());
        account.callback(CallbackAddresses.STATUS, envelope.id()).ifPresent(creator::setStatusCallback);
        return creator;
    }

    @Override
    public void close() {
        account.close();
    }
}
