-- Both by campaign and in the order of the customers: reports read one campaign after the other.
CREATE OR REPLACE TABLE plan.messages AS
SELECT r.campaign, c.customer_id, ch.word AS channel, l.word AS language, c.address, c.send_at, z.word AS time_zone,
       r.action, c.priority, c.value, c.cost_micros, p.parameters, c.variables, p.rule,
       fc.word AS fallback_channel, c.fallback_address, fz.word AS fallback_time_zone, c.fallback_cost_micros,
       c.fallback_variables
FROM plan.candidates c
JOIN plan.runs r ON r.place = c.run
JOIN plan.proposals p ON p.code = c.proposal
LEFT JOIN plan.words ch ON ch.code = c.channel
LEFT JOIN plan.words l ON l.code = c.language
LEFT JOIN plan.words z ON z.code = c.time_zone
LEFT JOIN plan.words fc ON fc.code = c.fallback_channel
LEFT JOIN plan.words fz ON fz.code = c.fallback_time_zone
WHERE c.gate IS NULL AND NOT EXISTS (SELECT 1 FROM plan.stops s WHERE s.row = c.row)
ORDER BY c.run, c.row;

-- One message per address and run, also by way of fallbacks: whose own message goes to an address comes before whoever
-- would fall back on it.
UPDATE plan.messages m
SET fallback_channel = NULL, fallback_address = NULL, fallback_time_zone = NULL, fallback_cost_micros = NULL,
    fallback_variables = NULL
FROM (
    WITH falling AS (
        SELECT campaign, customer_id, lower(fallback_address) AS address FROM plan.messages
        WHERE fallback_address IS NOT NULL),
    owned AS (SELECT campaign, customer_id, lower(address) AS address FROM plan.messages)
    SELECT campaign, address, min(customer_id) FILTER (WHERE own) AS owner, min(customer_id) AS first
    FROM (SELECT campaign, customer_id, address, false AS own FROM falling
          UNION ALL SELECT campaign, customer_id, address, true FROM owned SEMI JOIN falling USING (campaign, address))
    GROUP BY ALL HAVING count(DISTINCT customer_id) > 1) shared
WHERE m.campaign = shared.campaign AND lower(m.fallback_address) = shared.address
  AND m.customer_id <> coalesce(shared.owner, shared.first);

-- A set gate only ever stops those whom no gate before it stopped, so its stop is the first.
CREATE OR REPLACE TABLE plan.skips AS
SELECT r.campaign, c.customer_id, g.key AS gate,
       CASE WHEN s.row IS NULL THEN cs.reason ELSE s.reason END AS reason,
       CASE WHEN s.row IS NULL THEN cs.detail ELSE s.detail END AS detail,
       CASE WHEN s.row IS NULL THEN cs.stopped_by END AS rule
FROM plan.candidates c
JOIN plan.runs r ON r.place = c.run
LEFT JOIN plan.customer_stops cs ON cs.code = c.stop
LEFT JOIN plan.stops s ON s.row = c.row
JOIN plan.gates g ON g.place = coalesce(s.gate, c.gate)
ORDER BY c.run, c.row;
