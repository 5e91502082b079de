-- Every attempt has a row here: SQLite makes a copy of a union wherever it is joined, all attempts of a tenant for a page.
create view attempts as select * from other_attempts;
