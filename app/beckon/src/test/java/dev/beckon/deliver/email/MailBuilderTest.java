package dev.beckon.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.InvalidMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailBuilderTest {

    private static final Content.Email CONTENT = new Content.Email("Sweets", "<p>Jalebi</p>", "Jalebi");

    @Test
    void aMessageInFull() throws Exception {
        String tag = new MessageTag(SampleMail.SECRET).of(1);
        assertThat(text(SampleMail.envelope(1))).isEqualTo("""
                        Date: Mon, 2 Nov 2026 04:30:00 +0000 (UTC)
                        From: Mithai & More <hello@mithai.example>
                        To: asha1@example.com
                        Message-ID: <00000000000000000000000000000001@mithai.example>
                        Subject: Sweets for you
                        MIME-Version: 1.0
                        Content-Type: multipart/alternative;\s
                        	boundary="=_00000000000000000000000000000001"
                        Content-Language: en-IN
                        List-Id: <win-back.mithai.example>
                        Feedback-ID: win-back:en-IN:email:mithaiexample
                        Auto-Submitted: auto-generated
                        Precedence: bulk
                        X-Beckon-Message: %s
                        List-Unsubscribe: <https://mithai.example/u/AbC_123-x>
                        List-Unsubscribe-Post: List-Unsubscribe=One-Click

                        --=_00000000000000000000000000000001
                        Content-Type: text/plain; charset=UTF-8
                        Content-Transfer-Encoding: 7bit

                        Jalebi 15 %% off
                        --=_00000000000000000000000000000001
                        Content-Type: text/html; charset=UTF-8
                        Content-Transfer-Encoding: 7bit

                        <p>Jalebi <b>15 %%</b> off</p>
                        --=_00000000000000000000000000000001--
                        """.formatted(tag));
    }

    private static String text(Envelope envelope) throws InvalidMessage {
        return new String(SampleMail.builder().bytes(envelope), StandardCharsets.US_ASCII).replace("\r\n", "\n");
    }

    @Test
    void theSameEnvelopeGivesTheSameBytesWhereverItIsBuilt() throws Exception {
        byte[] here = SampleMail.builder().bytes(SampleMail.envelope(1));
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertThat(SampleMail.builder().bytes(SampleMail.envelope(1))).isEqualTo(here);
        } finally {
            TimeZone.setDefault(zone);
        }
        assertThat(SampleMail.builder().bytes(SampleMail.envelope(2))).isNotEqualTo(here);
    }

    @Test
    void everyLineEndsAsMailWantsIt() throws Exception {
        Content.Email mixed = new Content.Email("Sweets", "<p>a</p>\n<p>b</p>\r\n", "a\nb\r\nc\r");
        String all = new String(
                SampleMail.builder().bytes(SampleMail.with(1, "asha@example.com", mixed)), StandardCharsets.US_ASCII);
        assertThat(all.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\r\nBcc: evil@example.com", "1\nX: y", "1\rX", "1\0", "a\u0085b", "a\u2028b"})
    void noValueAddsAHeader(String evil) {
        String key = "%032x".formatted(1);
        refused(SampleMail.with(1, "asha@example.com", new Content.Email(evil, "<p>a</p>", "a")), "header");
        refused(SampleMail.to(1, evil + "@example.com"), "header");
        refused(SampleMail.to(1, "asha@example.com" + evil), "header");
        refused(envelope(key, evil, "en", SampleMail.UNSUBSCRIBE), "header");
        refused(envelope(key, "win-back", evil, SampleMail.UNSUBSCRIBE), "header");
        refused(envelope(key, "win-back", "en", "https://mithai.example/" + evil), "header");
        refused(envelope(key + evil, "win-back", "en", SampleMail.UNSUBSCRIBE), "header");
        assertThatThrownBy(() -> new MailBuilder(
                        "Mithai " + evil + " <hello@mithai.example>", Optional.empty(), SampleMail.SECRET))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Envelope envelope(String key, String campaign, String language, String unsubscribe) {
        return new Envelope(
                1,
                key,
                campaign,
                "C1",
                Channel.EMAIL,
                "asha@example.com",
                language,
                SampleMail.AT,
                CONTENT,
                unsubscribe);
    }

    private static void refused(Envelope envelope, String code) {
        assertThatThrownBy(() -> SampleMail.builder().bytes(envelope))
                .isInstanceOfSatisfying(
                        InvalidMessage.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        // The domain's ASCII form is what Python's idna codec gives.
        "asha@bücher.example, asha@xn--bcher-kva.example",
        "asha@EXAMPLE.com, asha@example.com",
        "o'neil+sweets@example.com, o'neil+sweets@example.com"
    })
    void addressesAreWrittenInAscii(String address, String written) throws Exception {
        assertThat(text(SampleMail.to(1, address))).contains("\nTo: " + written + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "ashा@example.com, smtputf8",
        "müller@example.com, smtputf8",
        "asha@, address",
        "asha, address",
        "'', address",
        "asha@@example.com, address",
        "'asha@example.com, evil@example.com', address",
        "'asha@example.com> SIZE=1', address",
        "asha@exa mple.com, address"
    })
    void otherAddressesAreRefused(String address, String code) {
        refused(SampleMail.to(1, address), code);
    }

    @Test
    void withoutAnHttpsAddressThereIsNoOneClick() throws Exception {
        String key = "%032x".formatted(1);
        assertThat(text(envelope(key, "win-back", "en", "http://127.0.0.1:8080/u/x")))
                .contains("\nList-Unsubscribe: <http://127.0.0.1:8080/u/x>\n")
                .doesNotContain("One-Click");
        assertThat(text(envelope(key, "win-back", "en", ""))).doesNotContain("List-Unsubscribe");
    }

    @Test
    void eachMessageHasItsOwnBounceAddress() throws Exception {
        var builder =
                new MailBuilder("hello@mithai.example", Optional.of("bounces@mail.mithai.example"), SampleMail.SECRET);
        String path = builder.build(SampleMail.envelope(77)).getEnvelopeFrom();
        assertThat(path).matches("bounces\\+[0-9a-z]+-[0-9a-f]{32}@mail\\.mithai\\.example");
        assertThat(path.substring(0, path.indexOf('@')).length()).isLessThanOrEqualTo(64);
        assertThat(new MessageTag(SampleMail.SECRET).find(path)).hasValue(77);
        assertThat(new MessageTag(SampleMail.SECRET).find(path.replaceFirst("\\+..", "+zz")))
                .isEmpty();
        String longest = builder.build(SampleMail.envelope(Long.MAX_VALUE)).getEnvelopeFrom();
        assertThat(longest.indexOf('@')).isLessThanOrEqualTo(64);
    }
}
