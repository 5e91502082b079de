-- How far each session came, kept when its callbacks are written: lists and the funnel read no callbacks.
alter table sessions add column template_id text;
-- phone, tablet, desktop or webview: the user agent itself is not stored
alter table sessions add column device text;
-- the provider of the connected account, or the one that was chosen last
alter table sessions add column provider_id text;
alter table sessions add column last_screen text;
-- the furthest step of the funnel, from 0
alter table sessions add column step smallint not null default 0;
-- the outcome if the session ended now
alter table sessions add column outcome text not null default 'NEVER_OPENED';
alter table sessions add column error_code text;
-- when the frame was last heard of, and when a frame that stays silent counts as gone; null before heartbeats existed
alter table sessions add column seen_at bigint;
alter table sessions add column silent_at bigint;
-- 1 if the frame fell silent: such a session continues when the frame is heard of again
alter table sessions add column ended_by_silence smallint not null default 0;
-- whether session_figures counts it
alter table sessions add column counted smallint not null default 0;

-- The filters come last, so that a search reads the index alone until a row matches.
create index sessions_by_time on sessions
  (tenant_id, mode, created_at, id, status, outcome, provider_id, template_id, device);
create index sessions_uncounted on sessions (tenant_id, mode, created_at) where counted = 0;

-- Ended sessions by the day on which they began and by what the funnel is grouped by. Texts are empty if a session has
-- no provider, template or device.
create table session_figures (
  tenant_id text not null,
  mode text not null,
  -- its first and its last millisecond
  day bigint not null,
  day_ends_at bigint not null,
  provider_id text not null,
  template_id text not null,
  device text not null,
  step smallint not null,
  sessions bigint not null,
  primary key (tenant_id, mode, day, provider_id, template_id, device, step)
);

create index session_figures_by_age on session_figures (day_ends_at);

update sessions set
  template_id = options::json ->> 'templateId',
  last_screen = (
    select c.arguments::json ->> 'eventName' from callbacks c where c.session_id = sessions.id and c.name = 'onUIEvent'
    order by c.sequence desc limit 1),
  step = coalesce((
    select max(case
      when c.name in ('onAccountConnected', 'onUploadsCreated') then 5
      when c.name in ('onAccountCreated', 'onAccountError') then 4
      when c.name <> 'onUIEvent' then 0
      when c.arguments::json ->> 'eventName' in ('LoginPageOpened', 'LoginOptionsPageOpened', 'MfaPageOpened',
        'ConnectSuccessPageOpened', 'FileTypePageOpened', 'ArchiveSuccessPageOpened') then 3
      when c.arguments::json ->> 'eventName' = 'ConsentPageOpened' then 1
      else 2 end)
    from callbacks c where c.session_id = sessions.id), 0),
  provider_id = coalesce(
    (select c.arguments::json ->> 'providerId' from callbacks c
     where c.session_id = sessions.id and c.name = 'onAccountConnected' order by c.sequence desc limit 1),
    (select c.arguments::json ->> 'providerId' from callbacks c
     where c.session_id = sessions.id and c.name = 'onAccountCreated' order by c.sequence desc limit 1)),
  error_code = (
    select c.arguments::json ->> 'errorCode' from callbacks c
    where c.session_id = sessions.id and c.name in ('onAccountCreated', 'onAccountError')
    order by c.sequence desc limit 1);

update sessions set outcome = case
  when exists (select 1 from callbacks c where c.session_id = sessions.id and c.name = 'onAccountConnected') then 'CONNECTED'
  when exists (select 1 from callbacks c where c.session_id = sessions.id and c.name = 'onUploadsCreated') then 'UPLOADED'
  when error_code is not null then 'FAILED'
  when step > 0 then 'LEFT'
  else 'NEVER_OPENED' end;
