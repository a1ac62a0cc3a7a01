package dev.beckon.report;

import dev.beckon.report.Figures.Gate;
import dev.beckon.report.Figures.Group;
import java.util.Currency;
import java.util.List;
import java.util.function.UnaryOperator;

/** The funnel of one campaign as text: from the audience, gate by gate, to the messages. */
public final class TerminalFunnel {

    private static final int PERCENT_WIDTH = 8;
    private static final int WIDEST_BAR = 30;
    private static final int WIDEST_LABEL = 44;
    private static final int NARROWEST_BAR = 8;

    private final Terminal terminal;
    private final Figures figures;
    private final StringBuilder text = new StringBuilder();
    private final int countWidth;
    private final int labelWidth;
    private final int barWidth;

    private TerminalFunnel(Terminal terminal, Figures figures) {
        this.terminal = terminal;
        this.figures = figures;
        this.countWidth = Wording.count(figures.customers()).length() + 2;
        int room = terminal.width() - countWidth - PERCENT_WIDTH - 2;
        int bar = Math.min(WIDEST_BAR, room - WIDEST_LABEL);
        this.barWidth = bar < NARROWEST_BAR ? 0 : bar;
        this.labelWidth = Math.min(WIDEST_LABEL, room - barWidth);
    }

    /** @param next the command to go on with */
    public static String of(PlanHeader plan, Figures figures, Currency currency, String next, Terminal terminal) {
        return new TerminalFunnel(terminal, figures).write(plan, currency, next);
    }

    private String write(PlanHeader plan, Currency currency, String next) {
        text.append(terminal.bold(plan.campaign()))
                .append(terminal.faint("  plan " + plan.shortId() + ", facts as of " + plan.asOf()))
                .append("\n\n");
        funnel();
        section("By channel", figures.channels(), Wording::channel);
        section("By language", figures.languages(), Wording::language);
        if (figures.messages() > 0) {
            text.append("\nCost  ")
                    .append(Wording.money(currency, figures.costMicros()))
                    .append(Wording.ofBudget(currency, plan.budgetMicros()))
                    .append('\n');
        }
        text.append('\n')
                .append(terminal.bold("Nothing was sent."))
                .append(' ')
                .append("Next: ")
                .append(next);
        return text.append('\n').toString();
    }

    private void funnel() {
        line("  Customers", figures.customers(), "", "");
        long left = figures.audience();
        row("  Audience", left, 0, terminal::kept);
        for (Gate gate : figures.gates()) {
            if (gate.people() > 0) {
                left -= gate.people();
                row("- " + Wording.gate(gate.key()), gate.people(), left, terminal::lost);
            }
        }
        row("= Get a message", figures.messages(), 0, terminal::kept);
    }

    private void section(String title, List<Group> groups, UnaryOperator<String> name) {
        if (groups.isEmpty()) {
            return;
        }
        text.append('\n').append(terminal.bold(title)).append('\n');
        for (Group group : groups) {
            String percent = Wording.percent(group.people(), figures.messages());
            int length = scaled(group.people(), figures.messages());
            line("  " + name.apply(group.name()), group.people(), percent, terminal.kept(terminal.bar(length)));
        }
    }

    /** A row of the waterfall: its bar hangs where the people were taken away. */
    private void row(String label, long people, long from, UnaryOperator<String> paint) {
        long audience = figures.audience();
        int start = scaled(from, audience);
        int length = scaled(from + people, audience) - start;
        String bar =
                " ".repeat(start) + paint.apply(terminal.bar(people > 0 && barWidth > 0 ? Math.max(1, length) : 0));
        line(label, people, Wording.percent(people, audience), bar);
    }

    private int scaled(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.round((double) part * barWidth / whole);
    }

    private void line(String label, long people, String percent, String bar) {
        String shown = label.length() > labelWidth ? label.substring(0, labelWidth - 1) + "~" : label;
        String line = pad(shown, labelWidth) + right(Wording.count(people), countWidth) + right(percent, PERCENT_WIDTH)
                + "  " + bar;
        text.append(line.stripTrailing()).append('\n');
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
