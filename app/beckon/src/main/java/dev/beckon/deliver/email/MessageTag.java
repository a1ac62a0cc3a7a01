package dev.beckon.deliver.email;

import dev.beckon.store.Secret;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says which message a bounce is about: its id in the outbox, signed so that nobody can make one up. Letters are small,
 * since mail servers may not keep capitals.
 */
final class MessageTag {

    private static final String PURPOSE = "message";
    private static final int RADIX = 36;
    private static final Pattern TAG = Pattern.compile("([0-9a-z]{1,13})-([0-9a-f]{32})");

    private final Secret secret;

    MessageTag(Secret secret) {
        this.secret = secret;
    }

    String of(long id) {
        String text = Long.toString(id, RADIX);
        byte[] signature = Base64.getUrlDecoder().decode(secret.signature(PURPOSE, text));
        return text + "-" + HexFormat.of().formatHex(signature);
    }

    /** The id in the first tag of ours within this text. */
    OptionalLong find(String text) {
        Matcher tags = TAG.matcher(text.toLowerCase(java.util.Locale.ROOT));
        while (tags.find()) {
            byte[] signature = HexFormat.of().parseHex(tags.group(2));
            String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
            if (secret.isSigned(PURPOSE, tags.group(1), encoded)) {
                return OptionalLong.of(Long.parseLong(tags.group(1), RADIX));
            }
        }
        return OptionalLong.empty();
    }
}
