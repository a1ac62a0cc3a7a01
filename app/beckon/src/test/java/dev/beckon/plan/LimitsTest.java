package dev.beckon.plan;

import static dev.beckon.plan.Person.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beckon.campaign.Campaign;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.StrictYaml;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budget and maximum recipients. An email costs 0.02, a WhatsApp message 0.80, a call nothing. */
class LimitsTest {

    private static final String WIN_BACK = "action: win-back\nchannels: [email, whatsapp, phone]\n";

    private PlanFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new PlanFixture(folder);
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    /** In the order of value the sums are 0.80, 0.82, 1.62, 2.42, 2.44. */
    @Test
    void spendsTheBudgetOnTheBestAndStopsAtTheFirstThatDoesntFit() {
        Person[] people = {
            valued("a", 500, "whatsapp"),
            valued("b", 400, "email"),
            valued("c", 300, "whatsapp"),
            valued("d", 200, "whatsapp"),
            valued("e", 100, "email")
        };
        fixture.campaign("win-back", WIN_BACK + "budget: 1.62").plan(people);
        assertThat(outcomes("a", "b", "c", "d", "e"))
                .containsExactly(
                        "whatsapp", "email", "whatsapp", "budget: the budget is spent", "budget: the budget is spent");
        assertThat(fixture.skip("win-back", "d")).containsEntry("detail", "place 4 by value");

        fixture.campaign("win-back", WIN_BACK + "budget: 1.70").plan(people);
        // 0.08 are left, but e doesn't go before d.
        assertThat(outcomes("c", "d", "e"))
                .containsExactly("whatsapp", "budget: the budget is spent", "budget: the budget is spent");

        fixture.campaign("win-back", WIN_BACK + "budget: 2.44").plan(people);
        assertThat(outcomes("a", "b", "c", "d", "e"))
                .containsExactly("whatsapp", "email", "whatsapp", "whatsapp", "email");
    }

    @Test
    void putsEqualsInTheOrderOfTheirIdsAndUnknownValuesLast() {
        fixture.campaign("win-back", WIN_BACK + "budget: 0.04")
                .plan(
                        valued("c", 7, "email"),
                        valued("b", 7, "email"),
                        valued("d", 7, "email"),
                        reachable("a").with("monetary", null));

        assertThat(outcomes("b", "c")).containsOnly("email");
        assertThat(outcomes("d", "a")).containsOnly("budget: the budget is spent");
    }

    /** In floating point, three times 0.1 is more than 0.3. */
    @Test
    void addsUpExactly() {
        fixture.channels("email: {cost: 0.1}")
                .campaign("win-back", WIN_BACK + "budget: 0.3")
                .plan(valued("a", 3, "email"), valued("b", 2, "email"), valued("c", 1, "email"));

        assertThat(outcomes("a", "b", "c")).containsOnly("email");
    }

    @Test
    void spendsNothingOnWhoCantGetTheMessageAnyway() {
        fixture.campaign("win-back", WIN_BACK + "budget: 0.02\nmaximum-recipients: 1")
                .plan(
                        valued("nameless", 900, "email").with("firstName", null),
                        valued("refuses", 800, "email").with("doNotDisturb", true),
                        valued("a", 1, "email"));

        assertThat(outcomes("nameless", "refuses", "a"))
                .containsExactly(
                        "template-variable: a value is missing", "do-not-disturb: asked not to be disturbed", "email");
    }

    @Test
    void letsMessagesThatCostNothingPassWhenTheBudgetIsSpent() {
        fixture.campaign("win-back", WIN_BACK + "budget: 0.50\nmaximum-recipients: 2")
                .plan(
                        valued("a", 500, "whatsapp"),
                        valued("b", 400, "phone"),
                        valued("c", 300, "phone"),
                        valued("d", 200, "phone"));

        // Who is stopped by the budget takes no place among the two.
        assertThat(outcomes("a", "b", "c", "d"))
                .containsExactly(
                        "budget: the budget is spent", "phone", "phone", "maximum-recipients: at most 2 recipients");
        assertThat(fixture.skip("win-back", "d")).containsEntry("detail", "place 3 by value");
    }

    @Test
    void limitsEachCampaignAlone() {
        fixture.campaign("win-back", WIN_BACK + "maximum-recipients: 1")
                .campaign("bundle", "action: bundle\nchannels: [email]")
                .plan(
                        valued("a", 2, "email"),
                        valued("b", 1, "email"),
                        reachable("c").recommendedNothing().recommended("bundle", 1, java.util.Map.of("discount", 1L)),
                        reachable("d").recommendedNothing().recommended("bundle", 1, java.util.Map.of("discount", 1L)));

        assertThat(outcomes("a", "b")).containsExactly("email", "maximum-recipients: at most 1 recipient");
        assertThat(fixture.query("SELECT * FROM plan.messages WHERE campaign = 'bundle'"))
                .hasSize(2);
    }

    @Test
    void refusesABudgetThatNothingSpends() {
        fixture.campaign("win-back", "action: win-back\nchannels: [phone]\nbudget: 100")
                .campaign("bundle", "action: bundle\nchannels: [phone, email]\nbudget: 100");
        var problems = new Problems();
        Policies policies = Policies.from(
                StrictYaml.parse("{}", "beckon.yaml", problems),
                StrictYaml.parse("{email: {cost: 0.02}}", "beckon.yaml", problems));
        List<Campaign> campaigns = fixture.campaigns();

        assertThat(problemsOf(() -> policies.refuseIdleBudgets(campaigns)))
                .containsExactly(
                        "campaigns/win-back/campaign.yaml:3: there is a budget, but the campaign's channels cost nothing."
                                + " Maybe write what a message costs into beckon.yaml: channels: {phone: {cost: 0.02}};"
                                + " or use 'maximum-recipients'");
    }

    @Test
    void refusesWhatIsNoLimit() {
        fixture.campaign("win-back", WIN_BACK + "budget: 0\nmaximum-recipients: 0")
                .campaign("bundle", "action: bundle\nchannels: [email]\nbudget: a lot\nmaximum-recipients: -5")
                .campaign("loyalty-offer", "action: loyalty-offer\nchannels: [email]\nbudget: 0.0000001");

        assertThat(problemsOf(() -> fixture.campaigns()))
                .extracting(problem -> problem.substring(problem.indexOf("/", problem.indexOf("/")) + 1))
                .containsExactly(
                        "bundle/campaign.yaml:3:1: 'budget' is 'a lot' but must be an amount of money above 0, such as 5000",
                        "bundle/campaign.yaml:4:1: 'maximum-recipients' must be 1 or more. Maybe 'enabled: false' stops it",
                        "loyalty-offer/campaign.yaml:3:1: 'budget' is '0.0000001' but must be an amount of money above 0, such as 5000",
                        "win-back/campaign.yaml:3:1: 'budget' is '0' but must be an amount of money above 0, such as 5000",
                        "win-back/campaign.yaml:4:1: 'maximum-recipients' must be 1 or more. Maybe 'enabled: false' stops it");
    }

    private static List<String> problemsOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(ProblemsFound.class, call)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static Person valued(String id, long value, String channel) {
        return reachable(id).with("monetary", value).with("preferredChannel", channel);
    }

    private List<String> outcomes(String... customers) {
        return Stream.of(customers)
                .map(customer -> fixture.outcome("win-back", customer))
                .toList();
    }
}
