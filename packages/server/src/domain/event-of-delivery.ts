/**
 * Joins the event of `deliveries d`. With `|| ''`, PostgreSQL looks up each event by its whole key. Without it,
 * PostgreSQL planned on a new, small table to read all events of the tenant for each delivery, and kept this plan for a
 * minute while the table grew.
 */
export const eventOfDelivery =
  "join events e on e.tenant_id = d.tenant_id || '' and e.mode = d.mode and e.id = d.event_id";
