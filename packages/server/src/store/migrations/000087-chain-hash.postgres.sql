-- The hash of a webhook's sequence after more events, as `chainHash` of @winkwire/receiver/checkpoint computes it.
-- It may exist already, if somebody dropped only the tables.
create or replace function chain_hash(before text, ids text[], digests text[]) returns text language plpgsql immutable as $$
declare hash text := before;
begin
  for n in 1 .. cardinality(ids) loop
    hash := encode(sha256(convert_to(hash || ':' || ids[n] || ':' || digests[n], 'UTF8')), 'hex');
  end loop;
  return hash;
end $$;
