CREATE SCHEMA IF NOT EXISTS plan;

-- One row a campaign and customer of its audience. gate: index of the first customer gate that stops them.
CREATE OR REPLACE TABLE plan.candidates (
    row BIGINT, campaign VARCHAR, customer_id VARCHAR, gate INTEGER, reason VARCHAR, detail VARCHAR, stopped_by VARCHAR,
    competes BOOLEAN, channel VARCHAR, language VARCHAR, address VARCHAR, send_at TIMESTAMP, time_zone VARCHAR,
    action VARCHAR, priority INTEGER, value BIGINT, cost_micros BIGINT, segments VARCHAR, parameters VARCHAR,
    variables VARCHAR, rule VARCHAR);

-- Whom a set gate stops.
CREATE OR REPLACE TABLE plan.stops (row BIGINT, gate INTEGER, reason VARCHAR, detail VARCHAR);
