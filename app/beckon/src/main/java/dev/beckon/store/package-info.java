/** What must survive a crash: runs, the outbox, contact history, suppressions, consents and the audit log. */
@NullMarked
package dev.beckon.store;

import org.jspecify.annotations.NullMarked;
