package dev.beckon.deliver.twilio;

import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.MessengerContractTest;
import dev.beckon.deliver.peers.ScriptedTwilioServer;
import dev.beckon.deliver.peers.ScriptedTwilioServer.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

abstract class TwilioContractTest extends MessengerContractTest {

    @TempDir
    Path folder;

    private @Nullable ScriptedTwilioServer server;

    TwilioSettings settings() throws IOException {
        server = ScriptedTwilioServer.start(0, folder.resolve("taken.log"), form -> Fault.NONE);
        return TwilioFaultsTest.settings(server.url());
    }

    @AfterEach
    void stop() throws IOException {
        Objects.requireNonNull(server).close();
    }

    @Override
    protected Envelope unsendable(long id) {
        Envelope good = envelope(id);
        return TwilioFaultsTest.envelope(id, good.channel(), "+91 98200\r\n12345", good.content());
    }

    @Override
    protected List<String> taken() {
        return Objects.requireNonNull(server).taken().stream()
                .map(ScriptedTwilioServer.Create::id)
                .toList();
    }

    @Override
    protected String nameOf(Envelope envelope) {
        return Long.toString(envelope.id());
    }
}
