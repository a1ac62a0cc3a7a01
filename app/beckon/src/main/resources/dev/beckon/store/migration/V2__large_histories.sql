-- What was sent lately, of years of messages.
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;

CREATE INDEX soft_bounces_message ON soft_bounces (outbox_id);
