package dev.beckon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

@Command(
        name = "beckon",
        mixinStandardHelpOptions = true,
        version = "beckon 0.1.0",
        description = "Decides who gets which campaign, by which channel, and says why.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ok",
            "1:problems found",
            "2:wrong usage",
            "3:refused by policy",
            "4:partly delivered",
            "5:source or provider unreachable or too old",
            "70:internal error"
        },
        subcommands = {
            HelpCommand.class,
            PreviewCommand.class,
            SendCommand.class,
            ServeCommand.class,
            TestSendCommand.class,
            ApproveCommand.class,
            RunsCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            StopCommand.class,
            ResolveCommand.class,
            SuppressCommand.class,
            UnsuppressCommand.class,
            EraseCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            SegmentsCommand.class,
            DecideCommand.class,
            ExplainCommand.class,
            CheckCommand.class,
            DataCommand.class,
            DescribeCommand.class,
            InitCommand.class,
            NewCommand.class,
            DemoCommand.class
        })
final class BeckonCommand {}
