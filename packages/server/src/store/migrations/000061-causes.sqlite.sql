-- What is known of a failed attempt beyond its code. Rows of earlier versions have none.
alter table other_attempts add column cause text;
alter table deliveries add column last_cause text;
