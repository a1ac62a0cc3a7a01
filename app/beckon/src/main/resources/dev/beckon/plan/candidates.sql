-- Nobody keeps a plan's tables: in memory they are neither compressed nor logged.
ATTACH IF NOT EXISTS ':memory:' AS plan;

-- One row a campaign and customer of its audience. run: the campaign's place in plan.runs. gate: index of the first
-- customer gate that stops them. stop, proposal and the words are numbers of the tables below, since there are few.
-- fallback: what takes the message's place if its channel turns out not to reach the customer.
CREATE OR REPLACE TABLE plan.candidates (
    row BIGINT, run INTEGER, customer_id VARCHAR, gate INTEGER, stop INTEGER, channel INTEGER, language INTEGER,
    time_zone INTEGER, address VARCHAR, send_at TIMESTAMP, priority INTEGER, value BIGINT, cost_micros BIGINT,
    proposal INTEGER, variables VARCHAR, fallback_channel INTEGER, fallback_time_zone INTEGER, fallback_address VARCHAR,
    fallback_cost_micros BIGINT, fallback_variables VARCHAR);
CREATE OR REPLACE TABLE plan.customer_stops (code INTEGER, reason VARCHAR, detail VARCHAR, stopped_by VARCHAR);
CREATE OR REPLACE TABLE plan.proposals (code INTEGER, parameters VARCHAR, rule VARCHAR);
CREATE OR REPLACE TABLE plan.words (code INTEGER, word VARCHAR);

-- Whom a set gate stops.
CREATE OR REPLACE TABLE plan.stops (row BIGINT, gate INTEGER, reason VARCHAR, detail VARCHAR);

-- One row a campaign. due: when its first message may go out. takes: whether it may take customers from others.
CREATE OR REPLACE TABLE plan.runs (
    campaign VARCHAR, place INTEGER, action VARCHAR, due TIMESTAMP, is_open BOOLEAN, takes BOOLEAN,
    budget_micros BIGINT, maximum_recipients BIGINT);

-- Messages that customers got before.
CREATE OR REPLACE TABLE plan.contacts (customer_id VARCHAR, channel VARCHAR, sent_at TIMESTAMP, campaign VARCHAR);
