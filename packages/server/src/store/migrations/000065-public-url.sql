-- Where the portal is served, as the process that started last has it. `winkwire sign-in` prints a link to it.
alter table tenants add column public_url text;
