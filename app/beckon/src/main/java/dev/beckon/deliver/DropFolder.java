package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.workspace.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts messages into files where no provider is configured: a file each, named after the customer and the message's key, so
 * that writing it again changes nothing.
 */
public final class DropFolder implements Messenger {

    public static final String PROVIDER = "drop-folder";

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int KEY_SHOWN = 8;

    private final Channel channel;
    private final Path folder;
    private final EmailFile email;
    private volatile boolean made;

    /** Writes an email as its receiver would get it. */
    @FunctionalInterface
    public interface EmailFile {
        byte[] bytes(Envelope envelope) throws InvalidMessage;
    }

    /** @param folder gets a folder a channel and campaign */
    public DropFolder(Channel channel, Path folder, EmailFile email) {
        this.channel = channel;
        this.folder = folder;
        this.email = email;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public Outcome send(Envelope envelope) {
        byte[] bytes;
        try {
            bytes = bytes(envelope);
        } catch (InvalidMessage e) {
            return e.outcome();
        }
        try {
            makeFolder();
            Path target = folder.resolve(channel.key()).resolve(envelope.campaign());
            Files.createDirectories(target);
            write(target.resolve(name(envelope)), bytes);
            return new Outcome.Accepted(envelope.key());
        } catch (IOException e) {
            LOG.warn("{} can't be written to: {}", folder, e.getClass().getSimpleName());
            return Outcome.NotTaken.whole("disk", "the drop folder can't be written to");
        }
    }

    /** What lies there is personal. */
    private void makeFolder() throws IOException {
        if (!made) {
            PrivateFiles.folder(folder);
            made = true;
        }
    }

    private String name(Envelope envelope) {
        String suffix = Map.of(Channel.EMAIL, ".eml", Channel.WHATSAPP, ".json", Channel.PHONE, ".xml")
                .get(channel);
        return stem(envelope.customer(), envelope.key()) + suffix;
    }

    /** What a file is called, without its ending. @param key of {@link Envelopes#key} */
    public static String stem(String customer, String key) {
        String readable = customer.replaceAll("[^A-Za-z0-9_-]", "_");
        return readable.substring(0, Math.min(80, readable.length())) + "-" + key.substring(0, KEY_SHOWN);
    }

    /** It is there in whole or not at all, also after a power cut. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try (var out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = java.nio.ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private byte[] bytes(Envelope envelope) throws InvalidMessage {
        if (envelope.content() instanceof Content.WhatsApp whatsApp) {
            var json = new LinkedHashMap<String, Object>();
            json.put("to", envelope.address());
            json.put("customer", envelope.customer());
            json.put("campaign", envelope.campaign());
            json.put("language", envelope.language());
            json.put("at", envelope.at().toString());
            json.put("contentSid", whatsApp.contentSid());
            json.put("contentVariables", whatsApp.variables());
            json.put("text", whatsApp.text());
            return JSON.writeValueAsBytes(json);
        }
        if (envelope.content() instanceof Content.Phone phone) {
            return call(envelope, phone).getBytes(StandardCharsets.UTF_8);
        }
        return email.bytes(envelope);
    }

    private static String call(Envelope envelope, Content.Phone phone) {
        String twiml = phone.twiml().replaceFirst("^<\\?xml[^>]*>\\s*", "");
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<call to=\"" + attribute(envelope.address())
                + "\" customer=\""
                + attribute(envelope.customer()) + "\" campaign=\"" + attribute(envelope.campaign()) + "\" at=\""
                + envelope.at() + "\">\n" + twiml + "</call>\n";
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
