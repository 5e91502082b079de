-- A user may leave the page to sign in at a provider in the same tab. Then `away_until` says how long the session waits,
-- `return_url` where the user goes afterwards, and `return_code` is the digest of the code that is added to this URL.
alter table sessions add column return_url text;
alter table sessions add column away_until bigint;
alter table sessions add column return_code text;
