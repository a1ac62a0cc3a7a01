package dev.beckon.rules;

import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of rules for one test. */
public final class RulesFolder {

    private final Path folder;
    private Vocabulary vocabulary = Vocabulary.withAttributes(List.of());

    public RulesFolder(Path directory) {
        this.folder = directory.resolve("rules");
    }

    public RulesFolder knowing(Vocabulary newVocabulary) {
        this.vocabulary = newVocabulary;
        return this;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** @param name below the folder: {@code segments/rfm.drl} */
    public RulesFolder file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public RulesFolder file(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A rule in segments/ with these conditions, which gives a tag named like the rule. */
    public RulesFolder segmentRule(String name, String conditions) {
        String slug = name.replace(' ', '-');
        return file(
                "segments/" + slug + ".drl",
                "rule \"%s\"\nwhen\n  $c : Customer( %s )\nthen\n  $c.tag(\"%s\");\nend\n"
                        .formatted(name, conditions, slug));
    }

    public RuleSet read() {
        return RuleSet.read(folder, vocabulary, 2);
    }

    /** What reading complains about; nothing if it doesn't. */
    public List<Problem> problems() {
        try {
            read();
            return List.of();
        } catch (ProblemsFound found) {
            return found.problems();
        }
    }
}
