package dev.beckon.report;

import dev.beckon.workspace.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Replaces a folder in whole: it is written beside the old one, which stays until the new one is complete. */
final class FolderSwap {

    private final Path target;
    private final Path fresh;
    private final Path old;

    /** @throws IllegalArgumentException if the name isn't that of a folder right below */
    FolderSwap(Path parent, String name) {
        if (name.isBlank() || !Path.of(name).equals(Path.of(name).getFileName()) || name.startsWith(".")) {
            throw new IllegalArgumentException("'" + name + "' can't name a folder");
        }
        this.target = parent.resolve(name);
        this.fresh = parent.resolve("." + name + ".new");
        this.old = parent.resolve("." + name + ".old");
    }

    /** An empty folder to write into. It will hold addresses: only its owner gets in. */
    Path begin() throws IOException {
        if (Files.exists(old) && !Files.exists(target)) {
            Files.move(old, target);
        }
        delete(old);
        delete(fresh);
        return PrivateFiles.folder(fresh);
    }

    /** Puts what was written in the place of the old folder. */
    Path finish() throws IOException {
        if (Files.exists(target)) {
            Files.move(target, old);
        }
        Files.move(fresh, target);
        delete(old);
        return target;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
