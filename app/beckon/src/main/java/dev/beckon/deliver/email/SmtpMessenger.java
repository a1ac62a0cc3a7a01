package dev.beckon.deliver.email;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.InvalidMessage;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.Outcome;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends emails to one mail server over a few kept connections. */
public final class SmtpMessenger implements Messenger {

    public static final String PROVIDER = "smtp";

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMessenger.class);

    private final SmtpSettings settings;
    private final MailBuilder mails;
    private final ScheduledThreadPoolExecutor writeTimer;
    private final BlockingDeque<SmtpConnection> idle = new LinkedBlockingDeque<>();

    public SmtpMessenger(SmtpSettings settings, MailBuilder mails) {
        this(settings, mails, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param tls by whose certificates the server is trusted */
    SmtpMessenger(SmtpSettings settings, MailBuilder mails, SSLSocketFactory tls) {
        this.settings = settings;
        this.mails = mails;
        this.writeTimer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName("smtp-write-timer");
            thread.setDaemon(true);
            return thread;
        });
        writeTimer.setRemoveOnCancelPolicy(true);
        var outcomes = new SmtpOutcomes();
        for (int i = 0; i < settings.connections(); i++) {
            idle.add(new SmtpConnection(settings, outcomes, tls, writeTimer));
        }
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public Outcome send(Envelope envelope) {
        Outcome outcome;
        try {
            outcome = send(mails.build(envelope));
        } catch (InvalidMessage e) {
            return e.outcome();
        }
        if (outcome instanceof Outcome.LaneStopped stopped) {
            LOG.error("{}:{}: {} ({})", settings.host(), settings.port(), stopped.detail(), stopped.code());
        } else if (outcome instanceof Outcome.NotTaken notTaken && notTaken.whole()) {
            LOG.warn("{}:{}: {} ({})", settings.host(), settings.port(), notTaken.detail(), notTaken.code());
        }
        return outcome;
    }

    private Outcome send(Mail mail) {
        SmtpConnection connection;
        try {
            connection = idle.pollFirst(settings.finalDotTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection = null;
        }
        if (connection == null) {
            return Outcome.NotTaken.of("busy", "no connection to the mail server was free");
        }
        try {
            return connection.send(mail);
        } finally {
            // The one that was used last comes first: the others may rest and be given up.
            idle.addFirst(connection);
        }
    }

    /** Nobody is sending any more. */
    @Override
    public void close() {
        idle.forEach(SmtpConnection::close);
        writeTimer.shutdown();
    }
}
