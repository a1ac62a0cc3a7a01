CREATE OR REPLACE TABLE plan.messages AS
SELECT campaign, customer_id, channel, language, address, send_at, time_zone, action, priority, value, cost_micros,
       segments, parameters, variables, rule
FROM plan.candidates c
WHERE gate IS NULL AND NOT EXISTS (SELECT 1 FROM plan.stops s WHERE s.row = c.row)
ORDER BY campaign, customer_id;

-- A set gate only ever stops those whom no gate before it stopped, so its stop is the first.
CREATE OR REPLACE TABLE plan.skips AS
SELECT c.campaign, c.customer_id, g.key AS gate,
       CASE WHEN s.row IS NULL THEN c.reason ELSE s.reason END AS reason,
       CASE WHEN s.row IS NULL THEN c.detail ELSE s.detail END AS detail,
       CASE WHEN s.row IS NULL THEN c.stopped_by END AS rule
FROM plan.candidates c
LEFT JOIN plan.stops s ON s.row = c.row
JOIN plan.gates g ON g.place = coalesce(s.gate, c.gate)
ORDER BY c.campaign, c.customer_id;
