package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.decide.Decision.Recommendation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The gates written once more, one customer after the other in plain Java, from the design's text: what a plan of SQL
 * and streams is compared with. Every message is an email or a WhatsApp message.
 */
final class ExpectedOutcomes {

    record Contact(String customer, String channel, Instant at) {}

    private final class Member {
        final Campaign campaign;
        final Person person;
        final Recommendation recommendation;
        final Instant due;
        final boolean begun;

        @Nullable
        Channel channel;

        @Nullable
        Instant moment;

        String outcome = "";

        Member(Campaign campaign, Person person, Recommendation recommendation, Instant at) {
            this.campaign = campaign;
            this.person = person;
            this.recommendation = recommendation;
            Instant start = campaign.start(zone()).orElse(at);
            this.due = start.isAfter(at) ? start : at;
            this.begun = !start.isAfter(at);
        }

        boolean isOpen() {
            return campaign.end(zone()).map(due::isBefore).orElse(true);
        }

        boolean stands() {
            return outcome.isEmpty();
        }

        void stopIf(boolean stopped, String gate) {
            if (stands() && stopped) {
                outcome = gate;
            }
        }

        boolean beats(Member other) {
            return Comparator.<Member>comparingInt(each -> each.recommendation.priority())
                            .thenComparing(Member::value)
                            .thenComparing(each -> each.campaign.name(), Comparator.reverseOrder())
                            .compare(this, other)
                    > 0;
        }

        long value() {
            Long value = (Long) person.fact("monetary");
            return value == null ? Long.MIN_VALUE : value;
        }

        Channel chosen() {
            return Objects.requireNonNull(channel);
        }
    }

    private final List<Campaign> campaigns;
    private final Policies policies;
    private final List<Contact> contacts;
    private final Function<Campaign, Instant> runs;
    private final List<Member> members = new ArrayList<>();

    ExpectedOutcomes(
            List<Campaign> campaigns, Policies policies, List<Contact> contacts, Function<Campaign, Instant> runs) {
        this.campaigns = campaigns;
        this.policies = policies;
        this.contacts = contacts;
        this.runs = runs;
    }

    /** By campaign and customer: the gate, or the channel and moment of the message. */
    Map<String, String> of(List<Person> people) {
        people.stream().sorted(Comparator.comparing(person -> person.id)).forEach(this::join);
        members.forEach(this::alone);
        sameAddress();
        arbitration();
        for (Member each : members) {
            each.stopIf(policies.frequencyCaps().stream().anyMatch(cap -> isReached(cap, each)), "frequency-cap");
            each.stopIf(isIn(policies.globalHoldOut().fraction().doubleValue(), "/", each), "global-hold-out");
            var own = each.campaign.controlGroup();
            var share = own == null ? policies.controlGroup() : own;
            each.stopIf(isIn(share.fraction().doubleValue(), each.campaign.name(), each), "control-group");
            each.stopIf(each.moment == null, "no-permitted-hour");
        }
        limits();
        members.forEach(each -> each.stopIf(lacksAValue(each), "template-variable"));
        var outcomes = new HashMap<String, String>();
        for (Member each : members) {
            outcomes.put(
                    each.campaign.name() + " " + each.person.id,
                    each.stands() ? each.chosen().key() + " " + each.moment : each.outcome);
        }
        return outcomes;
    }

    private static ZoneId zone() {
        return PlanFixture.COMPANY.timeZone();
    }

    private void join(Person person) {
        for (Campaign campaign : campaigns) {
            person.decision().recommendations().stream()
                    .filter(each -> each.action().equals(campaign.name()))
                    .forEach(each -> members.add(new Member(campaign, person, each, runs.apply(campaign))));
        }
    }

    /** All that depends on nobody else. */
    private void alone(Member each) {
        Person person = each.person;
        each.stopIf(
                person.decision().vetoes().stream()
                        .anyMatch(veto -> veto.action() == null || veto.action().equals(each.campaign.name())),
                "vetoed");
        Long age = (Long) person.fact("age");
        if (policies.minimumAge().isPresent()) {
            long minimum = policies.minimumAge().getAsLong();
            each.stopIf(age == null ? policies.skipUnknownAge() : age < minimum, "minor");
        }
        each.stopIf(Boolean.TRUE.equals(person.fact("doNotDisturb")), "do-not-disturb");
        List<Channel> usable = inOrder(each).stream()
                .filter(channel -> "granted".equals(person.fact(channel.consentProperty())))
                .filter(channel -> person.fact(channel.addressProperty()) != null)
                .filter(channel -> advice(each).avoided().stream()
                        .noneMatch(avoided -> avoided.channel().equals(channel.key())))
                .toList();
        each.stopIf(usable.isEmpty(), "no-channel");
        each.channel = usable.stream()
                .filter(channel -> person.fact(channel.suppressionProperty()) == null)
                .findFirst()
                .orElse(null);
        each.stopIf(each.channel == null, "suppressed");
        if (each.stands()) {
            each.moment = moment(each);
        }
    }

