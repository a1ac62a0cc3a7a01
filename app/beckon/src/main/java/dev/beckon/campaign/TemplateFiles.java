package dev.beckon.campaign;

import dev.beckon.campaign.Campaign.LocalTemplate;
import dev.beckon.campaign.Campaign.TemplateKey;
import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds, reads, compiles and tries the template files of one campaign. */
final class TemplateFiles {

    private static final long MAX_BYTES = 300_000;

    private final Path folder;
    private final String shownAs;
    private final Problems problems;
    private final Map<Channel, String> names;
    private final TreeSet<String> used = new TreeSet<>();
    private final Map<String, String> texts = new TreeMap<>();

    /** @param names how the file names of each channel begin */
    TemplateFiles(Path folder, String shownAs, Problems problems, Map<Channel, String> names) {
        this.folder = folder;
        this.shownAs = shownAs;
        this.problems = problems;
        this.names = names;
    }

    Map<TemplateKey, LocalTemplate> read(
            List<Channel> channels, List<String> languages, Variables variables, Company company) {
        var templates = new HashMap<TemplateKey, LocalTemplate>();
        for (String language : languages) {
            LocalFormat format = LocalFormat.of(language, company);
            for (Channel channel : channels) {
                var parser = new TemplateParser(this, variables, problems);
                String stem = names.getOrDefault(channel, channel.key()) + "." + language;
                template(channel, stem, language, parser, format).ifPresent(template -> {
                    if (parser.tryOut(template, company, format, shown(stem))) {
                        templates.put(new TemplateKey(channel, language), new LocalTemplate(template, format));
                    }
                });
            }
        }
        return Map.copyOf(templates);
    }

    private static Optional<? extends MessageTemplate> template(
            Channel channel, String stem, String language, TemplateParser parser, LocalFormat format) {
        return switch (channel) {
            case EMAIL -> parser.email(stem, language);
            case WHATSAPP -> parser.whatsApp(stem);
            case PHONE -> parser.phone(stem, format.locale());
        };
    }

    /** What was read, by the name of its file; without the frames, which belong to all campaigns. */
    Map<String, String> ownTexts() {
        var own = new TreeMap<>(texts);
        own.keySet().removeIf(name -> name.startsWith("../"));
        return own;
    }

    /** What was read, by the name of its file as messages say it; the frames too. */
    Map<String, String> allTexts() {
        var all = new TreeMap<String, String>();
        texts.forEach((name, text) -> all.put(shown(name), text));
        return all;
    }

    /** The text of a file that the campaign needs; empty, and a problem, where it can't be had. */
    Optional<String> text(String name) {
        return text(
                name,
                Problem.at(shown(name), 0, 0, "this template is missing")
                        .hint("write it, or take its channel or language out of campaign.yaml"));
    }

    /** The text of a file that the campaign may do without. */
    Optional<String> optionalText(String name) {
        return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS) ? text(name) : Optional.empty();
    }

    /**
     * The frame of all campaigns. Where it is missing, all campaigns say the same, so that people read it once.
     *
     * @param kind {@code .html} or {@code .txt}
     */
    Optional<Frame> frame(String language, String kind) {
        String name = "../frame." + language + kind;
        Problem missing = Problem.at(
                        shown(name),
                        0,
                        0,
                        "this frame is missing, and emails in '" + language + "' that are no whole page need it")
                .hint("write the frame, or make each body a whole page that begins with <!doctype html>");
        return text(name, missing).map(text -> new Frame(shown(name), text));
    }

    private Optional<String> text(String name, Problem missing) {
        used.add(name);
        Path file = folder.resolve(name);
        try {
            Campaigns.refuseLink(file, shown(name));
            if (!Files.isRegularFile(file)) {
                problems.add(missing);
                return Optional.empty();
            }
            if (Files.size(file) > MAX_BYTES) {
                problems.add(Problem.at(shown(name), 0, 0, "the template is larger than 300 KB"));
                return Optional.empty();
            }
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            String plain = (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
            texts.put(name, plain);
            return Optional.of(plain);
        } catch (CharacterCodingException e) {
            problems.add(Problem.at(shown(name), 0, 0, "the file isn't UTF-8 text")
                    .hint("save it again with the encoding UTF-8"));
            return Optional.empty();
        } catch (IOException e) {
            problems.add(Problem.at(shown(name), 0, 0, "the file can't be read"));
            return Optional.empty();
        }
    }

    String shown(String name) {
        // The frame stands beside the folders of the campaigns.
        return name.startsWith("../")
                ? shownAs.substring(0, shownAs.lastIndexOf('/') + 1) + name.substring(3)
                : shownAs + "/" + name;
    }

    Path path(String name) {
        used.add(name);
        return folder.resolve(name);
    }

    /** SHA-256 of the names and contents of all templates, frames included. */
    String hash() {
        return hashOf(used);
    }

    /** SHA-256 of the names and contents of these files, as far as they are there. */
    String hashOf(Iterable<String> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String name : files) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    byte[] content = Files.readAllBytes(folder.resolve(name));
                    digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
                    digest.update(content);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The templates of a channel stay where they are while the campaign does without it. */
    private boolean isParked(String name) {
        return Channel.of(name.substring(0, Math.max(0, name.indexOf('.'))))
                .filter(channel -> !names.containsKey(channel))
                .isPresent();
    }

    /** A proposal is never the name of a file that is there: to follow it would replace that file. */
    void reportUnused() {
        Set<String> missing = used.stream()
                .filter(name -> !Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .collect(Collectors.toSet());
        try (var files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("README.md"))
                    .filter(name -> !name.equals("campaign.yaml") && !used.contains(name) && !isParked(name))
                    .sorted()
                    .forEach(name -> problems.add(Problem.at(shown(name), 0, 0, "the campaign doesn't use this file")
                            .hint(Nearest.to(name, missing)
                                    .map(near -> "it should be called " + near)
                                    .orElse("its channel or language isn't listed in campaign.yaml"))));
        } catch (IOException e) {
            throw new ProblemsFound(Problem.at(shownAs, 0, 0, "the folder can't be read"));
        }
    }
}
