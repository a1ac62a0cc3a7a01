package dev.beckon.cli;

import picocli.CommandLine.Command;

@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(campaign | rule)",
        description = "Writes the first files of a campaign or a rule; they pass 'check' and say what to change.",
        subcommands = {NewCampaignCommand.class, NewRuleCommand.class})
final class NewCommand {}
