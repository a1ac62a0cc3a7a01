package dev.beckon.workspace;

import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.feedback.SourceUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Held while a run writes into a workspace, so that two runs never mix. The system frees it when a process dies. */
public final class WorkspaceLock implements AutoCloseable {

    private final FileChannel channel;

    private WorkspaceLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws RefusedByPolicy if another run holds it
     * @throws SourceUnavailable if the folder can't be written to
     */
    public static WorkspaceLock take(Workspace workspace) {
        return takeIfFree(workspace)
                .orElseThrow(() -> new RefusedByPolicy(
                        "another run is at work in this workspace. Maybe wait until it has ended, or stop it"));
    }

    /**
     * Empty if another run holds it.
     *
     * @throws SourceUnavailable if the folder can't be written to
     */
    public static Optional<WorkspaceLock> takeIfFree(Workspace workspace) {
        try {
            Files.createDirectories(workspace.out());
            keepOutOfRepositories(workspace.out());
            Path file = workspace.out().resolve(".lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                clearWhatWasLeft(workspace.out().resolve(".work"));
                return Optional.of(new WorkspaceLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new SourceUnavailable(
                    workspace.out() + " can't be written to (" + e.getClass().getSimpleName()
                            + "). Maybe the folder or disk is read-only or full",
                    e);
        }
    }

    /** What is written there holds personal data. */
    private static void keepOutOfRepositories(Path out) throws IOException {
        Path ignore = out.resolve(".gitignore");
        if (!Files.exists(ignore)) {
            Files.writeString(ignore, "*\n");
        }
    }

    /** A run that was killed leaves its database behind. */
    private static void clearWhatWasLeft(Path work) throws IOException {
        if (Files.isDirectory(work)) {
            try (Stream<Path> left = Files.walk(work)) {
                for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(work);
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
