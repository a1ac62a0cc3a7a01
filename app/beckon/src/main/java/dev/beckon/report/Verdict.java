package dev.beckon.report;

import dev.beckon.report.SharedFigures.Drop;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The one sentence that stands first. */
final class Verdict {

    /** @param strong whether it is one of the numbers that matter */
    record Part(String text, boolean strong) {}

    private Verdict() {}

    static String text(SharedFigures figures) {
        return of(figures).stream().map(Part::text).collect(Collectors.joining());
    }

    static List<Part> of(SharedFigures figures) {
        var parts = new ArrayList<Part>();
        if (figures.tooFewToShow()) {
            parts.add(new Part("Fewer than " + SmallGroups.SMALLEST + " people", true));
            parts.add(new Part(
                    " are concerned: too few to say more on a page that may be shared. The files beside it say more.",
                    false));
            return parts;
        }
        if (figures.audience() == 0) {
            parts.add(new Part("Nobody", true));
            parts.add(new Part(" is in the audience: no rule recommended this campaign's action to anyone.", false));
            return parts;
        }
        parts.add(new Part(figures.messages() == 0 ? "Nobody" : Wording.people(figures.messages()), true));
        parts.add(new Part(figures.messages() <= 1 ? " gets a message" : " get a message", false));
        if (figures.fewDropOut()) {
            parts.add(new Part("; fewer than " + SmallGroups.SMALLEST + " of the audience don\u2019t.", false));
            return parts;
        }
        if (figures.skippedHoldsHeldOut()) {
            mixed(parts, figures);
        } else {
            count(parts, figures.heldOut(), "held out");
            count(parts, figures.skipped(), "skipped");
        }
        figures.largestSkip().ifPresent(drop -> parts.add(new Part(most(drop, figures), false)));
        parts.add(new Part(".", false));
        return parts;
    }

    /** Some who are held out are too few to be told apart from those who are skipped. */
    private static void mixed(List<Part> parts, SharedFigures figures) {
        parts.add(new Part("; ", false));
        parts.add(new Part(Wording.count(figures.audience() - figures.messages()), true));
        parts.add(new Part(" get none: ", false));
        if (figures.heldOut() > 0) {
            parts.add(new Part(Wording.count(figures.heldOut()), true));
            parts.add(new Part(" or a few more are held out, the others skipped", false));
        } else {
            parts.add(new Part("a few are held out, the others skipped", false));
        }
    }

    private static void count(List<Part> parts, long people, String what) {
        if (people > 0) {
            parts.add(new Part("; ", false));
            parts.add(new Part(Wording.count(people), true));
            parts.add(new Part((people == 1 ? " is " : " are ") + what, false));
        }
    }

    private static String most(Drop drop, SharedFigures figures) {
        String how = ", mainly for ";
        if (drop.people() == figures.skipped()) {
            how = ", all for ";
        } else if (2 * drop.people() > figures.skipped()) {
            how = ", most for ";
        }
        return how + drop.label() + " (" + Wording.count(drop.people()) + ")";
    }
}
