package dev.beckon.report;

import dev.beckon.report.BarChart.Bar;
import dev.beckon.report.Chart.Row;
import dev.beckon.report.Chart.Table;
import dev.beckon.report.Figures.Group;
import dev.beckon.report.Figures.Segment;
import dev.beckon.report.SharedFigures.Drop;
import dev.beckon.report.SharedFigures.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The charts of one campaign's page, each with its sentence and its table. */
final class PreviewCharts {

    private static final String MERGED = "Merged";
    private static final String KEPT = "--kept";
    private static final String AUDIENCE = "--audience";
    private static final String LOST = "--lost";
    private static final String HELD = "--held";
    private static final int MOST_STANDING_BARS = 36;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final SharedFigures figures;
    private final Currency currency;

    PreviewCharts(SharedFigures figures, Currency currency) {
        this.figures = figures;
        this.currency = currency;
    }

    /** From the audience, drop by drop, to the messages. */
    Chart funnel() {
        var names = new ArrayList<String>();
        var bars = new ArrayList<Bar>();
        var rows = new ArrayList<Row>();
        long audience = figures.audience();
        long left = audience;
        var brief = new ArrayList<String>();
        add(names, bars, rows, "Audience", new Bar(left, Wording.count(left), AUDIENCE), left);
        brief.add("Audience");
        for (Drop drop : figures.drops()) {
            left -= drop.people();
            String minus = "\u2212" + Wording.count(drop.people());
            String label = minus + "  " + Wording.percent(drop.people(), audience);
            String colour = drop.heldOut() ? HELD : LOST;
            var bar = new Bar(left, drop.people(), label, minus, colour, !drop.heldOut());
            brief.add(drop.brief());
            add(names, bars, rows, Wording.capitalised(drop.label()), bar, left);
            for (Group reason : drop.reasons()) {
                rows.add(row("\u2514 " + reason.name(), reason.people(), audience, ""));
            }
        }
        String label = Wording.count(left) + "  " + Wording.percent(left, audience);
        add(names, bars, rows, "Get a message", new Bar(left, label, KEPT), left);
        brief.add("Get a message");
        String sentence = Wording.percent(figures.messages(), audience) + " of the audience get a message.";
        return new Chart(
                "funnel",
                "From the audience to the messages",
                sentence,
                new Table(List.of("Step", "People", "Of the audience", "Left"), rows),
                BarChart.lying("Funnel. " + sentence, names, brief, 270, List.of(bars)),
                BarChart.height(names.size()));
    }

    private void add(List<String> names, List<Bar> bars, List<Row> rows, String name, Bar bar, long left) {
        names.add(name);
        bars.add(bar);
        rows.add(row(name, bar.length(), figures.audience(), Wording.count(left)));
    }

    private static Row row(String name, long people, long whole, String last) {
        int share = share(people, whole);
        return new Row(List.of(name, Wording.count(people), Wording.percent(people, whole), last), share);
    }

    /** One chart a dimension: its segments among the audience and among those who get a message. */
    List<Chart> segments() {
        var charts = new ArrayList<Chart>();
        figures.segments().forEach((dimension, segments) -> {
            if (!segments.isEmpty()) {
                charts.add(segments("segments-" + charts.size(), dimension, segments));
            }
        });
        return charts;
    }

    private Chart segments(String id, String dimension, List<Segment> segments) {
        var audience = new ArrayList<Bar>();
        var reached = new ArrayList<Bar>();
        var rows = new ArrayList<Row>();
        long largest = segments.stream().mapToLong(Segment::audience).max().orElse(1);
        for (Segment segment : segments) {
            audience.add(new Bar(segment.audience(), Wording.count(segment.audience()), AUDIENCE));
            String label =
                    Wording.count(segment.messages()) + "  " + Wording.percent(segment.messages(), segment.audience());
            reached.add(new Bar(segment.messages(), label, KEPT));
            rows.add(new Row(
                    List.of(
                            segment.name(),
                            Wording.count(segment.audience()),
                            Wording.count(segment.messages()),
                            Wording.percent(segment.messages(), segment.audience())),
                    share(segment.audience(), largest)));
        }
        List<String> names = segments.stream().map(Segment::name).toList();
        String sentence = segmentSentence(segments);
        return new Chart(
                id,
                dimension,
                sentence,
                new Table(List.of("Segment", "Audience", "Get a message", "Reached"), rows),
                BarChart.lying(
                        dimension + ". " + sentence,
                        names,
                        names,
                        150,
                        figures.fewDropOut() ? List.of(reached) : List.of(audience, reached)),
                BarChart.height(names.size()) + (figures.fewDropOut() ? 0 : 14 * names.size()));
    }

    private String segmentSentence(List<Segment> segments) {
        Segment largest = segments.get(0);
        for (Segment segment : segments) {
            if (segment.audience() > largest.audience() && !segment.name().equals(SharedFigures.MERGED_SEGMENTS)) {
                largest = segment;
            }
        }
        return Wording.percent(largest.audience(), figures.fewDropOut() ? figures.messages() : figures.audience())
                + " of the audience are \u201c" + largest.name() + "\u201d.";
    }

    Chart channels() {
        List<Group> groups = figures.channels();
        var costs = new LinkedHashMap<String, String>();
        groups.forEach(group -> costs.put(group.name(), cost(group)));
        return groups("channels", "Channels", groups, Wording::channel, costs);
    }

    private String cost(Group group) {
        return group.name().equals(SharedFigures.OTHER) ? "" : Wording.money(currency, group.costMicros());
    }

