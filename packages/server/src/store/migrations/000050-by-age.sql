-- What expires by age, of the tables made before.
create index tasks_by_age on tasks (started_at);
create index sessions_by_age on sessions (created_at);
create index callbacks_by_age on callbacks (at);
create index employer_surveys_by_age on employer_surveys (created_at);
create index invites_by_age on invites (created_at);
create index invite_logs_by_age on invite_logs (created_at);
