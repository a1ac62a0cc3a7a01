package dev.beckon.campaign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way to reach people, and the facts that say whether it may be used. */
public enum Channel {
    EMAIL("email", "emailAddress", "emailConsent", "emailSuppression"),
    WHATSAPP("whatsapp", "phoneNumber", "whatsappConsent", "phoneSuppression"),
    PHONE("phone", "phoneNumber", "phoneConsent", "phoneSuppression");

    private static final Map<String, Channel> BY_KEY =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Channel::key, channel -> channel));

    private final String key;
    private final String addressProperty;
    private final String consentProperty;
    private final String suppressionProperty;

    Channel(String key, String addressProperty, String consentProperty, String suppressionProperty) {
        this.key = key;
        this.addressProperty = addressProperty;
        this.consentProperty = consentProperty;
        this.suppressionProperty = suppressionProperty;
    }

    /** As rules, campaigns and data write it: {@code whatsapp}. */
    public String key() {
        return key;
    }

    public String addressProperty() {
        return addressProperty;
    }

    /** The property that is {@code granted}, {@code denied} or missing. */
    public String consentProperty() {
        return consentProperty;
    }

    public String suppressionProperty() {
        return suppressionProperty;
    }

    public static Optional<Channel> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    public static List<String> keys() {
        return Stream.of(values()).map(Channel::key).toList();
    }
}
