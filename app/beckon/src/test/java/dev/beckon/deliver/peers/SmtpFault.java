package dev.beckon.deliver.peers;

import java.time.Duration;

/**
 * What an SMTP server does wrong, once, when a conversation reaches a stage.
 *
 * @param stage before whose answer it happens
 */
public record SmtpFault(Stage stage, Deed deed) {

    /** Where in a conversation: before the greeting, at a command, after some lines of the body, at the final dot. */
    public enum Stage {
        GREETING,
        EHLO,
        STARTTLS,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        BODY,
        DOT
    }

    public sealed interface Deed {}

    /** Closes the connection. @param recorded whether the message counts as taken before (only at the dot) */
    public record Drop(boolean recorded) implements Deed {}

    /** Says nothing until the other side goes. @param recorded whether the message counts as taken before */
    public record Hang(boolean recorded) implements Deed {}

    /** Answers something else; with 421 it closes the connection too. */
    public record Reply(String line) implements Deed {}

    /** Answers as it should, after a while. */
    public record Slow(Duration time) implements Deed {}

    public static SmtpFault drop(Stage stage) {
        return new SmtpFault(stage, new Drop(false));
    }

    public static SmtpFault hang(Stage stage) {
        return new SmtpFault(stage, new Hang(false));
    }

    public static SmtpFault reply(Stage stage, String line) {
        return new SmtpFault(stage, new Reply(line));
    }
}
