-- Who a link to the portal is for, and whether that person may change anything. Sessions have it from their link.
alter table portal_sign_in_links add column person text;
alter table portal_sign_in_links add column role text not null default 'OPERATOR';
alter table portal_sessions add column person text;
alter table portal_sessions add column role text not null default 'OPERATOR';
