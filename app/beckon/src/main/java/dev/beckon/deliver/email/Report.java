package dev.beckon.deliver.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report says of a message of ours.
 *
 * @param id of the message in the outbox
 */
record Report(long id, Kind kind, String code) {

    enum Kind {
        /** Nobody gets mail at this address. */
        HARD,
        /** It came back for another reason. */
        SOFT,
        COMPLAINT,
        /** It is still being tried, or arrived. */
        NOTHING
    }

    private static final Pattern STATUS = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");
    private static final String UNDEFINED = "5.0.0";
    private static final int MOST_BYTES = 200_000;

    /** Empty if it is no report, or not about a message of ours. */
    static Optional<Report> read(Part message, MessageTag tags) throws MessagingException, IOException {
        if (!message.isMimeType("multipart/report") || !(message.getContent() instanceof Multipart parts)) {
            return Optional.empty();
        }
        List<InternetHeaders> about = List.of();
        boolean complaint = false;
        OptionalLong id = OptionalLong.empty();
        for (int i = 0; i < parts.getCount(); i++) {
            Part part = parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status")) {
                about = groups(part);
            } else if (part.isMimeType("message/feedback-report")) {
                about = groups(part);
                complaint = true;
            } else if (part.isMimeType("message/rfc822") && part.getContent() instanceof Part returned) {
                id = tagged(returned, tags, MailBuilder.TAG_HEADER);
            } else if (part.isMimeType("text/rfc822-headers")) {
                String value = new InternetHeaders(beginning(part)).getHeader(MailBuilder.TAG_HEADER, " ");
                id = value == null ? id : tags.find(value);
            }
        }
        if (id.isEmpty()) {
            id = addressedTo(message, tags);
        }
        return id.isEmpty() || about.isEmpty()
                ? Optional.empty()
                : Optional.of(complaint ? complaint(id.getAsLong(), about) : bounce(id.getAsLong(), about));
    }

    /** Where the report doesn't bring the message's headers along: the address it came to. */
    private static OptionalLong addressedTo(Part message, MessageTag tags) throws MessagingException {
        for (String name : List.of("To", "Delivered-To", "X-Original-To", "Envelope-To")) {
            OptionalLong id = tagged(message, tags, name);
            if (id.isPresent()) {
                return id;
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong tagged(Part message, MessageTag tags, String header) throws MessagingException {
        String[] values = message.getHeader(header);
        return values == null ? OptionalLong.empty() : tags.find(String.join(" ", values));
    }

    /** RFC 3464 and RFC 5965: groups of headers with an empty line between. */
    private static List<InternetHeaders> groups(Part part) throws MessagingException, IOException {
        var groups = new ArrayList<InternetHeaders>();
        ByteArrayInputStream left = beginning(part);
        while (left.available() > 0) {
            groups.add(new InternetHeaders(left));
        }
        return groups;
    }

    /** No more of it than a report needs, however long it is. */
    private static ByteArrayInputStream beginning(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return new ByteArrayInputStream(in.readNBytes(MOST_BYTES));
        }
    }

    private static Report complaint(long id, List<InternetHeaders> groups) {
        String type = first(groups, "Feedback-Type");
        boolean unwanted = type.equals("abuse") || type.equals("fraud") || type.startsWith("opt-out");
        return new Report(id, unwanted ? Kind.COMPLAINT : Kind.NOTHING, type);
    }

    private static Report bounce(long id, List<InternetHeaders> groups) {
        String code = status(first(groups, "Status"));
        if (code.isEmpty() || code.equals(UNDEFINED)) {
            String said = status(first(groups, "Diagnostic-Code"));
            code = said.isEmpty() ? code : said;
        }
        if (!first(groups, "Action").startsWith("failed")) {
            return new Report(id, Kind.NOTHING, code);
        }
        return new Report(id, EnhancedStatus.of(code).meansNobodyThere() ? Kind.HARD : Kind.SOFT, code);
    }

    private static String status(String text) {
        Matcher status = STATUS.matcher(text);
        return status.find() ? status.group() : "";
    }

    private static String first(List<InternetHeaders> groups, String name) {
        return groups.stream()
                .map(group -> group.getHeader(name, " "))
                .filter(value -> value != null)
                .findFirst()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
