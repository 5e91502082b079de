-- Where the requests of each delivering process come from, for all to publish.
create table egress_nodes (
  node text primary key,
  -- JSON: addresses and CIDR ranges that receivers are told.
  addresses text not null,
  proxy smallint not null,
  -- 1: a server outside saw one of the addresses; 0: it saw another; null: none was asked, or none answered.
  verified smallint,
  listed_until bigint not null
);
