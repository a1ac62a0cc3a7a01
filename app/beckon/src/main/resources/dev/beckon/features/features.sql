-- Beckon's features: what each fact about a customer means, as SQL.
--
-- How it is read. Each group below is one narrow query, one row a customer; only the groups, and of those only the
-- columns, that rules, campaigns or reports ask for are computed, each into a table facts.<group>. All of them have the
-- same customers in the same order, so that side by side they are the facts. Narrow aggregates are far cheaper than one
-- wide query.
--   -- view: NAME      a name, facts.<name>, for rows that several groups read
--   -- table: NAME     the same for rows that cost more to compute than to keep
--   -- group: NAME     a query; then about it
--   -- provides:       its columns: properties, or intermediate results that a later group needs
--   -- needs:          columns of earlier groups that it reads
--   -- reads:          the table that must have rows for anything to be known; where it is empty all columns are null
--   -- zero:           columns that are 0, not null, for a customer without rows there
--   -- row: PROPERTY   an expression over what earlier groups say of the same customer, each GROUP.COLUMN, with its
--                      needs; it is evaluated whenever the property is read, as it costs more to keep than to compute
-- customer_key stands for a customer in all tables and queries: a number, since numbers group and join far faster than
-- ids. Only input.customers says whose id it is; the numbers have the order of the ids. In the same way product_key and
-- category_key stand for the names in input.products and input.categories, and order_key for an order.
-- {as_of} is the as-of date; {frequency}, {net} and the like are settings of beckon.yaml. {some_customers} is a condition
-- that chooses customers: such a query has many groups, and may be computed for some customers after the other.
--
-- It runs on DuckDB and on Spark: ANSI SQL and the macros days_between(earlier, later) and count_distinct(column), which
-- on DuckDB is faster than COUNT(DISTINCT column) where groups are small. To get equal bits on both, only integers are
-- summed (money is in minor units), each double is one division of integers, divisors go through nullif, ties are broken
-- by a unique column, sums are cast to BIGINT.
--
-- A purchase line has a price above 0 before discount: amount > 0, or amount 0 with a discount. A return line has an
-- amount below 0. Other lines at price 0 (gifts, write-offs, corrections) are neither.


-- view: lines
SELECT customer_key, order_key, ordered_on, product_key, category_key, amount, discount, profit,
       amount > 0 OR (amount = 0 AND coalesce(discount, 0) > 0) AS is_purchase
FROM input.order_lines
WHERE customer_key IS NOT NULL


-- table: product_spend
SELECT customer_key, product_key, category_key,
       CAST(sum(amount) AS BIGINT) AS spent,
       max(ordered_on) FILTER (WHERE is_purchase) AS last_bought
FROM facts.lines
WHERE {some_customers}
GROUP BY customer_key, product_key, category_key


-- ---------------------------------------------------------------- identity and demography

-- group: person
-- provides: age, gender, city, region, country, language, timeZone, rural, loyaltyTier, doNotDisturb, preferredChannel, firstName, lastName, fullName, emailAddress, phoneNumber, signup_date
-- Age is completed years: who was born on 29 February has the birthday on 1 March of common years. An age outside
-- 0 to 120 is a mistake in the data and unknown.
SELECT customer_key, customer_id, {attributes}
       CASE WHEN years BETWEEN 0 AND 120 THEN years END AS age,
       gender, city, region, country, language, time_zone AS timeZone, rural,
       loyalty_tier AS loyaltyTier, do_not_disturb AS doNotDisturb, lower(trim(preferred_channel)) AS preferredChannel,
       first_name AS firstName, last_name AS lastName, full_name AS fullName,
       email_address AS emailAddress, phone_number AS phoneNumber, signup_date
FROM (SELECT c.*,
             CASE WHEN birth_date IS NULL THEN age
                  ELSE CAST(extract(YEAR FROM {as_of}) - extract(YEAR FROM birth_date)
                       - CASE WHEN extract(MONTH FROM {as_of}) * 100 + extract(DAY FROM {as_of})
                                   < extract(MONTH FROM birth_date) * 100 + extract(DAY FROM birth_date)
                              THEN 1 ELSE 0 END AS BIGINT) END AS years
      FROM input.customers c) person


-- ---------------------------------------------------------------- purchases

