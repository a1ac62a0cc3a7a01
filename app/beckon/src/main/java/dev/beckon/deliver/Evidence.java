package dev.beckon.deliver;

import dev.beckon.deliver.DeliveryConfig.ChannelConfig;
import dev.beckon.deliver.email.BounceMailbox;
import dev.beckon.deliver.twilio.Askings;
import dev.beckon.deliver.twilio.TwilioEvidence;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.store.Bounces;
import dev.beckon.store.WorkspaceStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks everybody who may know what became of messages: the mailbox that bounces come to, and the providers. */
public final class Evidence {

    private final DeliveryConfig config;
    private final WorkspaceStore store;
    private final int most;
    private final Askings askings = Askings.usual();

    /** @param most so many numbers of a channel a provider is asked about at a time */
    public Evidence(DeliveryConfig config, WorkspaceStore store, int most) {
        this.config = config;
        this.store = store;
        this.most = most;
    }

    /** @return sentences about what was new, and about who couldn't be asked; without personal data */
    public List<String> gather() {
        var news = new ArrayList<String>();
        for (ChannelConfig channel : config.channels().values()) {
            channel.bounces().mailbox().ifPresent(mailbox -> {
                var bounces = new BounceMailbox(mailbox, new Bounces(store.store()), store.secret());
                try {
                    BounceMailbox.News read = bounces.read();
                    if (read.hard() + read.soft() + read.complaints() > 0) {
                        news.add("Came back: " + read.hard() + " for good, " + read.soft() + " for now; "
                                + read.complaints() + " complaints");
                    }
                } catch (IOException e) {
                    news.add(String.valueOf(e.getMessage()));
                }
            });
            channel.twilio().ifPresent(twilio -> {
                try (var evidence = new TwilioEvidence(twilio, store.store(), store.secret())) {
                    TwilioEvidence.Result result = evidence.resolve(askings, most);
                    if (result.settled() > 0) {
                        news.add("Twilio has " + result.settled() + " messages that were in doubt: they were sent");
                    }
                } catch (SourceUnavailable e) {
                    news.add(String.valueOf(e.getMessage()));
                }
            });
        }
        return news;
    }
}
