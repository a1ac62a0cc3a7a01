package dev.beckon.cli;

import dev.beckon.campaign.Channel;
import dev.beckon.store.Suppressions;
import org.apache.commons.validator.routines.EmailValidator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Addresses and channels that people type. */
final class Addresses {

    private Addresses() {}

    /** @throws ParameterException unless it is an email address or a phone number with its country code */
    static void refuseUnusable(String address, CommandSpec spec) {
        if (!isEmail(address) && !address.matches("\\+[1-9]\\d{6,14}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "that is neither an email address nor a phone number with its country code, such as +919820012345");
        }
    }

    static boolean isEmail(String address) {
        return EmailValidator.getInstance().isValid(address);
    }

    /** @throws ParameterException unless it is a channel, or any */
    static void refuseUnknownChannel(String channel, CommandSpec spec) {
        if (!channel.equals(Suppressions.ANY) && Channel.of(channel).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "'" + channel + "' must be one of " + String.join(", ", Channel.keys()));
        }
    }
}