-- group: spend
-- provides: recencyDays, firstOrderDaysAgo, monetary, netSpend, spendLast30Days, spendLast90Days, spendLast365Days, profit, discountShare, returnShare
-- reads: input.order_lines
-- zero: monetary, netSpend, spendLast30Days, spendLast90Days, spendLast365Days
-- "Last 30 days" is at most 30 days ago: ordersLast30Days > 0 exactly where recencyDays <= 30. Spend is net of returns
-- (a return counts on its own day). Profit is of the lines whose cost or profit is known; a return's is negative.
SELECT customer_key,
       CAST(days_between(max(ordered_on) FILTER (WHERE is_purchase), {as_of}) AS BIGINT) AS recencyDays,
       CAST(days_between(min(ordered_on) FILTER (WHERE is_purchase), {as_of}) AS BIGINT) AS firstOrderDaysAgo,
       CAST(sum(amount) FILTER (WHERE {net} OR amount > 0) AS BIGINT) AS monetary,
       CAST(sum(amount) AS BIGINT) AS netSpend,
       CAST(sum(amount) FILTER (WHERE days_between(ordered_on, {as_of}) <= 30) AS BIGINT) AS spendLast30Days,
       CAST(sum(amount) FILTER (WHERE days_between(ordered_on, {as_of}) <= 90) AS BIGINT) AS spendLast90Days,
       CAST(sum(amount) FILTER (WHERE days_between(ordered_on, {as_of}) <= 365) AS BIGINT) AS spendLast365Days,
       CAST(sum(profit) AS BIGINT) AS profit,
       CAST(sum(discount) FILTER (WHERE is_purchase) AS DOUBLE)
           / CAST(nullif(sum(amount + coalesce(discount, 0)) FILTER (WHERE is_purchase), 0) AS DOUBLE) AS discountShare,
       CAST(coalesce(-sum(amount) FILTER (WHERE amount < 0), 0) AS DOUBLE)
           / CAST(nullif(sum(amount) FILTER (WHERE amount > 0), 0) AS DOUBLE) AS returnShare
FROM facts.lines
GROUP BY customer_key


-- group: orders
-- provides: orders, ordersLast30Days, ordersLast90Days, ordersLast365Days
-- reads: input.order_lines
-- zero: orders, ordersLast30Days, ordersLast90Days, ordersLast365Days
-- An order is an order id with at least one purchase line; ids that hold returns only are no orders. Its day is that
-- of its last purchase line.
SELECT customer_key,
       count(*) AS orders,
       count(*) FILTER (WHERE days_ago <= 30) AS ordersLast30Days,
       count(*) FILTER (WHERE days_ago <= 90) AS ordersLast90Days,
       count(*) FILTER (WHERE days_ago <= 365) AS ordersLast365Days
FROM (SELECT customer_key, order_key, days_between(max(ordered_on), {as_of}) AS days_ago
      FROM facts.lines
      WHERE is_purchase AND {some_customers}
      GROUP BY customer_key, order_key) orders
GROUP BY customer_key


-- group: purchase_days
-- provides: purchaseDays, meanDaysBetweenOrders, overdueRatio
-- reads: input.order_lines
-- zero: purchaseDays
-- (Last - first purchase day) / (purchase days - 1), and the days since the last purchase day divided by that, written
-- as one division of integers. Both unknown with fewer than two purchase days.
SELECT customer_key,
       purchaseDays,
       CAST(days_between(first_day, last_day) AS DOUBLE) / nullif(purchaseDays - 1, 0) AS meanDaysBetweenOrders,
       CAST(days_between(last_day, {as_of}) * (purchaseDays - 1) AS DOUBLE)
           / nullif(days_between(first_day, last_day), 0) AS overdueRatio
FROM (SELECT customer_key,
             CAST(count_distinct(ordered_on) AS BIGINT) AS purchaseDays,
             min(ordered_on) AS first_day,
             max(ordered_on) AS last_day
      FROM facts.lines
      WHERE is_purchase
      GROUP BY customer_key) days


-- row: averageOrderValue
-- needs: netSpend, orders
-- Net spend / orders; unknown without an order.
CAST(spend.netSpend AS DOUBLE) / nullif(orders.orders, 0)


-- row: tenureDays
-- needs: signup_date, firstOrderDaysAgo
-- From the sign-up date; where that is unknown or after the as-of date, from the first purchase.
coalesce(CASE WHEN person.signup_date <= {as_of}
              THEN CAST(days_between(person.signup_date, {as_of}) AS BIGINT) END,
         spend.firstOrderDaysAgo)


