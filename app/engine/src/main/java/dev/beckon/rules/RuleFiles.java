package dev.beckon.rules;

import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the rule files of a workspace. Every file of the folder is one, or is known to be none, or is a problem. */
final class RuleFiles {

    private static final List<String> PHASES =
            Arrays.stream(Phase.values()).map(Phase::folder).toList();

    private RuleFiles() {}

    /** @param name relative to the workspace, with slashes */
    record RuleFile(String name, Phase phase, byte[] bytes) {}

    /** In the order of phases, then names. */
    static List<RuleFile> in(Path folder, Problems problems) {
        List<RuleFile> files = new ArrayList<>();
        for (Path path : paths(folder, problems)) {
            Path relative = folder.relativize(path);
            String name = folder.toAbsolutePath().getFileName() + "/"
                    + relative.toString().replace('\\', '/');
            if (isRuleFile(relative, name, problems) && isReadable(path, name, problems)) {
                files.add(new RuleFile(name, phase(relative), read(path)));
            }
        }
        files.sort(java.util.Comparator.comparing(RuleFile::phase).thenComparing(RuleFile::name));
        return files;
    }

    /** A link could show what stands outside of the workspace; a folder behind one would never be read. */
    private static boolean isReadable(Path path, String name, Problems problems) {
        if (Files.isSymbolicLink(path)) {
            problems.add(Problem.at(name, 0, 0, "This is a link, and links aren't followed")
                    .hint("put the file itself here"));
            return false;
        }
        try {
            if (Files.size(path) > RuleText.LARGEST_FILE) {
                problems.add(RuleText.tooLarge(name));
                return false;
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files and links. */
    private static List<Path> paths(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            problems.add(Problem.at(folder.getFileName() + "/", 0, 0, "The folder of the rules isn't there")
                    .hint("beckon init"));
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder))
                    .filter(path -> Files.isRegularFile(path) || Files.isSymbolicLink(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRuleFile(Path relative, String name, Problems problems) {
        String lower = relative.getFileName().toString().toLowerCase(Locale.ROOT);
        String folder = relative.getNameCount() > 1 ? relative.getName(0).toString() : "";
        boolean isTest = folder.equals("tests") && (lower.endsWith(".yaml") || lower.endsWith(".yml"));
        if (isTest || lower.endsWith(".md") || lower.startsWith(".")) {
            return false;
        }
        if (lower.endsWith(".drl.csv") || lower.endsWith(".drl.xlsx")) {
            problems.add(Problem.at(name, 0, 0, "Decision tables can't be read yet")
                    .hint("write its rules into a .drl file"));
            return false;
        }
        if (lower.endsWith(".dsl") || lower.endsWith(".dslr")) {
            problems.add(Problem.at(name, 0, 0, "Rules as sentences can't be read yet")
                    .hint("write them into a .drl file"));
            return false;
        }
        if (!lower.endsWith(".drl")) {
            problems.add(Problem.at(name, 0, 0, "This is no rule file, and would never be read")
                    .hint("give it the ending .drl, or move it out of the folder"));
            return false;
        }
        if (!PHASES.contains(folder)) {
            String hint = Nearest.to(folder, PHASES).orElse(String.join("/, ", PHASES));
            problems.add(Problem.at(name, 0, 0, "Rules stand in the folder of a phase")
                    .hint("move it to " + hint + "/"));
            return false;
        }
        return true;
    }

    private static Phase phase(Path relative) {
        return Phase.values()[PHASES.indexOf(relative.getName(0).toString())];
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 over names and contents, with their lengths so that nothing can move from one to the other. */
    static String hash(List<RuleFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (RuleFile file : files) {
                digest.update((file.name() + "\0" + file.bytes().length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(file.bytes());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
