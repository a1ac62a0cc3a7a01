package dev.beckon.deliver;

import java.time.Duration;

/**
 * When a run is held back.
 *
 * @param canary so many messages go out first; 0: all at once
 * @param canaryWait how long the others wait then
 * @param mostFailures share of the canary's, or of the latest messages, that may fail or be in doubt; more pause the run
 * @param mostBounces share of the messages sent that may come back; more pause the run
 * @param mostComplaints share of the messages sent that may be complained about; more pause the run
 * @param atLeast so many messages must have gone out before shares say anything
 */
public record Guards(
        long canary,
        Duration canaryWait,
        double mostFailures,
        double mostBounces,
        double mostComplaints,
        long atLeast) {

    /** Pauses at 20 % failures, 5 % bounces and 0.3 % complaints (what large mailbox providers tolerate at most). */
    public static final Guards DEFAULT = new Guards(0, Duration.ZERO, 0.2, 0.05, 0.003, 50);
}
