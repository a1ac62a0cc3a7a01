package dev.beckon.data;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the word in an order line's type says of the line. */
enum LineMeaning {
    SALE("sale, sales, sold, order, ordered, purchase, purchased, invoice, invoiced, completed, complete, processing,"
            + " processed, paid, shipped, fulfilled, partially fulfilled, unfulfilled, delivered, confirmed, closed,"
            + " done, success, successful, succeeded, captured, settled,"
            + " abgeschlossen, bezahlt, versendet, versandt, ausgeliefert, geliefert, zugestellt, verkauf, verkauft,"
            + " bestellung, bestellt, kauf, rechnung, erledigt, fertiggestellt,"
            + " vente, achat, commande, payé, payée, expédié, expédiée, livré, livrée, terminé, terminée"),

    /** Never paid for. */
    CANCELLED(
            "cancelled, canceled, cancel, void, voided, failed, pending, on hold, trash, draft, checkout draft, auto draft,"
                    + " unpaid, payment pending, pending payment, awaiting payment, payment failed, declined, expired,"
                    + " abandoned,"
                    + " storniert, abgebrochen, fehlgeschlagen, zahlung ausstehend, unbezahlt, entwurf,"
                    + " annulé, annulée, échoué, échouée, en attente, en attente de paiement, brouillon"),

    /** A line of its own that takes money back. */
    RETURNED(
            "return, returned, refund, credit, credit note, erstattung, rückerstattung, gutschrift, retoure, retourniert, remboursement, avoir,"
                    + " retourné, retournée"),

    /** What became of an order: shops that write a row an order change the word of the sale itself. */
    REFUNDED("refunded, chargeback, charged back, erstattet, rückerstattet, zurückerstattet,"
            + " remboursé, remboursée");

    static final String WORDS = "one of sale, cancelled, returned, refunded";

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[\\s_-]+");

    /** WooCommerce puts this before each of its words. */
    private static final String WOO = "wc ";

    private static final Map<String, LineMeaning> BY_WORD = byWord();

    private final List<String> words;

    LineMeaning(String words) {
        this.words = Arrays.asList(words.split(",\\s*"));
    }

    private static Map<String, LineMeaning> byWord() {
        var meanings = new HashMap<String, LineMeaning>();
        for (LineMeaning meaning : values()) {
            meaning.words.forEach(word -> meanings.put(plain(word), meaning));
        }
        return meanings;
    }

    private static String plain(String word) {
        String letters =
                MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
        String plain = BETWEEN.matcher(letters.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
        return plain.startsWith(WOO) ? plain.substring(WOO.length()) : plain;
    }

    /** However the word is written; empty for one that nobody knows. */
    static Optional<LineMeaning> of(String word) {
        return Optional.ofNullable(BY_WORD.get(plain(word)));
    }

    /** The same for SQL, in the words of beckon.yaml. */
    static @Nullable String word(String word) {
        return of(word).map(LineMeaning::word).orElse(null);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True for a word that makes a line one that was never paid for, or that was paid back. */
    static boolean isNoSale(String word) {
        return of(word).filter(meaning -> meaning != SALE).isPresent();
    }

    /** What beckon.yaml calls it. */
    static @Nullable LineMeaning named(String word) {
        return Arrays.stream(values())
                .filter(meaning -> meaning.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
