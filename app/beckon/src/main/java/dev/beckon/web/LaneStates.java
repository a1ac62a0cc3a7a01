package dev.beckon.web;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.store.Lanes;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How the workspace's lanes are. */
record LaneStates(Lanes lanes, DeliveryConfig config) {

    /** A lane on which nothing goes out before a person says so. */
    public record Stopped(String lane, String why) {}

    /** Of each channel with its provider. */
    List<String> names() {
        var names = new TreeSet<String>();
        for (Channel channel : Channel.values()) {
            names.add(channel.key() + "/" + config.channel(channel).provider());
        }
        return List.copyOf(names);
    }

    Optional<Lanes.State> state(String lane) {
        return lanes.find(lane);
    }

    List<Stopped> stopped() {
        return names().stream()
                .flatMap(lane -> state(lane)
                        .flatMap(state -> Optional.ofNullable(state.stopped()))
                        .map(why -> new Stopped(lane, why))
                        .stream())
                .toList();
    }
}
