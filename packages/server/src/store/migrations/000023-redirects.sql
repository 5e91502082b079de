-- the provider's own page, where our start address sends the popup that it has marked
alter table linking_runs add column redirect_url text;
