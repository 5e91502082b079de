-- An outcome makes its delivery's row longer. With 70 the page was full half-way, and what went to another page cost two
-- index entries more: room for every outcome beside the row it replaces.
alter table deliveries set (fillfactor = 45);
