package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.email.MailBuilder;
import dev.beckon.workspace.Company;
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
    public static List<Messenger> of(DeliveryConfig config, Company company, Path folder) {
        var messengers = new ArrayList<Messenger>();
        for (Channel channel : Channel.values()) {
            String given = config.channel(channel).from();
            String from = given.isBlank() ? nobody(company) : given;
            messengers.add(new DropFolder(channel, folder, envelope -> file(from, envelope)));
        }
        return messengers;
    }

    /** For files, where beckon.yaml says no sender. */
    private static String nobody(Company company) {
        return '"' + company.name().replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\" <nobody@example.invalid>";
    }

    private static byte[] file(String from, Envelope envelope) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var session = Session.getInstance(new Properties());
        new MailBuilder(session, from).build(envelope).writeTo(bytes);
        return bytes.toByteArray();
    }
}
