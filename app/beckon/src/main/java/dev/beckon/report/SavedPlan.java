package dev.beckon.report;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.RefusedByPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A plan as a preview left it in its folder. Sending takes nothing else.
 *
 * @param folder of the preview
 * @param hashes what it was made of: name (rules, campaigns ...) to hash
 */
public record SavedPlan(
        String id,
        String campaign,
        LocalDate asOf,
        Instant at,
        long audience,
        long messages,
        Map<String, Long> messagesByChannel,
        Map<String, String> hashes,
        Path folder) {

    private static final int LEAST_PREFIX = 6;

    /**
     * @param name the plan's id or its first characters, or the name of a campaign whose latest preview is meant
     * @throws ProblemsFound if there is none, or several begin so
     */
    public static SavedPlan find(Path out, String name) {
        List<SavedPlan> all = all(out);
        List<SavedPlan> found = all.stream()
                .filter(plan -> plan.campaign.equals(name) || name.length() >= LEAST_PREFIX && plan.id.startsWith(name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String known = String.join(
                ", ",
                all.stream()
                        .map(plan -> plan.shortId() + " (" + plan.campaign + ")")
                        .toList());
        throw new ProblemsFound(Problem.at(
                        "out",
                        0,
                        0,
                        (found.isEmpty() ? "there is no plan '" : "several plans are called '") + name + "'")
                .hint(all.isEmpty() ? "make one with: beckon preview" : "one of " + known));
    }

    /** Those of all previews, by campaign. */
    public static List<SavedPlan> all(Path out) {
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(out)) {
            var plans = new ArrayList<SavedPlan>();
            for (Path folder : folders.sorted().toList()) {
                if (Files.exists(folder.resolve(PlanJson.FILE))
                        && !folder.getFileName().toString().startsWith(".")) {
                    plans.add(read(folder));
                }
            }
            return plans;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ProblemsFound if plan.json isn't one of ours */
    public static SavedPlan read(Path folder) {
        try {
            JsonNode json = Json.INDENTED.readTree(Files.readString(folder.resolve(PlanJson.FILE)));
            var hashes = new TreeMap<String, String>();
            json.required("hashes")
                    .properties()
                    .forEach(each -> hashes.put(each.getKey(), each.getValue().asString()));
            var channels = new TreeMap<String, Long>();
            json.required("messagesByChannel")
                    .properties()
                    .forEach(each -> channels.put(each.getKey(), each.getValue().asLong()));
            return new SavedPlan(
                    json.required("id").asString(),
                    json.required("campaign").asString(),
                    LocalDate.parse(json.required("asOf").asString()),
                    Instant.parse(json.required("at").asString()),
                    json.required("audience").asLong(),
                    json.required("messages").asLong(),
                    channels,
                    hashes,
                    folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException | java.time.DateTimeException | IllegalArgumentException e) {
            throw new ProblemsFound(Problem.at(folder.getFileName() + "/" + PlanJson.FILE, 0, 0, "isn't a plan")
                    .hint("make it anew with: beckon preview " + folder.getFileName()));
        }
    }

    /** Enough of the id for people to tell plans apart. */
    public String shortId() {
        return id.substring(0, Math.min(12, id.length()));
    }

    public Path messagesFile() {
        return folder.resolve(PlanFiles.PLANNED_MESSAGES);
    }

    public Path skipsFile() {
        return folder.resolve(PlanFiles.PLANNED_SKIPS);
    }

    /** @throws RefusedByPolicy if a file isn't the one that the preview wrote */
    public void verifyFiles() {
        try {
            JsonNode files = Json.INDENTED
                    .readTree(Files.readString(folder.resolve(PlanJson.FILE)))
                    .required("files");
            for (Path file : List.of(messagesFile(), skipsFile())) {
                String name = file.getFileName().toString();
                String expected = files.required(name).required("sha256").asString();
                if (!Files.exists(file) || !expected.equals(PlanJson.sha256(file))) {
                    throw new RefusedByPolicy("the plan's file " + name
                            + " was changed since the preview. Maybe make the preview anew: beckon preview "
                            + campaign);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
