package dev.beckon.campaign;

import dev.beckon.facts.Property;
import dev.beckon.feedback.Problem;
import dev.beckon.workspace.LanguageFallback;
import dev.beckon.workspace.Share;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One campaign, checked: whatever it names exists, and all its templates compile and render.
 *
 * @param name of its folder
 * @param priority against other campaigns; empty: the priority that the rule gave with its recommendation
 * @param channels in the order in which they are tried
 * @param starts first day of the offer, null if it has begun
 * @param ends last day of the offer, inclusive, in the company's time zone; null if it never ends
 * @param controlGroup null: the policy's
 * @param value the property by which customers are put in order when not all can have it
 * @param budget of one run; null: no limit
 * @param maximumRecipients of one run; empty: no limit
 * @param parameters what rules give with the recommendation, for templates
 * @param languages the first is for everybody for whom nothing else is stated
 * @param fallback which of them is for people whose own language isn't among them
 * @param remarks what stops nobody, but is seldom meant; {@code check} says it
 * @param hash SHA-256 of campaign.yaml
 * @param templatesHash SHA-256 of its templates
 */
public record Campaign(
        String name,
        Target target,
        boolean enabled,
        OptionalInt priority,
        List<Channel> channels,
        Optional<Schedule> schedule,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends,
        @Nullable Share controlGroup,
        Property value,
        @Nullable Budget budget,
        OptionalLong maximumRecipients,
        List<Variable> parameters,
        List<String> languages,
        LanguageFallback fallback,
        Map<TemplateKey, LocalTemplate> templates,
        List<Problem> remarks,
        String hash,
        String templatesHash) {

    record TemplateKey(Channel channel, String language) {}

    record LocalTemplate(MessageTemplate template, LocalFormat format) {}

    /** The names of all properties that some template reads. */
    public Set<String> reads() {
        var names = new TreeSet<String>();
        for (LocalTemplate each : templates.values()) {
            each.template().reads().stream()
                    .filter(variable -> variable.source() == Variable.Source.PROPERTY)
                    .forEach(variable -> names.add(variable.name()));
        }
        return names;
    }

    /**
     * The language to write in: the customer's own, or what the company states instead, or else the first one.
     *
     * @param tag what the customer prefers; null or unknown: the first one
     */
    public String languageFor(@Nullable String tag) {
        return fallback.choose(tag, languages);
    }

    /** @throws NullPointerException if the campaign hasn't this channel or language */
    public MessageTemplate template(Channel channel, String language) {
        return local(channel, language).template();
    }

    /**
     * A value as templates of this language show it: text, or a Boolean.
     *
     * @return null if it isn't of the variable's kind
     */
    public @Nullable Object ready(Channel channel, String language, Variable variable, Object value) {
        return local(channel, language).format().ready(variable, value);
    }

    /** The language and region of dates, numbers and voices. */
    public Locale locale(Channel channel, String language) {
        return local(channel, language).format().locale();
    }

    /** The moment after the last at which it may reach anybody; empty if it never ends. */
    public Optional<Instant> end(ZoneId companyZone) {
        return Optional.ofNullable(ends)
                .map(day -> day.plusDays(1).atStartOfDay(companyZone).toInstant());
    }

    /** When its first day begins; empty if it has begun. */
    public Optional<Instant> start(ZoneId companyZone) {
        return Optional.ofNullable(starts)
                .map(day -> day.atStartOfDay(companyZone).toInstant());
    }

    /**
     * When it runs next: its first fire time at or after this moment, or after the beginning of its first day if that is
     * later; without a schedule, that moment itself.
     */
    public Instant nextRun(Instant moment, ZoneId companyZone) {
        Instant earliest = start(companyZone).filter(moment::isBefore).orElse(moment);
        return schedule.flatMap(each -> each.firstAtOrAfter(earliest)).orElse(earliest);
    }

    private LocalTemplate local(Channel channel, String language) {
        return Objects.requireNonNull(templates.get(new TemplateKey(channel, language)));
    }
}
