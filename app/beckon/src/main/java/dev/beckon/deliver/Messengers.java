package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.email.MailBuilder;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The ways out that a workspace has. */
public final class Messengers {

    private Messengers() {}

    /**
     * One for each channel with a provider, and a drop folder for each, since messages that were meant for it go there
     * whatever is configured later.
     *
     * @param folder of the drop folders
     */
    public static List<Messenger> of(DeliveryConfig config, Path folder) {
        var messengers = new ArrayList<Messenger>();
        for (Channel channel : Channel.values()) {
            String from = config.channel(channel).from();
            messengers.add(new DropFolder(channel, folder, envelope -> file(from, envelope)));
        }
        return messengers;
    }

    private static byte[] file(String from, Envelope envelope) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var session = Session.getInstance(new Properties());
        new MailBuilder(session, from).build(envelope).writeTo(bytes);
        return bytes.toByteArray();
    }
}
