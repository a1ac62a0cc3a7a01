package dev.beckon.plan;

import dev.beckon.campaign.MessageRenderer;
import dev.beckon.campaign.UnsubscribeLinks;
import dev.beckon.workspace.Company;
import java.util.List;

/** The gates in the order in which they stand. To add one, write its type and put it in its place here. */
final class Gates {

    private Gates() {}

    static List<Gate> inOrder(Policies policies, Company company, ContactHistory history) {
        var suppressed = new Suppressed(history);
        var hours = new NoPermittedHour(policies.permittedHours(company.timeZone()));
        return List.of(
                new Vetoed(),
                new Minor(policies.minimumAge(), policies.skipUnknownAge()),
                new DoNotDisturb(),
                new NoChannel(history),
                suppressed,
                new SameAddress(),
                new LostArbitration(policies.arbitrationWindow()),
                new FrequencyCap(policies.frequencyCaps(), hours),
                new GlobalHoldOut(policies),
                new ControlGroup(policies),
                hours,
                new BudgetSpent(),
                new MaximumRecipients(),
                new TemplateVariable(new MessageRenderer(company, UnsubscribeLinks.PREVIEW), suppressed));
    }
}
