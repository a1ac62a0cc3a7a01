package dev.beckon.deliver.twilio;

public final class TwilioCallbacks {
    static final String PROVIDER = "twilio";
}
