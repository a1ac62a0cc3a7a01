package dev.beckon.report;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code plan.messages}, as far as rendering needs it.
 *
 * @param language empty where the plan has none
 * @param parameters JSON object: what the rule gave along
 * @param variables JSON object: what the template reads, ready to be shown
 */
public record MessageRow(
        String campaign,
        String customerId,
        String channel,
        String language,
        @Nullable String address,
        String action,
        String parameters,
        String variables) {}
