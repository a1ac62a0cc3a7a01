package dev.beckon.deliver.twilio;

import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Messenger;

class CallContractTest extends TwilioContractTest {

    @Override
    protected Messenger messenger() throws Exception {
        return new CallMessenger(settings(), TwilioOutbox.SECRET);
    }

    @Override
    protected Envelope envelope(long id) {
        return TwilioFaultsTest.call(id);
    }
}
