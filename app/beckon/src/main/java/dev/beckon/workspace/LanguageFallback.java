package dev.beckon.workspace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which languages to write in to people whose own no template speaks.
 *
 * @param order by language tag, the tags to try instead, best first
 */
public record LanguageFallback(SortedMap<String, List<String>> order) {

    /** Nothing stated: the first language on offer is for everybody else. */
    public static final LanguageFallback NONE = new LanguageFallback(new TreeMap<>());

    private static final String TAG = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?";

    public LanguageFallback {
        // The order of the keys is the same in every run, and so are the ids of plans.
        order = Collections.unmodifiableSortedMap(new TreeMap<>(order));
    }

    /** Whether this is a language tag as files must write it: {@code en}, {@code de-AT}, {@code zh-Hant}. */
    public static boolean isTag(String text) {
        return text.matches(TAG);
    }

    /**
     * The language to write in: {@code hi-IN}, then {@code hi}, then what is stated for {@code hi-IN}, then for {@code
     * hi}, then the first one on offer.
     *
     * @param tag what a customer prefers; null or unknown: the first one
     * @param offered not empty
     */
    public String choose(@Nullable String tag, List<String> offered) {
        if (tag != null && offered.contains(tag)) {
            return tag;
        }
        List<String> own = tag == null ? List.of() : withShorter(tag.strip().replace('_', '-'));
        List<String> wanted = new ArrayList<>(own);
        own.forEach(each -> instead(each).forEach(other -> wanted.addAll(withShorter(other))));
        for (String each : wanted) {
            for (String language : offered) {
                if (language.equalsIgnoreCase(each)) {
                    return language;
                }
            }
        }
        return offered.get(0);
    }

    /** Whether one of these languages is the customer's own, or something is stated for it. */
    public boolean knows(String tag, List<String> offered) {
        List<String> own = withShorter(tag.strip().replace('_', '-'));
        return !instead(tag).isEmpty()
                || own.stream().anyMatch(each -> offered.stream().anyMatch(each::equalsIgnoreCase));
    }

    /** What is stated for a tag, or for a shorter form of it; empty if nothing is. */
    public List<String> instead(String tag) {
        for (String each : withShorter(tag)) {
            for (Map.Entry<String, List<String>> entry : order.entrySet()) {
                if (entry.getKey().equalsIgnoreCase(each)) {
                    return entry.getValue();
                }
            }
        }
        return List.of();
    }

    private static List<String> withShorter(String tag) {
        var tags = new ArrayList<String>();
        for (String each = tag; !each.isEmpty(); each = each.substring(0, Math.max(0, each.lastIndexOf('-')))) {
            tags.add(each);
        }
        return tags;
    }

    static LanguageFallback from(YamlMap map) {
        var order = new TreeMap<String, List<String>>();
        for (String tag : map.keys()) {
            List<String> others = map.texts(tag);
            complain(map, tag, tag);
            others.forEach(other -> complain(map, tag, other));
            if (others.isEmpty()) {
                map.report(tag, "nothing is stated for '" + tag + "'", tag + ": [en]");
            } else if (others.contains(tag)) {
                map.report(tag, "'" + tag + "' can't stand in for itself", "leave it out of the list");
            }
            order.put(tag, List.copyOf(others));
        }
        return new LanguageFallback(order);
    }

    private static void complain(YamlMap map, String key, String tag) {
        if (!isTag(tag)) {
            map.report(key, "'" + tag + "' isn't a language tag", "a tag such as en, hi or de-AT");
        }
    }
}
