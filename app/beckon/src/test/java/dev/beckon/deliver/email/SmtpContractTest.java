package dev.beckon.deliver.email;

import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.MessengerContractTest;
import dev.beckon.deliver.peers.ScriptedSmtpServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class SmtpContractTest extends MessengerContractTest {

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();

    SmtpContractTest() throws IOException {}

    @Override
    protected Messenger messenger() {
        var settings = SmtpSettings.of("127.0.0.1", server.port(), SmtpSettings.Tls.NONE, Optional.empty());
        return new SmtpMessenger(settings, SampleMail.builder());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    protected Envelope envelope(long id) {
        return SampleMail.envelope(id);
    }

    @Override
    protected Envelope unsendable(long id) {
        return SampleMail.to(id, "asha\r\nBcc: x@example.com");
    }

    @Override
    protected List<String> taken() {
        return server.accepted().stream().map(ScriptedSmtpServer.Accepted::key).toList();
    }

    @Override
    protected String nameOf(Envelope envelope) {
        return envelope.key();
    }
}
