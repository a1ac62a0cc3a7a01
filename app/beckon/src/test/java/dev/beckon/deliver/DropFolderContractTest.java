package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.email.SampleMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class DropFolderContractTest extends MessengerContractTest {

    @TempDir
    Path folder;

    @Override
    protected Messenger messenger() {
        return new DropFolder(Channel.EMAIL, folder, SampleMail.builder()::bytes);
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
    protected List<String> taken() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Override
    protected String nameOf(Envelope envelope) {
        return envelope.customer() + "-" + envelope.key().substring(0, 8) + ".eml";
    }
}
