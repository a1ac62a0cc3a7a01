package dev.beckon.store;

import dev.beckon.data.Numbers;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The workspace's own key: it hashes addresses and signs what comes back to us from outside. Thread-safe. */
public final class Secret {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;
    private static final int LEAST_BYTES = 16;

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if it is too short to be safe */
    public Secret(byte[] key) {
        if (key.length < LEAST_BYTES) {
            throw new IllegalArgumentException("A key has at least " + LEAST_BYTES + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The same for each way to write an address; says nothing about it to whoever hasn't the key. */
    public String addressKey(String address) {
        return HexFormat.of()
                .formatHex(
                        mac("address " + Numbers.compared(ascii(address.strip()).toLowerCase(Locale.ROOT))), 0, 20);
    }

    /** As {@link #addressKey}, of a customer's id. */
    public String customerKey(String customer) {
        return HexFormat.of().formatHex(mac("customer " + customer), 0, 20);
    }

    /** Domains are compared as mail servers know them. */
    private static String ascii(String address) {
        int at = address.lastIndexOf('@');
        try {
            return at < 0 ? address : address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
        } catch (IllegalArgumentException notADomain) {
            return address;
        }
    }

    /** @param purpose so that what was signed for one can't be used for another */
    public String signature(String purpose, String text) {
        byte[] mac = mac(purpose + " " + text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(mac, SIGNATURE_BYTES));
    }

    public boolean isSigned(String purpose, String text, String signature) {
        return java.security.MessageDigest.isEqual(
                signature(purpose, text).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
