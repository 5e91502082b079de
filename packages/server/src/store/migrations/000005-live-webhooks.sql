-- Endpoints that were not deleted: what the API shows.
create view live_webhooks as select * from webhooks where deleted_at is null;
