package dev.beckon.campaign;

import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the campaigns of a workspace. */
public final class Campaigns {

    private Campaigns() {}

    /**
     * What campaigns may name.
     *
     * @param actions that rules recommend
     * @param dimensions the segments of each dimension
     * @param complete false while some rules can't be read: other actions and segments may exist then
     */
    public record Known(
            Company company,
            Vocabulary vocabulary,
            Set<String> actions,
            Map<String, List<String>> dimensions,
            boolean complete) {

        public Known(
                Company company, Vocabulary vocabulary, Set<String> actions, Map<String, List<String>> dimensions) {
            this(company, vocabulary, actions, dimensions, true);
        }
    }

    /**
     * Every campaign of the folder, enabled or not, in the order of their names; none where there is no such folder.
     *
     * @param folder whose name stands in messages: {@code campaigns/win-back/campaign.yaml:3}
     * @throws ProblemsFound with everything that is wrong in all of them
     */
    public static List<Campaign> read(Path folder, Known known) {
        var problems = new Problems();
        var campaigns = new ArrayList<Campaign>();
        // Problems and campaigns stay in the order of the folders, whoever is read first.
        for (ReadCampaign each : folders(folder).parallelStream()
                .map(path -> readOne(path, folder.getFileName() + "/" + path.getFileName(), known))
                .toList()) {
            problems.addAll(each.problems());
            each.campaign().ifPresent(campaigns::add);
        }
        boolean byEmail =
                campaigns.stream().anyMatch(campaign -> campaign.channels().contains(Channel.EMAIL));
        if (byEmail && known.company().postalAddress().isBlank()) {
            problems.add(Problem.at("beckon.yaml", 0, 0, "an email must show the company's postal address")
                    .hint("add 'postal-address' under 'company'"));
        }
        problems.throwIfAny();
        return List.copyOf(campaigns);
    }

    private record ReadCampaign(Optional<Campaign> campaign, Problems problems) {}

    private static ReadCampaign readOne(Path folder, String shownAs, Known known) {
        var problems = new Problems();
        try {
            refuseLink(folder, shownAs);
            return new ReadCampaign(new CampaignReader(folder, shownAs, known, problems).read(), problems);
        } catch (ProblemsFound unreadable) {
            unreadable.problems().forEach(problems::add);
            return new ReadCampaign(Optional.empty(), problems);
        }
    }

    /**
     * The campaigns to plan: those that are enabled, and the one named even if it isn't.
     *
     * @throws ProblemsFound if there is none of that name
     */
    public static List<Campaign> toPlan(List<Campaign> all, Optional<String> named) {
        named.filter(name -> all.stream().noneMatch(campaign -> campaign.name().equals(name)))
                .ifPresent(name -> {
                    var names = all.stream().map(Campaign::name).toList();
                    throw new ProblemsFound(Problem.at("campaigns", 0, 0, "there is no campaign '" + name + "'")
                            .hint(dev.beckon.feedback.Nearest.to(name, names)
                                    .map(near -> "you meant '" + near + "'")
                                    .orElse("one of " + String.join(", ", names))));
                });
        return all.stream()
                .filter(campaign -> campaign.enabled() || campaign.name().equals(named.orElse(null)))
                .toList();
    }

    /** What a link points to could be anything of this machine, and would be sent to people. */
    static void refuseLink(Path path, String shownAs) {
        if (Files.isSymbolicLink(path)) {
            throw new ProblemsFound(Problem.at(shownAs, 0, 0, "this is a link, and links aren't followed")
                    .hint("put the files themselves here"));
        }
    }

    static Set<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(each -> !each.getFileName().toString().startsWith("."))
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
