package dev.beckon.workspace;

import dev.beckon.feedback.RefusedByPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held while a run writes into a workspace, so that two runs never mix. The system frees it when a process dies. */
public final class WorkspaceLock implements AutoCloseable {

    private final FileChannel channel;

    private WorkspaceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws RefusedByPolicy if another run holds it */
    public static WorkspaceLock take(Workspace workspace) {
        try {
            Files.createDirectories(workspace.out());
            Path file = workspace.out().resolve(".lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new WorkspaceLock(channel);
            }
            channel.close();
            throw new RefusedByPolicy(
                    "another run is at work in this workspace. Maybe wait until it has ended, or stop it");
        } catch (IOException e) {
            throw new UncheckedIOException("The folder 'out' of the workspace can't be written to", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