    Chart languages() {
        return groups("languages", "Languages", figures.languages(), Wording::language, Map.of());
    }

    private Chart groups(
            String id, String title, List<Group> groups, UnaryOperator<String> name, Map<String, String> costs) {
        long messages = figures.messages();
        var rows = new ArrayList<Row>();
        var bars = new ArrayList<Bar>();
        for (Group group : groups) {
            String percent = Wording.percent(group.people(), messages);
            bars.add(new Bar(group.people(), Wording.count(group.people()) + "  " + percent, KEPT));
            var cells = new ArrayList<>(List.of(nameOf(group, name), Wording.count(group.people()), percent));
            if (!costs.isEmpty()) {
                cells.add(costs.getOrDefault(group.name(), ""));
            }
            rows.add(new Row(cells, share(group.people(), messages)));
        }
        List<String> names = groups.stream().map(group -> nameOf(group, name)).toList();
        List<String> header = costs.isEmpty()
                ? List.of(title.substring(0, title.length() - 1), "Messages", "Share")
                : List.of("Channel", "Messages", "Share", "Cost");
        String sentence = names.isEmpty()
                ? ""
                : names.get(0).equals(MERGED)
                        ? "Groups of fewer than 10 people are shown with others."
                        : Wording.percent(groups.get(0).people(), messages) + " go out "
                                + (id.equals("channels") ? "by " : "in ") + names.get(0) + ".";
        return new Chart(
                id,
                title,
                sentence,
                new Table(header, rows),
                BarChart.lying(title + ". " + sentence, names, names, 150, List.of(bars)),
                BarChart.height(names.size()));
    }

    private static String nameOf(Group group, UnaryOperator<String> name) {
        return group.name().equals(SharedFigures.OTHER) ? MERGED : name.apply(group.name());
    }

    /** Messages by hour, or by day where there would be too many hours. */
    Chart sendTimes(String zone) {
        List<Span> spans = figures.sendHours();
        List<Span> shown = withPauses(spans);
        if (shown.size() > MOST_STANDING_BARS) {
            spans = byDay(spans);
            shown = spans;
        }
        var names = new ArrayList<String>();
        var bars = new ArrayList<Bar>();
        LocalDate day = LocalDate.MIN;
        for (Span span : shown) {
            LocalDate its = span.start().toLocalDate();
            names.add(axisName(span, !its.equals(day)));
            day = its;
            bars.add(new Bar(span.messages(), span.messages() == 0 ? "" : Wording.count(span.messages()), KEPT));
        }
        String sentence = spans.isEmpty() ? "" : sendSentence(spans, zone);
        return new Chart(
                "times",
                "When they go out",
                sentence,
                new Table(List.of("From", "Messages", "Share"), sendRows(spans)),
                BarChart.standing("When messages go out. " + sentence, names, bars),
                220);
    }

    private List<Row> sendRows(List<Span> spans) {
        long most = spans.stream().mapToLong(Span::messages).max().orElse(1);
        return spans.stream()
                .map(span -> new Row(
                        List.of(
                                rowName(span),
                                Wording.count(span.messages()),
                                Wording.percent(span.messages(), figures.messages())),
                        share(span.messages(), most)))
                .toList();
    }

    /** The same with the hours between them in which nothing goes out; as it is where those are many. */
    private static List<Span> withPauses(List<Span> spans) {
        var all = new ArrayList<Span>();
        for (Span span : spans) {
            LocalDateTime next =
                    all.isEmpty() ? span.start() : all.get(all.size() - 1).end();
            if (Duration.between(next, span.start()).toHours() > MOST_STANDING_BARS) {
                return spans;
            }
            for (; next.isBefore(span.start()); next = next.plusHours(1)) {
                all.add(new Span(next, next.plusHours(1), 0));
            }
            all.add(span);
        }
        return all;
    }

    private static String sendSentence(List<Span> spans, String zone) {
        Span first = spans.get(0);
        Span last = spans.get(spans.size() - 1);
        return "From " + first.start().format(DAY) + ", " + first.start().format(TIME) + " to "
                + last.end().format(DAY) + ", " + last.end().format(TIME) + " (" + zone + ").";
    }

    private static String axisName(Span span, boolean withDay) {
        if (Duration.between(span.start(), span.end()).toHours() >= 24) {
            return span.start().format(DAY);
        }
        String hours = span.start().format(TIME);
        if (Duration.between(span.start(), span.end()).toHours() > 1) {
            hours += "\u2013" + span.end().format(TIME);
        }
        return hours + (withDay ? "\n" + span.start().format(DAY) : "");
    }

    private static String rowName(Span span) {
        String end = span.end().toLocalDate().equals(span.start().toLocalDate())
                ? span.end().format(TIME)
                : span.end().format(DAY) + " " + span.end().format(TIME);
        return span.start().format(DAY) + " " + span.start().format(TIME) + " \u2013 " + end;
    }

    private static List<Span> byDay(List<Span> hours) {
        var days = new LinkedHashMap<LocalDate, Span>();
        for (Span hour : hours) {
            LocalDate day = hour.start().toLocalDate();
            var whole = new Span(day.atStartOfDay(), day.plusDays(1).atStartOfDay(), hour.messages());
            days.merge(day, whole, (a, b) -> new Span(a.start(), a.end(), a.messages() + b.messages()));
        }
        return List.copyOf(days.values());
    }

    private static int share(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.round(100.0 * part / whole);
    }
}
