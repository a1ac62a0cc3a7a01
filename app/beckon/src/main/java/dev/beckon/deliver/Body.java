package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the outbox keeps of a message's content until it is sent: rendered before anything goes out, so that no later
 * change of a template touches it.
 *
 * @param unsubscribeUrl which the content shows
 */
public record Body(String unsubscribeUrl, Content content) {

    private static final JsonMapper JSON = new JsonMapper();

    private record Stored<T>(String unsubscribeUrl, T content) {}

    private record StoredEmail(String unsubscribeUrl, Content.Email content) {}

    private record StoredWhatsApp(String unsubscribeUrl, Content.WhatsApp content) {}

    private record StoredPhone(String unsubscribeUrl, Content.Phone content) {}

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        var fast = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, fast)) {
            out.write(JSON.writeValueAsBytes(new Stored<>(unsubscribeUrl, content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    public static Body of(Channel channel, byte[] bytes) {
        byte[] json;
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            json = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switch (channel) {
            case EMAIL -> {
                var stored = JSON.readValue(json, StoredEmail.class);
                yield new Body(stored.unsubscribeUrl, stored.content);
            }
            case WHATSAPP -> {
                var stored = JSON.readValue(json, StoredWhatsApp.class);
                yield new Body(stored.unsubscribeUrl, stored.content);
            }
            case PHONE -> {
                var stored = JSON.readValue(json, StoredPhone.class);
                yield new Body(stored.unsubscribeUrl, stored.content);
            }
        };
    }
}
