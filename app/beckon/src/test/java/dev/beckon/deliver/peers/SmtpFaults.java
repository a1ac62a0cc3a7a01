package dev.beckon.deliver.peers;

import dev.beckon.deliver.peers.SmtpFault.Drop;
import dev.beckon.deliver.peers.SmtpFault.Hang;
import dev.beckon.deliver.peers.SmtpFault.Reply;
import dev.beckon.deliver.peers.SmtpFault.Slow;
import dev.beckon.deliver.peers.SmtpFault.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Which fault comes next. Thread-safe. */
@FunctionalInterface
public interface SmtpFaults {

    /** Asked once for each stage that a conversation reaches. */
    Optional<SmtpFault> at(Stage stage);

    static SmtpFaults none() {
        return stage -> Optional.empty();
    }

    /** Each once, in this order, when its stage is reached. */
    static SmtpFaults inTurn(List<SmtpFault> faults) {
        Queue<SmtpFault> left = new ConcurrentLinkedQueue<>(faults);
        return stage -> {
            synchronized (left) {
                SmtpFault next = left.peek();
                return next != null && next.stage() == stage ? Optional.of(left.remove()) : Optional.empty();
            }
        };
    }

    /**
     * Some of everything.
     *
     * @param share of messages that meet one, from 0 to 1
     * @param slow how long a slow answer takes
     */
    static SmtpFaults random(long seed, double share, Duration slow) {
        var random = new Random(seed);
        var stages = List.of(Stage.GREETING, Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.BODY, Stage.DOT);
        // Messages share a connection, so that they meet five stages each and the greeting now and then.
        double each = share / (stages.size() - 1);
        return stage -> {
            synchronized (random) {
                return stages.contains(stage) && random.nextDouble() < each
                        ? Optional.of(any(stage, random, slow))
                        : Optional.empty();
            }
        };
    }

    private static SmtpFault any(Stage stage, Random random, Duration slow) {
        boolean recorded = stage == Stage.DOT && random.nextBoolean();
        var deeds = List.of(
                new Drop(recorded),
                new Drop(recorded),
                new Hang(recorded),
                new Reply("451 4.3.0 try again later"),
                new Reply("421 4.3.2 closing"),
                new Reply(stage == Stage.RCPT ? "550 5.1.1 no such user" : "554 5.6.0 refused"),
                new Slow(slow));
        // Nobody answers within a body.
        int most = stage == Stage.BODY ? 3 : deeds.size();
        return new SmtpFault(stage, deeds.get(random.nextInt(most)));
    }
}
