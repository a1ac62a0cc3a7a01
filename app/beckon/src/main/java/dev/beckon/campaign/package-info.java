/**
 * What marketers write under {@code campaigns/}: one folder a campaign, with {@code campaign.yaml} and its templates.
 *
 * <pre>
 * campaigns/frame.en.html, frame.en.txt   what stands around the bodies of all emails
 * campaigns/win-back/
 *   campaign.yaml            whom it serves, by which channels, when, and what its templates may name
 *   email.en.subject.txt     one line
 *   email.en.preheader.txt   the line that inboxes show after it; optional
 *   email.en.html            the body, or a whole page
 *   email.en.txt             the same for readers without HTML
 *   whatsapp.en.yaml         content: HX..., text: as approved, variables: {1: "{{ firstName }}"}
 *   phone.en.txt             what is said in a call; an empty line is a short pause
 * </pre>
 *
 * The middle word is the language; each language of {@code languages} has a file of each kind, and {@link
 * dev.beckon.workspace.LanguageFallback} says which of them is for people whose own isn't there. A template is text with
 * {@code {{ variable }}} and {@code {% if variable is defined %} ... {% else %} ... {% endif %}}; nothing in it can run
 * code.
 */
@NullMarked
package dev.beckon.campaign;

import org.jspecify.annotations.NullMarked;
