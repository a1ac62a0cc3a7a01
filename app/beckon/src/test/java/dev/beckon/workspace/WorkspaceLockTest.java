package dev.beckon.workspace;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.feedback.RefusedByPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLockTest {

    @Test
    void twoRunsOfOneWorkspaceExcludeEachOther(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("beckon.yaml"), "");
        Workspace workspace = Workspace.open(folder);
        try (var held = WorkspaceLock.take(workspace)) {
            assertThatThrownBy(() -> WorkspaceLock.take(workspace)).isInstanceOf(RefusedByPolicy.class);
        }
        WorkspaceLock.take(workspace).close();
    }
}
