package dev.beckon.campaign;

import dev.beckon.workspace.Company;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns a planned message into what its receiver gets. Previews and sending both use it, so that what was looked at is
 * what goes out.
 */
public final class MessageRenderer {

    private static final JsonMapper JSON = new JsonMapper();

    private final Company company;
    private final UnsubscribeLinks links;

    public MessageRenderer(Company company, UnsubscribeLinks links) {
        this.company = company;
        this.links = links;
    }

    /**
     * @param language of the plan's row
     * @param variables of the plan's row: a JSON object with ready values by name
     */
    public Content render(Campaign campaign, Channel channel, String language, String customer, String variables) {
        String link = links.linkFor(campaign.name(), customer, channel);
        Map<String, Object> values = JSON.readValue(variables, new TypeReference<>() {});
        return campaign.template(channel, language).render(withSender(values, company, link));
    }

    /** Why the channel would refuse the message with these ready values; nothing if it fits. */
    public Optional<String> unfit(MessageTemplate template, Map<String, Object> values) {
        return template.surelyFits(values) ? Optional.empty() : template.unfit(withSender(values, company, ""));
    }

    static Map<String, Object> withSender(Map<String, Object> values, Company company, String unsubscribeUrl) {
        var all = new HashMap<>(values);
        all.put("company", Map.of("name", company.name(), "postalAddress", company.postalAddress()));
        all.put(Variables.UNSUBSCRIBE_URL, unsubscribeUrl);
        return all;
    }
}
