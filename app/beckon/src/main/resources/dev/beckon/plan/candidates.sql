CREATE SCHEMA IF NOT EXISTS plan;

-- One row a campaign and customer of its audience. gate: index of the first customer gate that stops them.
CREATE OR REPLACE TABLE plan.candidates (
    row BIGINT, campaign VARCHAR, customer_id VARCHAR, gate INTEGER, reason VARCHAR, detail VARCHAR, stopped_by VARCHAR,
    channel VARCHAR, language VARCHAR, address VARCHAR, send_at TIMESTAMP, time_zone VARCHAR,
    action VARCHAR, priority INTEGER, value BIGINT, cost_micros BIGINT, segments VARCHAR, parameters VARCHAR,
    variables VARCHAR, rule VARCHAR);

-- Whom a set gate stops.
CREATE OR REPLACE TABLE plan.stops (row BIGINT, gate INTEGER, reason VARCHAR, detail VARCHAR);

-- One row a campaign. due: when its first message may go out. takes: whether it may take customers from others.
CREATE OR REPLACE TABLE plan.runs (
    campaign VARCHAR, place INTEGER, due TIMESTAMP, is_open BOOLEAN, takes BOOLEAN, budget_micros BIGINT,
    maximum_recipients BIGINT);

-- Messages that customers got before.
CREATE OR REPLACE TABLE plan.contacts (customer_id VARCHAR, channel VARCHAR, sent_at TIMESTAMP, campaign VARCHAR);