    private static dev.beckon.decide.Decision.ChannelAdvice advice(Member each) {
        return Objects.requireNonNull(each.person.decision().channels().get(each.campaign.name()));
    }

    private static Set<Channel> inOrder(Member each) {
        var order = new LinkedHashSet<Channel>();
        advice(each).preferred().forEach(preferred -> order.add(PlanFixture.channel(preferred.channel())));
        String preferred = (String) each.person.fact("preferredChannel");
        if (preferred != null) {
            order.add(PlanFixture.channel(preferred));
        }
        order.addAll(each.campaign.channels());
        order.retainAll(each.campaign.channels());
        return order;
    }

    private @Nullable Instant moment(Member each) {
        String own = (String) each.person.fact("timeZone");
        ZoneId zone = own == null ? zone() : ZoneId.of(own);
        return each.isOpen()
                ? policies.permittedHours(ZoneOffset.UTC)
                        .quiet(each.chosen())
                        .firstPermitted(each.due, each.campaign.end(zone()).orElse(null), List.of(zone))
                        .orElse(null)
                : null;
    }

    private void sameAddress() {
        var ranked = best(each -> true);
        var taken = new HashSet<String>();
        for (Member each : ranked) {
            String address = String.valueOf(each.person.fact(each.chosen().addressProperty()));
            each.stopIf(
                    !taken.add(each.campaign.name() + " " + address.toLowerCase(java.util.Locale.ROOT)),
                    "same-address");
        }
    }

    private void arbitration() {
        List<Member> standing =
                members.stream().filter(Member::stands).filter(Member::isOpen).toList();
        var losers = new ArrayList<Member>();
        for (Member each : standing) {
            for (Member rival : standing) {
                boolean near =
                        java.time.Duration.between(each.due, rival.due).abs().compareTo(policies.arbitrationWindow())
                                < 0;
                if (rival.person == each.person && near && rival.begun && rival.beats(each)) {
                    losers.add(each);
                }
            }
        }
        losers.forEach(each -> each.stopIf(true, "lost-arbitration"));
    }

    private boolean isReached(Cap cap, Member each) {
        if (!each.stands() || cap.channel() != null && cap.channel() != each.channel) {
            return false;
        }
        Instant moment = each.moment == null ? each.due : each.moment;
        return contacts.stream()
                        .filter(contact -> contact.customer().equals(each.person.id))
                        .filter(contact -> cap.channel() == null
                                || contact.channel().equals(cap.channel().key()))
                        .filter(contact -> contact.at().isAfter(moment.minus(cap.within())))
                        .filter(contact -> !contact.at().isAfter(each.due))
                        .count()
                >= cap.messages();
    }

    private boolean isIn(double share, String campaign, Member each) {
        return ControlGroup.place(policies.salt(), campaign, each.person.id) < share;
    }

    private static boolean lacksAValue(Member each) {
        boolean nameless = each.person.fact("firstName") == null;
        return each.channel == Channel.EMAIL
                ? nameless || !each.recommendation.parameters().containsKey("discount")
                : nameless;
    }

    private void limits() {
        for (Campaign campaign : campaigns) {
            List<Member> ranked = best(each -> each.campaign == campaign && !lacksAValue(each));
            var budget = campaign.budget();
            boolean spent = false;
            long sum = 0;
            for (Member each : ranked) {
                long cost = policies.costMicros(each.chosen());
                if (budget != null && cost > 0) {
                    sum += cost;
                    spent |= sum > budget.micros();
                    each.stopIf(spent, "budget");
                }
            }
            long places = campaign.maximumRecipients().orElse(Long.MAX_VALUE);
            for (Member each : ranked) {
                each.stopIf(places <= 0, "maximum-recipients");
                places -= each.stands() ? 1 : 0;
            }
        }
    }

    /** Those who stand, best value first, then by id. */
    private List<Member> best(Predicate<Member> some) {
        return members.stream()
                .filter(Member::stands)
                .filter(some)
                .sorted(Comparator.comparingLong(Member::value).reversed().thenComparing(each -> each.person.id))
                .toList();
    }
}
