package dev.beckon.report;

import dev.beckon.workspace.Company;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Real people's messages, for those who check them: twenty at random and the edge cases. Not to be shared. */
final class SamplesPage {

    private static final int AT_RANDOM = 20;
    private static final int LOOKED_AT_FOR_LONGEST = 50;
    private static final int MOST_KINDS = 12;
    private static final List<String> NAMES = List.of("fullName", "firstName", "lastName");

    /** @param look CSS class of a text message */
    record Shown(String title, MessageRow row, String look, RenderedMessage message) {}

    record Group(String title, String sentence, List<Shown> messages) {}

    private final PlannedMessages messages;
    private final List<MessageRow> kinds;
    private final SampleRenderer renderer;

    SamplesPage(Connection connection, PlanHeader plan, SampleRenderer renderer) throws SQLException {
        this.messages = new PlannedMessages(connection, plan);
        this.kinds = messages.oneOfEachKind();
        this.renderer = renderer;
    }

    Map<String, Object> context(PlanHeader plan, Company company) throws SQLException {
        var context = new HashMap<String, Object>();
        context.put("css", Scripts.resource("look.css"));
        context.put("company", company.name());
        context.put("plan", plan);
        context.put(
                "groups",
                List.of(
                        new Group("Edge cases", "Where templates go wrong first.", edgeCases()),
                        new Group("Each channel and language", "One message of every kind.", kinds()),
                        new Group(
                                "Twenty at random",
                                "Drawn by the plan\u2019s id: the same plan shows the same people.",
                                random())));
        return context;
    }

    private List<Shown> edgeCases() throws SQLException {
        var shown = new ArrayList<Shown>();
        messages.longest(NAMES, 1).forEach(row -> shown.add(shown("Longest name", row)));
        messages.wordiest(LOOKED_AT_FOR_LONGEST).stream()
                .map(row -> shown("Longest text", row))
                .max(Comparator.comparing(each -> each.message().length()))
                .ifPresent(shown::add);
        messages.mostMissing(1).forEach(row -> shown.add(shown("Most facts missing", row)));
        return shown;
    }

    private List<Shown> kinds() {
        return kinds.stream().map(row -> shown(kind(row), row)).toList();
    }

    private List<Shown> random() throws SQLException {
        return messages.random(AT_RANDOM).stream()
                .map(row -> shown(kind(row), row))
                .toList();
    }

    private Shown shown(String title, MessageRow row) {
        return new Shown(title, row, look(row.channel()), harmless(renderer.render(row)));
    }

    static String kind(MessageRow row) {
        return Wording.channel(row.channel()) + " in " + Wording.language(row.language());
    }

    static String look(String channel) {
        return channel.equals("phone") ? "script" : "bubble";
    }

    /**
     * Messages to nobody in particular, for the page that may be shared: one for each channel and language that enough
     * people have, the most frequent first.
     */
    List<PreviewPage.Sample> masked(StandIns standIns, Figures figures) {
        Map<String, MessageRow> byKind =
                kinds.stream().collect(Collectors.toMap(row -> row.channel() + ' ' + row.language(), row -> row));
        return figures.kinds().stream()
                .filter(kind -> kind.people() >= SmallGroups.SMALLEST)
                .limit(MOST_KINDS)
                .map(kind -> byKind.get(kind.name()))
                .filter(Objects::nonNull)
                .map(standIns::instead)
                .map(row -> new PreviewPage.Sample(kind(row), look(row.channel()), harmless(renderer.render(row))))
                .toList();
    }

    private static RenderedMessage harmless(RenderedMessage message) {
        return new RenderedMessage(
                message.subject(), message.text(), message.html() == null ? null : MessageHtml.offline(message.html()));
    }
}
