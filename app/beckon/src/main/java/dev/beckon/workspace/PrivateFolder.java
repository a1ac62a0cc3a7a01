package dev.beckon.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders for what is personal or secret. */
public final class PrivateFolder {

    private PrivateFolder() {}

    /** Makes it, if it isn't there, and lets nobody but its owner in, where the file system knows owners. */
    public static Path make(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }
}
