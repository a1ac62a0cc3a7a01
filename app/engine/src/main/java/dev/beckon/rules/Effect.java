package dev.beckon.rules;

import java.util.Map;

/** What a rule says when it fires. */
public sealed interface Effect {

    /** What must be said only once in a rule. */
    String about();

    record Assign(String dimension, String segment) implements Effect {

        @Override
        public String about() {
            return "segment of " + dimension;
        }
    }

    record Tag(String name) implements Effect {

        @Override
        public String about() {
            return "tag " + name;
        }
    }

    /** @param parameters String, Long, BigDecimal or Boolean by name, in the rule's order */
    record Recommend(String action, int priority, Map<String, Object> parameters) implements Effect {

        @Override
        public String about() {
            return "recommend " + action;
        }
    }

    record SuppressAll(String reason) implements Effect {

        @Override
        public String about() {
            return "suppress";
        }
    }

    record SuppressAction(String action, String reason) implements Effect {

        @Override
        public String about() {
            return "suppress " + action;
        }
    }

    record Via(String channel, int preference) implements Effect {

        @Override
        public String about() {
            return "via " + channel;
        }
    }

    record Avoid(String channel, String reason) implements Effect {

        @Override
        public String about() {
            return "avoid " + channel;
        }
    }
}
