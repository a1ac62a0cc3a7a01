/**
 * WhatsApp messages and phone calls by way of Twilio, and what Twilio tells about them afterwards.
 *
 * <p>A request to create something is sent once, whatever becomes of it: Twilio has no way to recognise a second one.
 */
@NullMarked
package dev.beckon.deliver.twilio;

import org.jspecify.annotations.NullMarked;
