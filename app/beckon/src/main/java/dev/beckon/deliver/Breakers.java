package dev.beckon.deliver;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;

/** Stops a lane for a while when a good part of the latest messages met a provider in trouble. */
final class Breakers {

    private Breakers() {}

    /** @param wait until it is tried again with one message */
    static CircuitBreaker forLane(String lane, Duration wait) {
        return CircuitBreaker.of(
                lane,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(wait)
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
    }
}
