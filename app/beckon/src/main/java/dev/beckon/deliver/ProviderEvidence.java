package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.twilio.TwilioEvidence;
import dev.beckon.deliver.twilio.TwilioSettings;
import dev.beckon.store.WorkspaceStore;
import java.util.Optional;

/** Settles messages in doubt by what providers show. */
public final class ProviderEvidence {

    /** A question each; more wait for the next time. */
    private static final int MOST = 200;

    private ProviderEvidence() {}

    /**
     * Asks those providers that can be asked.
     *
     * @return how many messages are known to have been sent now
     * @throws dev.beckon.feedback.SourceUnavailable if one doesn't answer
     */
    public static int ask(DeliveryConfig config, WorkspaceStore store) {
        int settled = 0;
        for (Channel channel : Channel.values()) {
            Optional<TwilioSettings> twilio = config.channel(channel).twilio();
            if (twilio.isPresent()) {
                try (var evidence = new TwilioEvidence(twilio.get(), store.store(), store.secret())) {
                    settled += evidence.resolve(TwilioEvidence.AFTER, MOST).settled();
                }
            }
        }
        return settled;
    }
}
