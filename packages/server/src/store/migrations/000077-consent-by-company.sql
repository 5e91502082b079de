-- A consent is for one company and one wording. What was given before has no digest, so these users are asked again.
alter table consents add column wording_digest text not null default '';
alter table consents add column language text;
-- a JSON list: what the page named
alter table consents add column data_types text not null default '[]';
alter table consents add column kept_days integer not null default 0;
drop index consents_once;
create unique index consents_once on consents
  (tenant_id, mode, user_id, consented_with, consent_template_id, version, wording_digest, data_types, kept_days);
alter table consent_templates add column language text;
-- a JSON list of wordings in other languages
alter table consent_templates add column translations text not null default '[]';
alter table consent_templates add column privacy_url text;
