package dev.beckon.decide.twin;

import static dev.beckon.decide.twin.Ask.atLeastBelow;
import static dev.beckon.decide.twin.Ask.below;
import static dev.beckon.decide.twin.Ask.fromTo;
import static dev.beckon.decide.twin.Ask.is;
import static dev.beckon.decide.twin.Ask.moreThan;
import static dev.beckon.decide.twin.Ask.no;
import static dev.beckon.decide.twin.Ask.oneOf;
import static dev.beckon.decide.twin.Ask.otherThan;
import static dev.beckon.decide.twin.Ask.rupees;
import static dev.beckon.decide.twin.Ask.yes;

import dev.beckon.rules.RuleRef;
import java.util.Map;
import java.util.Set;

/** age-group.drl, city-tier.drl, language.drl, people.drl, target-group.drl. */
final class PeopleByHand extends ByHand {

    private static final Set<String> METROS = Set.of("Bangalore", "Bengaluru", "Delhi", "Mumbai");
    private static final Set<String> YOUNG_CITIES = Set.of("Bangalore", "Bengaluru", "Delhi", "Hyderabad", "Mumbai");
    private static final Set<String> WOMENS_CITIES = Set.of("Chennai", "Jaipur", "Lucknow");
    private static final Set<String> OLDER_CITIES = Set.of("Kolkata", "Pune");
    private static final Set<String> POSTGRADUATE = Set.of("Master", "Doctorate");
    private static final Set<String> GERMAN_OR_FRENCH = Set.of("de", "fr");

    private final RuleRef youngAdults = rule("Young adults");
    private final RuleRef middleYears = rule("Middle years");
    private final RuleRef olderAdults = rule("Older adults");
    private final RuleRef abroad = rule("Abroad");
    private final RuleRef countryside = rule("Countryside");
    private final RuleRef metro = rule("Metro");
    private final RuleRef secondCity = rule("Second city");
    private final RuleRef hindi = rule("Hindi speakers");
    private final RuleRef germanAndFrench = rule("German and French speakers");
    private final RuleRef highIncome = rule("High income");
    private final RuleRef middleIncome = rule("Middle income");
    private final RuleRef lowIncome = rule("Low income");
    private final RuleRef postgraduates = rule("Postgraduates");
    private final RuleRef youngSingles = rule("Young singles");
    private final RuleRef wellOff = rule("Well off in a big city");
    private final RuleRef closeToTheShop = rule("Close to the shop");
    private final RuleRef noBirthDate = rule("No birth date");
    private final RuleRef groupNonBinary = rule("Target group non-binary");
    private final RuleRef groupYoung = rule("Target group young");
    private final RuleRef groupWomen = rule("Target group women");
    private final RuleRef groupOlder = rule("Target group older");

    PeopleByHand(Map<String, RuleRef> rules) {
        super(rules);
    }

    void ageGroup(Facts of, Findings say) {
        if (fromTo(of.age, 18, 35)) {
            say.assign(youngAdults, "Age group", "18-35");
        }
        if (fromTo(of.age, 36, 55)) {
            say.assign(middleYears, "Age group", "36-55");
        }
        if (fromTo(of.age, 56, 119)) {
            say.assign(olderAdults, "Age group", "56 and over");
        }
    }

    void cityTier(Facts of, Findings say) {
        if (otherThan(of.country, "IN")) {
            say.assign(abroad, "City tier", "Abroad");
        }
        if (is(of.country, "IN") && yes(of.rural)) {
            say.assign(countryside, "City tier", "Countryside");
        }
        if (oneOf(of.city, METROS)) {
            say.assign(metro, "City tier", "Metro");
        }
        if (is(of.country, "IN") && no(of.rural) && of.city != null && !METROS.contains(of.city)) {
            say.assign(secondCity, "City tier", "Second city");
        }
    }

    void language(Facts of, Findings say) {
        if (is(of.language, "hi")) {
            say.assign(hindi, "Language", "Hindi");
        }
        if (oneOf(of.language, GERMAN_OR_FRENCH)) {
            say.assign(germanAndFrench, "Language", "German or French");
        }
    }

    void people(Facts of, Findings say) {
        if (atLeastBelow(of.income, rupees(1_200_000), rupees(100_000_000))) {
            say.assign(highIncome, "Income", "High income");
        }
        if (atLeastBelow(of.income, rupees(400_000), rupees(1_200_000))) {
            say.assign(middleIncome, "Income", "Middle income");
        }
        if (below(of.income, rupees(400_000))) {
            say.assign(lowIncome, "Income", "Low income");
        }
        if (oneOf(of.education, POSTGRADUATE)) {
            say.tag(postgraduates, "postgraduate");
        }
        if (is(of.maritalStatus, "Single") && atLeastBelow(of.age, 18, 30)) {
            say.tag(youngSingles, "young-single");
        }
        if (oneOf(of.city, METROS) && (moreThan(of.income, rupees(1_000_000)) || is(of.education, "Doctorate"))) {
            say.tag(wellOff, "metro-premium");
        }
        if (is(of.country, "IN") && of.pinCode != null && of.pinCode.startsWith("560")) {
            say.tag(closeToTheShop, "near-shop");
        }
        if (of.age == null) {
            say.tag(noBirthDate, "ask-birth-date");
        }
    }

    void targetGroup(Facts of, Findings say) {
        if (is(of.gender, "NB")) {
            say.assign(groupNonBinary, "Target group", "Non-binary");
        }
        if (fromTo(of.age, 18, 35) && oneOf(of.city, YOUNG_CITIES)) {
            say.assign(groupYoung, "Target group", "Young");
        }
        if (is(of.gender, "F") && fromTo(of.age, 36, 55) && (yes(of.rural) || oneOf(of.city, WOMENS_CITIES))) {
            say.assign(groupWomen, "Target group", "Women");
        }
        if (fromTo(of.age, 56, 119) && oneOf(of.city, OLDER_CITIES)) {
            say.assign(groupOlder, "Target group", "Older");
        }
    }
}
