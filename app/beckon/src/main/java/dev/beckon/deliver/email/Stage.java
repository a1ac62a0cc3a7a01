package dev.beckon.deliver.email;

/** How far a conversation is. Before BODY the server can't have taken the message. */
enum Stage {
    CONNECT,
    MAIL,
    RCPT,
    DATA,
    BODY,
    DOT;

    boolean mayBeTaken() {
        return this == BODY || this == DOT;
    }
}
