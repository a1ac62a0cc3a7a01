package dev.beckon.plan;

import dev.beckon.workspace.Share;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Holds a stable random part of the audience back, so that the campaign's effect can be measured. A customer's place is a
 * hash of salt, campaign and customer id, so it is the same in every run, and independent between campaigns.
 */
final class ControlGroup implements CustomerGate {

    /** Making one costs as much as using it. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(ControlGroup::sha256);

    private final String salt;
    private final Share share;

    ControlGroup(Policies policies) {
        this.salt = policies.salt();
        this.share = policies.controlGroup();
    }

    @Override
    public String key() {
        return "control-group";
    }

    @Override
    public String title() {
        return "held out to measure the effect";
    }

    @Override
    public @Nullable Stop stop(Candidate candidate) {
        Share own = candidate.planned().campaign().controlGroup();
        Share held = own == null ? share : own;
        return isIn(held, salt, candidate.planned().campaign().name(), candidate.customer())
                ? Stop.because("control group", held + " of the audience")
                : null;
    }

    static boolean isIn(Share part, String salt, String campaign, String customer) {
        return !part.isNone()
                && place(salt, campaign, customer) < part.fraction().doubleValue();
    }

    /** From 0 to below 1, evenly spread. */
    static double place(String salt, String campaign, String customer) {
        byte[] hash = SHA_256.get().digest((salt + "\0" + campaign + "\0" + customer).getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
