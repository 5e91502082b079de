-- Which process has which piece of work. A row lives until its process releases it, until it expires, or until the
-- process is known to be dead. `leased_until` is on the database's clock. The columns that other tables have for
-- their own leases are not used any more.
create table leases (
  kind text not null,
  id text not null,
  owner text not null,
  leased_until bigint not null,
  primary key (kind, id)
);
