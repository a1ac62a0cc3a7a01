package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.cli.SampleWorkspace.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What comes back from a backup, and that nothing else is taken for it. */
class BackupTest {

    private static final String AT = "2026-11-02T04:30:00Z";

    @TempDir
    private Path folder;

    private SampleWorkspace workspace;
    private Path safe;

    @BeforeEach
    void preview() throws IOException {
        workspace = SampleWorkspace.everyGate(folder);
        safe = folder.resolve("safe");
        assertThat(workspace.run("preview", "--at", AT).exitCode()).isZero();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyTheOwnerReadsBackupsAndWhatIsRestored() throws IOException {
        workspace.run("send", "tasting");
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        workspace.run("backup", shared.toString());
        assertThat(Files.move(folder.resolve("state"), folder.resolve("lost"))).exists();
        workspace.run("restore", shared.toString());

        assertThat(permissions(shared)).isEqualTo("rwxrwxrwx");
        assertThat(permissions(shared.resolve("beckon.db"))).isEqualTo("rw-------");
        assertThat(permissions(shared.resolve("key"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("state"))).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aBackupBringsTheRunsBack() throws IOException {
        workspace.run("send", "tasting");
        Path backup = folder.resolve("safe");
        assertThat(workspace.run("backup", backup.toString()).exitCode()).isZero();
        assertThat(workspace.run("backup", backup.toString()).err()).contains("holds a backup already");
        assertThat(workspace.run("restore", backup.toString()).err()).contains("there is a store in");
        Files.move(folder.resolve("state"), folder.resolve("state-lost"));

        assertThat(workspace.run("restore", backup.toString()).out()).contains("0 runs are held.");
        assertThat(workspace.run("runs").out()).contains("tasting@");
    }

    @Test
    void whatIsHeldIsNotResumedWithAllOthers() {
        workspace.run("pause", "all");
        workspace.run("send", "voucher");
        workspace.run("backup", folder.resolve("safe").toString());
        assertThat(folder.resolve("state")
                        .toFile()
                        .renameTo(folder.resolve("lost").toFile()))
                .isTrue();
        assertThat(workspace.run("restore", folder.resolve("safe").toString()).out())
                .contains("1 run is held");

        assertThat(workspace.run("resume", "all").out())
                .contains("from now on goes out again")
                .doesNotContain("is resumed");
        assertThat(workspace.run("runs").out()).contains("held");
        assertThat(workspace.run("resume", "voucher").out()).contains("is resumed");
    }

    @Test
    void whoWasErasedStaysSoOnlyWithTheKey() throws IOException {
        workspace.run("erase", "gets-it");
        workspace.run("backup", safe.toString());
        Path state = folder.resolve("state");
        Path key = Files.move(state.resolve("key"), folder.resolve("key"));
        assertRefused(workspace.run("preview", "voucher"), "key is missing", "put it back from a backup");

        Files.writeString(state.resolve("key"), "another key, long enough for all");
        assertRefused(workspace.run("preview", "voucher"), "another key than the store's");
        Files.writeString(state.resolve("key"), "");
        assertRefused(workspace.run("preview", "voucher"), "shorter than 16 characters");

        Files.move(state, folder.resolve("lost"));
        Files.delete(safe.resolve("key"));
        assertRefused(workspace.run("restore", safe.toString()), "holds no key");
        Files.writeString(safe.resolve("key"), "another key, long enough for all");
        assertRefused(workspace.run("restore", safe.toString()), "another key than the store's");
        assertThat(state).isEmptyDirectory();

        Files.copy(key, state.resolve("key"));
        Files.delete(safe.resolve("key"));
        assertThat(workspace.run("restore", safe.toString()).exitCode()).isZero();
        assertThat(workspace
                        .run("preview", "voucher", "--at", AT, "--customer", "gets-it")
                        .out())
                .contains("erased");
    }

    @Test
    void aDamagedBackupIsRefusedAndLeavesNothing() throws IOException {
        workspace.run("send", "voucher");
        workspace.run("backup", safe.toString());
        Path state = folder.resolve("state");
        Files.move(state, folder.resolve("lost"));
        byte[] store = Files.readAllBytes(safe.resolve("beckon.db"));
        for (byte[] damaged : new byte[][] {"no store".getBytes(), java.util.Arrays.copyOf(store, store.length / 2)}) {
            Files.write(safe.resolve("beckon.db"), damaged);

            assertRefused(workspace.run("restore", safe.toString()), "is damaged, and nothing was restored");
            assertThat(state).isEmptyDirectory();
        }
        Files.write(safe.resolve("beckon.db"), store);
        assertThat(workspace.run("restore", safe.toString()).exitCode()).isZero();
    }

    private static void assertRefused(Ran ran, String... why) {
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCodes.REFUSED);
        assertThat(ran.err()).contains(why);
    }
}
