-- On PostgreSQL a first attempt that succeeded is kept in its delivery's row: most are of that kind, and a row of its own
-- for each made a fifth of what a delivery costs the database. All others have rows. Whoever reads sees `attempts`, the view.
alter table deliveries add column first_started_at bigint;
alter table deliveries add column first_duration_ms integer;
alter table deliveries add column first_status smallint;
alter table deliveries add column first_headers text;
alter table deliveries add column first_body text;

alter table attempts rename to other_attempts;