-- group: favourite_category
-- provides: favouriteCategory
-- reads: input.order_lines
-- The category with the most net spend, if that is above 0; of equals the first in the alphabet.
SELECT customer_key, category AS favouriteCategory
FROM (SELECT customer_key, min_by(category_key, (-spent, category_key)) AS category_key
      FROM (SELECT customer_key, category_key, CAST(sum(spent) AS BIGINT) AS spent
            FROM facts.product_spend
            WHERE category_key IS NOT NULL AND {some_customers}
            GROUP BY customer_key, category_key) spends
      WHERE spent > 0
      GROUP BY customer_key) favourites
JOIN input.categories ON categories.category_key = favourites.category_key


-- group: favourite_product
-- provides: favouriteProduct
-- reads: input.order_lines
-- The product with the most net spend, if that is above 0; of equals the first in the alphabet. Only products of several
-- categories are summed again.
SELECT customer_key, product AS favouriteProduct
FROM (WITH mixed AS (SELECT product_key
                     FROM (SELECT DISTINCT product_key, category_key FROM facts.product_spend) pairs
                     WHERE product_key IS NOT NULL
                     GROUP BY product_key
                     HAVING count(*) > 1)
      SELECT customer_key, min_by(product_key, (-spent, product_key)) AS product_key
      FROM (SELECT customer_key, product_key, spent
            FROM facts.product_spend
            WHERE product_key NOT IN (SELECT product_key FROM mixed)
            UNION ALL
            SELECT customer_key, product_key, CAST(sum(spent) AS BIGINT) AS spent
            FROM facts.product_spend
            WHERE product_key IN (SELECT product_key FROM mixed)
            GROUP BY customer_key, product_key) spends
      WHERE spent > 0
      GROUP BY customer_key) favourites
JOIN input.products ON products.product_key = favourites.product_key


-- ---------------------------------------------------------------- recency, frequency, monetary

-- row: frequency
-- needs: {frequency}
-- Orders, or purchase days if beckon.yaml says so.
{frequency_group}.{frequency}


-- Scores: 1 to 5, and quartiles 1 to 4, over the customers who bought at least once (recencyDays is known); nobody
-- else has a score. A class goes up to and including a type-7 quantile (20, 40, 60, 80 %; 25, 50, 75 %), so equal
-- values get equal scores in any row order. With edges from beckon.yaml a class of the five ends before its edge.
-- Rounding can't change a score: no customer's value lies between the two that a quantile is interpolated from.

-- group: recency_scores
-- provides: recencyScore, recencyQuartile
-- needs: recencyDays
SELECT customer_key,
       CAST(CASE WHEN recencyDays {within} {recency_edge_1} THEN 5
                 WHEN recencyDays {within} {recency_edge_2} THEN 4
                 WHEN recencyDays {within} {recency_edge_3} THEN 3
                 WHEN recencyDays {within} {recency_edge_4} THEN 2 ELSE 1 END AS BIGINT) AS recencyScore,
       CAST(CASE WHEN recencyDays <= p25 THEN 4
                 WHEN recencyDays <= p50 THEN 3
                 WHEN recencyDays <= p75 THEN 2 ELSE 1 END AS BIGINT) AS recencyQuartile
FROM facts.spend
CROSS JOIN (SELECT percentile_cont(0.2) WITHIN GROUP (ORDER BY recencyDays) AS p20,
                   percentile_cont(0.25) WITHIN GROUP (ORDER BY recencyDays) AS p25,
                   percentile_cont(0.4) WITHIN GROUP (ORDER BY recencyDays) AS p40,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY recencyDays) AS p50,
                   percentile_cont(0.6) WITHIN GROUP (ORDER BY recencyDays) AS p60,
                   percentile_cont(0.75) WITHIN GROUP (ORDER BY recencyDays) AS p75,
                   percentile_cont(0.8) WITHIN GROUP (ORDER BY recencyDays) AS p80
            FROM facts.spend) quantiles
WHERE recencyDays IS NOT NULL


-- group: frequency_scores
-- provides: frequencyScore, frequencyQuartile
-- needs: {frequency}
-- Who bought has a frequency above 0, and nobody else.
SELECT customer_key,
       CAST(CASE WHEN {frequency} {within} {frequency_edge_1} THEN 1
                 WHEN {frequency} {within} {frequency_edge_2} THEN 2
                 WHEN {frequency} {within} {frequency_edge_3} THEN 3
                 WHEN {frequency} {within} {frequency_edge_4} THEN 4 ELSE 5 END AS BIGINT) AS frequencyScore,
       CAST(CASE WHEN {frequency} <= p25 THEN 1
                 WHEN {frequency} <= p50 THEN 2
                 WHEN {frequency} <= p75 THEN 3 ELSE 4 END AS BIGINT) AS frequencyQuartile
