/** Email: messages as RFC 5322 wants them, sent over SMTP, and what comes back. */
@NullMarked
package dev.beckon.deliver.email;

import org.jspecify.annotations.NullMarked;
