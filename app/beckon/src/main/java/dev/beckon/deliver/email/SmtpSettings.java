package dev.beckon.deliver.email;

import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the mail server that takes our messages.
 *
 * @param login user and password; empty where the server wants none
 * @param connections at the same time; as many messages are sent at once. A lane's workers beyond it wait
 * @param finalDotTimeout how long the server may take to answer after a message's last byte. After that the message is in
 *     doubt, so it is longer than the others; shorter than the outbox's lease
 */
public record SmtpSettings(
        String host,
        int port,
        Tls tls,
        Optional<Login> login,
        int connections,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        Duration finalDotTimeout) {

    public static final int DEFAULT_CONNECTIONS = 4;
    private static final int HIGHEST_PORT = 65_535;

    /** How the connection is encrypted. The server's certificate must be valid for its name. */
    public enum Tls {
        /** Not at all: for a server on this machine or in a network of one's own. */
        NONE,
        /** From the command STARTTLS on; a server that doesn't offer it gets no message. */
        STARTTLS,
        /** From the first byte. */
        IMPLICIT;

        /** The port that mail servers have for this. */
        public int usualPort() {
            return switch (this) {
                case NONE -> 25;
                case STARTTLS -> 587;
                case IMPLICIT -> 465;
            };
        }
    }

    /** The password is never shown. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[...]";
        }
    }

    /** @throws IllegalArgumentException naming what is out of range */
    public SmtpSettings {
        if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ' || c == '@')) {
            throw new IllegalArgumentException("'" + host + "' is no name of a host");
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("A port is from 1 to " + HIGHEST_PORT + ", not " + port);
        }
        if (connections < 1) {
            throw new IllegalArgumentException("At least one connection is needed, not " + connections);
        }
        for (Duration each : new Duration[] {connectTimeout, readTimeout, writeTimeout, finalDotTimeout}) {
            if (each.toMillis() < 1 || each.toMillis() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("A time-out is above zero and under 24 days, not " + each);
            }
        }
    }

    /** With the usual time-outs and connections. */
    public static SmtpSettings of(String host, int port, Tls tls, Optional<Login> login) {
        return new SmtpSettings(
                host,
                port,
                tls,
                login,
                DEFAULT_CONNECTIONS,
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120));
    }

    public SmtpSettings withConnections(int number) {
        return new SmtpSettings(
                host, port, tls, login, number, connectTimeout, readTimeout, writeTimeout, finalDotTimeout);
    }

    /** @param most for each step of a conversation, the one after the last byte too */
    public SmtpSettings withTimeouts(Duration most) {
        return new SmtpSettings(host, port, tls, login, connections, most, most, most, most);
    }
}
