package dev.beckon.cli;

import dev.beckon.campaign.Channel;
import dev.beckon.store.Suppressions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Addresses and channels that people type. */
final class Addresses {

    private Addresses() {}

    /**
     * The form in which addresses are stored and compared.
     *
     * @param country of numbers without a country code
     * @throws ParameterException unless it is an email address or a phone number
     */
    static String usable(String address, String country, CommandSpec spec) {
        @Nullable
        String usable = isEmail(address)
                ? dev.beckon.data.Addresses.email(address)
                : dev.beckon.data.Addresses.possiblePhone(address, country);
        if (usable == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "that is neither an email address nor a phone number. Maybe write it like +919820012345");
        }
        return usable;
    }

    static boolean isEmail(String address) {
        return address.contains("@");
    }

    /** The channel in words, after an address. */
    static String on(String channel) {
        return channel.equals(Suppressions.ANY) ? " on any channel" : " by " + channel;
    }

    /** @throws ParameterException unless it is any, or a channel that such an address is reached by */
    static void refuseUnfitChannel(String channel, String address, CommandSpec spec) {
        if (!channel.equals(Suppressions.ANY)) {
            channel(channel, address, spec);
        }
    }

    /** @throws ParameterException unless it is a channel that such an address is reached by */
    static Channel channel(String name, String address, CommandSpec spec) {
        Channel channel = Channel.of(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "'" + name + "' must be one of " + String.join(", ", Channel.keys())));
        if ((channel == Channel.EMAIL) != isEmail(address)) {
            throw new ParameterException(
                    spec.commandLine(),
                    channel == Channel.EMAIL
                            ? "a phone number gets no email"
                            : "an email address isn't reached by " + channel.key());
        }
        return channel;
    }
}
