/**
 * Sends what the outbox holds. A message is written down as SENDING right before its first byte, and what became of it
 * right after its last; what happened in between is told by the provider or by nobody, and then it is in doubt.
 */
@NullMarked
package dev.beckon.deliver;

import org.jspecify.annotations.NullMarked;
