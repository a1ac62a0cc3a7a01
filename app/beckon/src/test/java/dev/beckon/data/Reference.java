package dev.beckon.data;

import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The shared data sets, and workspaces over them that consist of beckon.yaml and perhaps rules. */
final class Reference {

    private static final Path WORKSPACES = Path.of("src/test/resources/workspaces");

    private Reference() {}

    /** The folder of the shared data sets; skips the test where there is none. */
    static Path data() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared/data");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        Assumptions.assumeTrue(false, "skipped: shared/data is absent");
        throw new IllegalStateException();
    }

    /**
     * @param folder where the workspace is made
     * @param name of the workspace and of its settings: {@code rfm-orders/quantiles}
     */
    static Workspace workspace(Path folder, String name) {
        Path settings = WORKSPACES.resolve(name + ".yaml");
        try {
            Files.writeString(
                    folder.resolve("beckon.yaml"),
                    Files.readString(settings).replace("${SHARED_DATA}", data().toString()));
            copyRules(settings.resolveSibling("rules"), folder.resolve("rules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Workspace.open(folder);
    }

    private static void copyRules(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
