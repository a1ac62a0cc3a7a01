package dev.beckon.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders and files for what is personal or secret: nobody but their owner gets in, where the file system knows owners. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** Makes the folder, if it isn't there, and closes it to others. */
    public static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (knowsOwners(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /**
     * Makes an empty file, in a folder that others may use.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it is there
     */
    public static Path file(Path file) throws IOException {
        FileAttribute<?>[] own = knowsOwners(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return Files.createFile(file, own);
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
