-- What SQLite and PostgreSQL both speak. Times are milliseconds since 1970 in UTC.

-- One row a campaign and fire time, so that a run can't be begun twice. plan: whose messages it sends.
-- claimable_below: only messages with an id below it may be taken now (the first few of a run are a canary).
CREATE TABLE runs (
    number BIGINT PRIMARY KEY,
    campaign TEXT NOT NULL,
    fire_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    plan TEXT,
    as_of TEXT,
    audience BIGINT,
    messages BIGINT,
    expires_at BIGINT,
    claimable_below BIGINT NOT NULL,
    canary_until BIGINT,
    owner TEXT,
    lease_until BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (campaign, fire_at));

-- Who got nothing so that the effect can be measured.
CREATE TABLE held_out (
    run BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    gate TEXT NOT NULL,
    PRIMARY KEY (run, customer_id));

-- The ledger of messages. id: the run's number, the step and the place in the plan, so that writing it twice is harmless.
-- address_key: keyed hash of the address. time_zone: the customer's own; null where it isn't known.
-- sent_at: when its sending began. code, detail: what became of it, without personal data.
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY,
    run BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    step INTEGER NOT NULL,
    provider TEXT NOT NULL,
    address TEXT,
    address_key TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT,
    not_before BIGINT NOT NULL,
    expires_at BIGINT,
    state TEXT NOT NULL,
    owner TEXT,
    fence BIGINT NOT NULL,
    lease_until BIGINT,
    attempts INTEGER NOT NULL,
    sent_at BIGINT,
    provider_id TEXT,
    code TEXT,
    detail TEXT,
    changed_at BIGINT NOT NULL,
    UNIQUE (run, customer_id, channel, step));

CREATE INDEX outbox_due ON outbox (run, provider, channel, not_before, id) WHERE state = 'PLANNED';
CREATE INDEX outbox_leased ON outbox (lease_until) WHERE state IN ('CLAIMED', 'SENDING');
CREATE INDEX outbox_contacts ON outbox (customer_id, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_provider_id ON outbox (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX outbox_in_doubt ON outbox (provider, sent_at) WHERE state = 'IN_DOUBT';
-- For whoever answers STOP: email has links instead.
CREATE INDEX outbox_numbers ON outbox (address_key) WHERE channel <> 'email';

-- What is sent; deleted when nobody needs it any more.
CREATE TABLE contents (
    id BIGINT PRIMARY KEY,
    body ${bytes} NOT NULL);

-- The message by another channel that takes a message's place if its own turns out not to reach the customer. id: of the
-- message. time_zone: the customer's own; null where it isn't known.
CREATE TABLE fallbacks (
    id BIGINT PRIMARY KEY,
    channel TEXT NOT NULL,
    provider TEXT NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT,
    body ${bytes} NOT NULL);

-- Messages of before Beckon to people in some run, since caps count them.
CREATE TABLE contacts (
    customer_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (customer_id, channel, sent_at));

-- Whoever is about to send to a customer holds their row, so that two messages at once can't both be the last allowed.
CREATE TABLE contact_locks (
    customer_id TEXT PRIMARY KEY,
    taken BIGINT NOT NULL);

-- Who must not be written to. channel: or 'any'. address: null once it was erased; the keyed hash stays.
CREATE TABLE suppressions (
    address_key TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (address_key, channel));

-- Failures that may pass, such as a full mailbox; several in a row suppress.
CREATE TABLE soft_bounces (
    address_key TEXT NOT NULL,
    channel TEXT NOT NULL,
    at BIGINT NOT NULL,
    outbox_id BIGINT NOT NULL,
    PRIMARY KEY (address_key, channel, outbox_id));

-- The newest word of each customer on each channel, and what it rests on.
CREATE TABLE consents (
    customer_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    source TEXT NOT NULL,
    evidence TEXT,
    PRIMARY KEY (customer_id, channel));

-- What providers told us, once each.
CREATE TABLE callbacks (
    provider TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    status TEXT NOT NULL,
    outbox_id BIGINT,
    code TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (provider, provider_id, status));
CREATE INDEX callbacks_message ON callbacks (outbox_id);

-- A lane is a channel with its provider. next_free: in microseconds, when the next message may go (rate limit).
CREATE TABLE lanes (
    lane TEXT PRIMARY KEY,
    next_free BIGINT NOT NULL,
    stopped TEXT,
    paused_until BIGINT,
    day BIGINT NOT NULL,
    sent_today BIGINT NOT NULL);

CREATE TABLE approvals (
    plan TEXT PRIMARY KEY,
    made_by TEXT NOT NULL,
    approved_by TEXT,
    approved_account TEXT,
    approved_at BIGINT);

CREATE TABLE audit (
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT);

CREATE TABLE facts_of_store (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL);
