package dev.beckon.campaign;

/** Makes the link by which a receiver can opt out with one click. */
@FunctionalInterface
public interface UnsubscribeLinks {

    /** For looking at messages: leads nowhere, and says so. */
    UnsubscribeLinks PREVIEW = (campaign, customer, channel) -> "https://example.com/unsubscribe/preview";

    /** @return an https address that is not guessable */
    String linkFor(String campaign, String customer, Channel channel);
}