FROM facts.{frequency_group}
CROSS JOIN (SELECT percentile_cont(0.2) WITHIN GROUP (ORDER BY {frequency}) AS p20,
                   percentile_cont(0.25) WITHIN GROUP (ORDER BY {frequency}) AS p25,
                   percentile_cont(0.4) WITHIN GROUP (ORDER BY {frequency}) AS p40,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY {frequency}) AS p50,
                   percentile_cont(0.6) WITHIN GROUP (ORDER BY {frequency}) AS p60,
                   percentile_cont(0.75) WITHIN GROUP (ORDER BY {frequency}) AS p75,
                   percentile_cont(0.8) WITHIN GROUP (ORDER BY {frequency}) AS p80
            FROM facts.{frequency_group}
            WHERE {frequency} > 0) quantiles
WHERE {frequency} > 0


-- group: monetary_scores
-- provides: monetaryScore, monetaryQuartile
-- needs: recencyDays, monetary
SELECT customer_key,
       CAST(CASE WHEN monetary {within} {monetary_edge_1} THEN 1
                 WHEN monetary {within} {monetary_edge_2} THEN 2
                 WHEN monetary {within} {monetary_edge_3} THEN 3
                 WHEN monetary {within} {monetary_edge_4} THEN 4 ELSE 5 END AS BIGINT) AS monetaryScore,
       CAST(CASE WHEN monetary <= p25 THEN 1
                 WHEN monetary <= p50 THEN 2
                 WHEN monetary <= p75 THEN 3 ELSE 4 END AS BIGINT) AS monetaryQuartile
FROM facts.spend
CROSS JOIN (SELECT percentile_cont(0.2) WITHIN GROUP (ORDER BY monetary) AS p20,
                   percentile_cont(0.25) WITHIN GROUP (ORDER BY monetary) AS p25,
                   percentile_cont(0.4) WITHIN GROUP (ORDER BY monetary) AS p40,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY monetary) AS p50,
                   percentile_cont(0.6) WITHIN GROUP (ORDER BY monetary) AS p60,
                   percentile_cont(0.75) WITHIN GROUP (ORDER BY monetary) AS p75,
                   percentile_cont(0.8) WITHIN GROUP (ORDER BY monetary) AS p80
            FROM facts.spend
            WHERE recencyDays IS NOT NULL) quantiles
WHERE recencyDays IS NOT NULL


-- group: rfm_text
-- provides: rfm
-- needs: recencyScore, frequencyScore, monetaryScore
SELECT recency_scores.customer_key, concat(recencyScore, frequencyScore, monetaryScore) AS rfm
FROM facts.recency_scores
JOIN facts.frequency_scores ON frequency_scores.customer_key = recency_scores.customer_key
JOIN facts.monetary_scores ON monetary_scores.customer_key = recency_scores.customer_key
WHERE recencyScore IS NOT NULL


-- ---------------------------------------------------------------- behaviour

-- group: emails
-- provides: emailsSentLast90Days, emailsOpenedLast90Days, emailsClickedLast90Days, openRate, clickRate
-- reads: input.events
-- zero: emailsSentLast90Days, emailsOpenedLast90Days, emailsClickedLast90Days
-- Rates are unknown when nothing was sent, and at most 1 (an email may be opened twice, or have been sent earlier).
SELECT customer_key,
       sent AS emailsSentLast90Days,
       opened AS emailsOpenedLast90Days,
       clicked AS emailsClickedLast90Days,
       CAST(least(opened, sent) AS DOUBLE) / nullif(sent, 0) AS openRate,
       CAST(least(clicked, sent) AS DOUBLE) / nullif(sent, 0) AS clickRate
FROM (SELECT customer_key,
             count(*) FILTER (WHERE type = 'email-sent') AS sent,
             count(*) FILTER (WHERE type = 'email-opened') AS opened,
             count(*) FILTER (WHERE type = 'email-clicked') AS clicked
      FROM input.events
      WHERE days_between(happened_on, {as_of}) <= 90 AND type IN ('email-sent', 'email-opened', 'email-clicked')
      GROUP BY customer_key) counts


