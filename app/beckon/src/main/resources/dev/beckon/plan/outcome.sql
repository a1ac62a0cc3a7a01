-- Both in the order of the customers, as the candidates came.
CREATE OR REPLACE TABLE plan.messages AS
SELECT r.campaign, c.customer_id, ch.word AS channel, l.word AS language, c.address, c.send_at, z.word AS time_zone,
       r.action, c.priority, c.value, c.cost_micros, p.parameters, c.variables, p.rule
FROM plan.candidates c
JOIN plan.runs r ON r.place = c.run
JOIN plan.proposals p ON p.code = c.proposal
LEFT JOIN plan.words ch ON ch.code = c.channel
LEFT JOIN plan.words l ON l.code = c.language
LEFT JOIN plan.words z ON z.code = c.time_zone
WHERE c.gate IS NULL AND NOT EXISTS (SELECT 1 FROM plan.stops s WHERE s.row = c.row);

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
JOIN plan.gates g ON g.place = coalesce(s.gate, c.gate);