-- group: behaviour
-- provides: visitsLast30Days, cartAbandonedDaysAgo, reviews, referrals, complaints, lastResponse
-- reads: input.events
-- zero: visitsLast30Days, reviews, referrals, complaints
SELECT customer_key,
       count(*) FILTER (WHERE type = 'visit' AND days_between(happened_on, {as_of}) <= 30) AS visitsLast30Days,
       CAST(days_between(max(happened_on) FILTER (WHERE type = 'cart-abandoned'), {as_of}) AS BIGINT)
           AS cartAbandonedDaysAgo,
       count(*) FILTER (WHERE type = 'review') AS reviews,
       count(*) FILTER (WHERE type = 'referral') AS referrals,
       count(*) FILTER (WHERE type = 'complaint') AS complaints,
       max(happened_on) FILTER (WHERE type IN ('visit', 'email-opened', 'email-clicked')) AS lastResponse
FROM input.events
GROUP BY customer_key


-- row: lastSeenDaysAgo
-- needs: lastResponse, recencyDays
least(CAST(days_between(behaviour.lastResponse, {as_of}) AS BIGINT), spend.recencyDays)


-- ---------------------------------------------------------------- reach

-- group: consents
-- provides: emailConsent, whatsappConsent, phoneConsent
-- The latest record counts; of several in the same second the denial. A grant without a time is older than any other
-- record; denials all have one. What isn't 'granted' is a denial. No record: null, which is no consent.
SELECT customer_key,
       CASE WHEN email_denied = email_last THEN 'denied' WHEN email_last IS NOT NULL THEN 'granted' END AS emailConsent,
       CASE WHEN whatsapp_denied = whatsapp_last THEN 'denied' WHEN whatsapp_last IS NOT NULL THEN 'granted' END
           AS whatsappConsent,
       CASE WHEN phone_denied = phone_last THEN 'denied' WHEN phone_last IS NOT NULL THEN 'granted' END AS phoneConsent
FROM (SELECT customer_key,
             max(recorded) FILTER (WHERE channel = 'email') AS email_last,
             max(recorded) FILTER (WHERE channel = 'email' AND denied) AS email_denied,
             max(recorded) FILTER (WHERE channel = 'whatsapp') AS whatsapp_last,
             max(recorded) FILTER (WHERE channel = 'whatsapp' AND denied) AS whatsapp_denied,
             max(recorded) FILTER (WHERE channel = 'phone') AS phone_last,
             max(recorded) FILTER (WHERE channel = 'phone' AND denied) AS phone_denied
      FROM (SELECT customer_key, channel, state <> 'granted' AS denied,
                   date_trunc('SECOND', coalesce(recorded_at, TIMESTAMP '0001-01-01 00:00:00')) AS recorded
            FROM input.consents) records
      GROUP BY customer_key) latest


-- Consent and a usable address. Suppression is told apart, so that a skip can name it.

-- row: mayEmail
-- needs: emailConsent, emailAddress
coalesce(consents.emailConsent, 'denied') = 'granted' AND person.emailAddress IS NOT NULL


-- row: mayWhatsApp
-- needs: whatsappConsent, phoneNumber
coalesce(consents.whatsappConsent, 'denied') = 'granted' AND person.phoneNumber IS NOT NULL


-- row: mayCall
-- needs: phoneConsent, phoneNumber
coalesce(consents.phoneConsent, 'denied') = 'granted' AND person.phoneNumber IS NOT NULL


-- group: suppression
-- provides: emailSuppression, phoneSuppression
-- Suppressed by customer id or by address; without a channel, on all of them. WhatsApp and calls share the number, so
-- either suppresses it. Of several reasons the first in the alphabet is named.
SELECT customer_key,
       min(reason) FILTER (WHERE for_email) AS emailSuppression,
       min(reason) FILTER (WHERE for_phone) AS phoneSuppression
FROM (SELECT customer_key, coalesce(reason, 'suppressed') AS reason,
             coalesce(channel, 'email') = 'email' AS for_email,
             coalesce(channel, 'phone') IN ('phone', 'whatsapp') AS for_phone
      FROM input.suppressions
      WHERE customer_key IS NOT NULL
      UNION ALL
      SELECT customers.customer_key, coalesce(reason, 'suppressed'),
             coalesce(channel, 'email') = 'email', FALSE
      FROM input.suppressions JOIN input.customers ON lower(customers.email_address) = lower(suppressions.address)
      UNION ALL
      SELECT customers.customer_key, coalesce(reason, 'suppressed'),
             FALSE, coalesce(channel, 'phone') IN ('phone', 'whatsapp')
      FROM input.suppressions JOIN input.customers ON customers.phone_number = suppressions.address) suppressed
GROUP BY customer_key
