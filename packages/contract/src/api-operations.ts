// Written by `npm run docs` from the operations of the server. Do not edit.
import type * as resources from './resources/index.ts';

/** The input and the data of every operation of the REST API, keyed by method and path. */
export interface ApiOperations {
  /** List providers. */
  'GET /providers': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only providers of this type. */
        type?: string;
        /** Only providers of this subtype. */
        subType?: string;
        /** If true, only providers that work at the moment. If false, only providers that do not work. */
        active?: boolean;
        /** If true, only providers that you may use. If false, only providers that you may not use. */
        enabled?: boolean;
        /** If true, only providers that users can log in to. If false, only providers without a login. */
        accountConnection?: boolean;
        /** Only providers whose name contains this text. */
        name?: string;
        /** Only these providers. */
        ids?: Array<string> | string;
        /** These providers come first, in this order. */
        topIds?: Array<string> | string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Provider>;
    };
  };
  /** Get a provider. */
  'GET /providers/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Provider;
  };
  /** List users. */
  'GET /users': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only users whose `externalMetadata` has this value, under any name. The case of letters is ignored. */
        reference?: string;
        /** Only items from this time on. A date without a time means the start of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this time. A date without a time means the end of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.User>;
    };
  };
  /** Create a user. */
  'POST /users': {
    input: {
      body?: resources.UserCreateRequest;
    };
    data: resources.UserCreated;
  };
  /** Get a user. */
  'GET /users/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.User;
  };
  /** Erase a user. */
  'DELETE /users/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: null;
  };
  /** Get everything that a user has shared. */
  'GET /users/{id}/payload': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.UserPayload;
  };
  /** Reset a user's session. */
  'POST /users/{id}/resetSession': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: null;
  };
  /** Create a link token. */
  'POST /tokens': {
    input: {
      query: {
        /** The user who opens the widget. */
        userId: string;
      };
    };
    data: resources.Token;
  };
  /** List sessions. */
  'GET /sessions': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only sessions that ended with this outcome. */
        outcome?: "CONNECTED" | "UPLOADED" | "FAILED" | "LEFT" | "NEVER_OPENED";
        /** Only sessions with this provider. */
        providerId?: string;
        /** Only sessions with this wink template. */
        templateId?: string;
        /** Only sessions on this class of device. */
        device?: "PHONE" | "TABLET" | "DESKTOP" | "WEBVIEW";
        /** Only items from this time on. A date without a time means the start of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this time. A date without a time means the end of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.WidgetSession>;
    };
  };
  /** Get the funnel of sessions. */
  'GET /sessions/funnel': {
    input: {
      query?: {
        /** What each group of sessions has in common: its day, provider, wink template or device class. */
        by?: "day" | "provider" | "template" | "device";
        /** The first day (UTC). By default, the period has 30 days. */
        startDate?: string;
        /** The last day (UTC). By default, today. */
        endDate?: string;
        /** Only sessions with this provider. */
        providerId?: string;
        /** Only sessions with this wink template. */
        templateId?: string;
        /** Only sessions on this class of device. */
        device?: "PHONE" | "TABLET" | "DESKTOP" | "WEBVIEW";
      };
    };
    data: resources.SessionFunnel;
  };
  /** Get a session. */
  'GET /sessions/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.WidgetSession;
  };
  /** List the callbacks of a session. */
  'GET /sessions/{id}/callbacks': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.SessionCallback>;
    };
  };
  /** List consent templates. */
  'GET /consentTemplates': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.ConsentTemplate>;
    };
  };
  /** Create a consent template. */
  'POST /consentTemplates': {
    input: {
      body: resources.ConsentTemplateCreateRequest;
    };
    data: resources.ConsentTemplate;
  };
  /** Delete a consent template. */
  'DELETE /consentTemplates/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: null;
  };
  /** Count how many of the newest events a filter matches. */
  'POST /webhooks/filterPreview': {
    input: {
      body: resources.FilterPreviewRequest;
    };
    data: resources.FilterPreview;
  };
  /** List webhooks. */
  'GET /webhooks': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Webhook>;
    };
  };
  /** Register a webhook. */
  'POST /webhooks': {
    input: {
      body: resources.WebhookCreateRequest;
    };
    data: resources.Webhook;
  };
  /** Get a webhook. */
  'GET /webhooks/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Webhook;
  };
  /** Replace the settings of a webhook. */
  'PUT /webhooks/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body: resources.WebhookReplaceRequest;
    };
    data: resources.Webhook;
  };
  /** Change, pause or resume a webhook. */
  'PATCH /webhooks/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body?: resources.WebhookUpdateRequest;
    };
    data: resources.Webhook;
  };
  /** Delete a webhook. */
  'DELETE /webhooks/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: null;
  };
  /** Get the number of events that a webhook was given, and their hash. */
  'GET /webhooks/{id}/checkpoint': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.WebhookCheckpoint;
  };
  /** Pull a webhook's events after a sequence number. */
  'GET /webhooks/{id}/events': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      query?: {
        after?: number;
        size?: number;
      };
    };
    data: resources.PulledEvents;
  };
  /** Redeliver every event after a sequence number or in a period. */
  'POST /webhooks/{id}/rewind': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body?: {
        /** Events after this sequence number are redelivered. */
        sequence?: number;
        /** The start of the period. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        since?: string;
        /** The end of the period, not included. If it is absent, the period ends now. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        until?: string;
      };
    };
    data: resources.Replay;
  };
  /** Redeliver what failed in a period. */
  'POST /webhooks/{id}/recover': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body: {
        /** The start of the period. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        since: string;
        /** The end of the period, not included. If it is absent, the period ends now. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        until?: string;
      };
    };
    data: resources.Replay;
  };
  /** Backfill events that a webhook missed in a period. */
  'POST /webhooks/{id}/backfill': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body: {
        /** The start of the period. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        since: string;
        /** The end of the period, not included. If it is absent, the period ends now. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        until?: string;
      };
    };
    data: resources.Replay;
  };
  /** Backfill events under the former path. */
  'POST /webhooks/{id}/replay': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body: {
        /** The start of the period. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        since: string;
        /** The end of the period, not included. If it is absent, the period ends now. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        until?: string;
      };
    };
    data: resources.Replay;
  };
  /** Count what a rewind, recovery or backfill would send. */
  'GET /webhooks/{id}/replays/preview': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      query: {
        /** `REPLAY` counts what a backfill would send. */
        kind: "REWIND" | "RECOVER" | "REPLAY";
        /** Only for a rewind: events after this sequence number are redelivered. */
        sequence?: number;
        /** The start of the period. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        since?: string;
        /** The end of the period, not included. If it is absent, the period ends now. An RFC 3339 timestamp, or a date, which means the start of that day in UTC. */
        until?: string;
      };
    };
    data: resources.ReplayPreview;
  };
  /** List rewinds, recoveries and backfills. */
  'GET /webhooks/{id}/replays': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Replay>;
    };
  };
  /** Get the progress of a rewind, recovery or backfill. */
  'GET /webhooks/{id}/replays/{replayId}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
        /** The id of the resource. */
        replayId: string;
      };
    };
    data: resources.Replay;
  };
  /** Cancel a rewind, recovery or backfill. */
  'POST /webhooks/{id}/replays/{replayId}/cancel': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
        /** The id of the resource. */
        replayId: string;
      };
    };
    data: resources.Replay;
  };
  /** Rotate the secret of a webhook. */
  'POST /webhooks/{id}/secrets': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body?: {
        /** The key of the signatures. In production, it must have at least 16 characters. If it begins with `whsec_`, the rest must be base64, and only the rest is counted. If it is absent, a random secret that begins with `whsec_` is generated, and the response shows it. */
        secret?: string;
        /** How long the previous secret stays valid, in seconds. By default, one day. */
        overlapSeconds?: number;
      };
    };
    data: resources.Webhook;
  };
  /** End the overlap of a rotation. */
  'DELETE /webhooks/{id}/secrets/previous': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Webhook;
  };
  /** Show the secrets and header values of a webhook. */
  'POST /webhooks/{id}/reveal': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.WebhookSecrets;
  };
  /** Send an example event to the endpoint, and get its response. */
  'POST /webhooks/{id}/test': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body?: {
        eventType?: "USER_CREATED" | "ACCOUNT_CREATED" | "ACCOUNT_CONNECTED" | "ACCOUNT_DISCONNECTED" | "ACCOUNT_FAILED" | "TASK_STARTED" | "TASK_FINISHED" | "ACCOUNT_SYNC_TASK_FINISHED" | "ARCHIVE_STARTED" | "ARCHIVE_ANALYZED" | "ARCHIVE_REVOKED" | "ARCHIVE_FAILED" | "INVITE_INVITED" | "INVITE_LINKED" | "IDENTITY_ADDED" | "RATING_ADDED" | "TRANSACTIONS_ADDED" | "DOCUMENTS_ADDED" | "DOCUMENTS_UPDATED" | "EMPLOYMENTS_ADDED" | "EMPLOYMENTS_UPDATED" | "INCOMES_ADDED" | "INCOMES_UPDATED" | "CONTRIBUTIONS_ADDED" | "CONTRIBUTIONS_UPDATED" | "EINCOMES_ADDED" | "EINCOMES_UPDATED" | "LIABILITIES_ADDED" | "LIABILITIES_UPDATED" | "INSIGHT_ADDED" | "LINK_ADDED" | "VERIFICATION_STARTED" | "VERIFICATION_COMPLETED" | "RECORD_CREATED" | "RECORD_COMPLETED" | "USER_SESSION_COMPLETED" | "USER_SESSION_RESET" | "ENDPOINT_FAILING" | "ENDPOINT_DISABLED" | "ENDPOINT_RECOVERED" | "FIELD_CORRECTED";
      };
    };
    data: resources.TestAnswer;
  };
  /** Get the health of a webhook. */
  'GET /webhooks/{id}/health': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.WebhookHealth;
  };
  /** Send the next delivery now. */
  'POST /webhooks/{id}/probe': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.WebhookHealth;
  };
  /** Redeliver one event, whatever its state. */
  'POST /webhooks/{id}/resend': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body: {
        /** The id of the resource. */
        eventId: string;
      };
    };
    data: resources.Delivery;
  };
  /** Explain why an event was delivered, was not delivered, or is still waiting. */
  'GET /webhooks/{id}/explain': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      query: {
        /** The id of the resource. */
        eventId: string;
      };
    };
    data: resources.Explanation;
  };
  /** Search the event log. */
  'GET /events': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only this event. */
        id?: string;
        /** Only events of this type. */
        type?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
        /** Only events that this widget session caused. */
        sessionId?: string;
        /** Only events with a delivery in this state. Pending and retrying deliveries to deleted webhooks are left out, because they are never attempted again. */
        deliveryState?: "WAITING" | "RETRYING" | "DELIVERED" | "FAILED";
        /** Only events whose body or payload contains this text. The case of the letters A to Z is ignored. */
        text?: string;
        /** Only events that happened at or after this time. A date without a time means the start of that day in UTC. */
        startDate?: string;
        /** Only events that happened at or before this time. A date without a time means the end of that day in UTC. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.ListedEvent>;
    };
  };
  /** Publish an event of your own services. */
  'POST /events': {
    input: {
      body: resources.EventPublishRequest;
    };
    data: resources.PublishedEvent;
  };
  /** Get an event with its deliveries and their responses. */
  'GET /events/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.EventWithDeliveries;
  };
  /** Publish up to 1,000 events of your own services. */
  'POST /events/batch': {
    input: {
      /** The events, in the order in which they are added to the log. */
      body: Array<resources.BatchedEvent>;
    };
    data: resources.PublishedBatch;
  };
  /** Get the addresses that webhooks are sent from. */
  'GET /egress': {
    input: {
    };
    data: resources.Egress;
  };
  /** Search the deliveries to all webhooks. */
  'GET /deliveries': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only deliveries to this webhook. */
        webhookId?: string;
        /** Only deliveries in this state. Pending and retrying deliveries to deleted webhooks are left out, because they are never attempted again. */
        state?: "WAITING" | "RETRYING" | "DELIVERED" | "FAILED";
        /** If true, only items of webhooks that still exist. If false, only items of deleted webhooks. */
        live?: boolean;
        /** Only deliveries of this event. */
        eventId?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
        /** Only deliveries of events of this type. */
        type?: string;
        /** Only deliveries whose last attempt got this HTTP status. */
        status?: number;
        /** Only deliveries whose last attempt failed with this error, such as `TIMEOUT`. */
        error?: string;
        /** Created at or after this time. A date without a time means the start of that day in UTC. */
        startDate?: string;
        /** Created at or before this time. A date without a time means the end of that day in UTC. */
        endDate?: string;
        /** Last changed at or after this time. A date without a time means the start of that day in UTC. */
        updatedStartDate?: string;
        /** Last changed at or before this time. A date without a time means the end of that day in UTC. */
        updatedEndDate?: string;
        /** Only entries about events that happened at or after this day or time. */
        eventStartDate?: string;
        /** Only entries about events that happened at or before this day or time. */
        eventEndDate?: string;
        /** Only deliveries with this text in the body that is sent, or in the body of a response. The case of the letters A to Z is ignored. */
        text?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Delivery>;
    };
  };
  /** Search the attempts of all webhooks. */
  'GET /attempts': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only attempts to this webhook. */
        webhookId?: string;
        /** If true, only items of webhooks that still exist. If false, only items of deleted webhooks. */
        live?: boolean;
        /** Only attempts for this event. */
        eventId?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
        /** Only attempts for events of this type. */
        type?: string;
        /** If true, only attempts with a response of 200 to 299. If false, only failed attempts. */
        succeeded?: boolean;
        /** Only attempts whose response had this HTTP status. */
        status?: number;
        /** Only attempts that failed with this error, such as `TIMEOUT`. */
        error?: string;
        /** Started at or after this time. A date without a time means the start of that day in UTC. */
        startDate?: string;
        /** Started at or before this time. A date without a time means the end of that day in UTC. */
        endDate?: string;
        /** Only attempts whose response has this text in its body or stored headers. The case of the letters A to Z is ignored. */
        text?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.AttemptRecord>;
    };
  };
  /** Search the deliveries to a webhook. */
  'GET /webhooks/{id}/deliveries': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only deliveries in this state. Pending and retrying deliveries to deleted webhooks are left out, because they are never attempted again. */
        state?: "WAITING" | "RETRYING" | "DELIVERED" | "FAILED";
        /** If true, only items of webhooks that still exist. If false, only items of deleted webhooks. */
        live?: boolean;
        /** Only deliveries of this event. */
        eventId?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
        /** Only deliveries of events of this type. */
        type?: string;
        /** Only deliveries whose last attempt got this HTTP status. */
        status?: number;
        /** Only deliveries whose last attempt failed with this error, such as `TIMEOUT`. */
        error?: string;
        /** Created at or after this time. A date without a time means the start of that day in UTC. */
        startDate?: string;
        /** Created at or before this time. A date without a time means the end of that day in UTC. */
        endDate?: string;
        /** Last changed at or after this time. A date without a time means the start of that day in UTC. */
        updatedStartDate?: string;
        /** Last changed at or before this time. A date without a time means the end of that day in UTC. */
        updatedEndDate?: string;
        /** Only entries about events that happened at or after this day or time. */
        eventStartDate?: string;
        /** Only entries about events that happened at or before this day or time. */
        eventEndDate?: string;
        /** Only deliveries with this text in the body that is sent, or in the body of a response. The case of the letters A to Z is ignored. */
        text?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Delivery>;
    };
  };
  /** Search the attempts of a webhook. */
  'GET /webhooks/{id}/attempts': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** If true, only items of webhooks that still exist. If false, only items of deleted webhooks. */
        live?: boolean;
        /** Only attempts for this event. */
        eventId?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
        /** Only attempts for events of this type. */
        type?: string;
        /** If true, only attempts with a response of 200 to 299. If false, only failed attempts. */
        succeeded?: boolean;
        /** Only attempts whose response had this HTTP status. */
        status?: number;
        /** Only attempts that failed with this error, such as `TIMEOUT`. */
        error?: string;
        /** Started at or after this time. A date without a time means the start of that day in UTC. */
        startDate?: string;
        /** Started at or before this time. A date without a time means the end of that day in UTC. */
        endDate?: string;
        /** Only attempts whose response has this text in its body or stored headers. The case of the letters A to Z is ignored. */
        text?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.AttemptRecord>;
    };
  };
  /** List accounts. */
  'GET /accounts': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this time on. A date without a time means the start of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this time. A date without a time means the end of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Account>;
    };
  };
  /** Get an account. */
  'GET /accounts/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Account;
  };
  /** Revoke an account. */
  'DELETE /accounts/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: null;
  };
  /** Get all data of an account. */
  'GET /accounts/{id}/payload': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.AccountPayload;
  };
  /** Stop keeping an account up to date. */
  'POST /accounts/{accountId}/disableMonitor': {
    input: {
      path: {
        /** The id of the resource. */
        accountId: string;
      };
    };
    data: null;
  };
  /** List tasks. */
  'GET /tasks': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** Only items from this time on. A date without a time means the start of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this time. A date without a time means the end of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Task>;
    };
  };
  /** Get a task. */
  'GET /tasks/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Task;
  };
  /** Upload files for analysis. */
  'POST /archives': {
    input: {
      body: resources.ArchiveCreateRequest;
    };
    data: resources.Archive;
  };
  /** List archives. */
  'GET /archives': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only this type of file. */
        fileType?: string;
        /** Only items from this time on. A date without a time means the start of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this time. A date without a time means the end of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Archive>;
    };
  };
  /** Upload files for classification. */
  'POST /archives/classify': {
    input: {
      body: resources.ArchiveClassifyRequest;
    };
    data: resources.Archive;
  };
  /** Get an archive. */
  'GET /archives/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Archive;
  };
  /** Revoke an archive. */
  'DELETE /archives/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: null;
  };
  /** List the values of an archive with their places. */
  'GET /archives/{id}/fields': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: {
      fields: Array<resources.ArchiveField>;
    };
  };
  /** Correct a value of an archive. */
  'PUT /archives/{id}/fields/{name}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
        /** The name of the field. */
        name: string;
      };
      body: resources.FieldCorrectionRequest;
    };
    data: resources.ArchiveField;
  };
  /** Get a report of how an archive was read. */
  'GET /archives/{id}/reading': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.ArchiveReading;
  };
  /** List uploads. */
  'GET /uploads': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this time on. A date without a time means the start of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this time. A date without a time means the end of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Upload>;
    };
  };
  /** Get an upload. */
  'GET /uploads/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Upload;
  };
  /** List the types of documents that users can upload. */
  'GET /fileTypes': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only this type. */
        type?: string;
        /** If true, only types that can be uploaded at the moment. If false, only types that cannot be uploaded. */
        active?: boolean;
        /** If true, only types that you may use. If false, only types that you may not use. */
        enabled?: boolean;
        /** If true, only types whose files are analysed. If false, only types whose files are just stored. */
        ocr?: boolean;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.FileType>;
    };
  };
  /** List identities. */
  'GET /identities': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Identity>;
    };
  };
  /** Get an identity. */
  'GET /identities/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Identity;
  };
  /** List ratings. */
  'GET /ratings': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Rating>;
    };
  };
  /** Get a rating. */
  'GET /ratings/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Rating;
  };
  /** List documents. */
  'GET /documents': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Document>;
    };
  };
  /** Get a document. */
  'GET /documents/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Document;
  };
  /** List employments. */
  'GET /employments': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
        /** Only items from this day on. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this day, inclusive. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Employment>;
    };
  };
  /** Get an employment. */
  'GET /employments/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Employment;
  };
  /** List incomes. */
  'GET /incomes': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
        /** Only items from this day on. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this day, inclusive. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Income>;
    };
  };
  /** Get an income. */
  'GET /incomes/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Income;
  };
  /** List contributions. */
  'GET /contributions': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
        /** Only items from this day on. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this day, inclusive. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Contribution>;
    };
  };
  /** Get a contribution. */
  'GET /contributions/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Contribution;
  };
  /** List liabilities. */
  'GET /liabilities': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** Only items from this day on. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this day, inclusive. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Liability>;
    };
  };
  /** Get a liability. */
  'GET /liabilities/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Liability;
  };
  /** List transactions. */
  'GET /transactions': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The legacy name of `sourceId`. */
        accountId?: string;
        /** Only items from this day on. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this day, inclusive. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Transaction>;
    };
  };
  /** Get a transaction. */
  'GET /transactions/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Transaction;
  };
  /** List estimated incomes. */
  'GET /eincomes': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
        /** The first month of the range, in the form YYYY-MM. */
        startMonth?: string;
        /** The last month of the range, in the form YYYY-MM. */
        endMonth?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Eincome>;
    };
  };
  /** Get an estimated income. */
  'GET /eincomes/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Eincome;
  };
  /** List insights. */
  'GET /insights': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Insight>;
    };
  };
  /** Get an insight. */
  'GET /insights/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Insight;
  };
  /** List links. */
  'GET /links': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only items from this account or archive. */
        sourceId?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Link>;
    };
  };
  /** Get a link. */
  'GET /links/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Link;
  };
  /** Create a link to the hosted page. */
  'POST /hostedLinks': {
    input: {
      body: resources.HostedLinkCreateRequest;
    };
    data: resources.HostedLink;
  };
  /** List hosted links. */
  'GET /hostedLinks': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
        /** Only links with this wink template. */
        templateId?: string;
        /** Only items from this time on. A date without a time means the start of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        startDate?: string;
        /** Only items until this time. A date without a time means the end of that day in UTC. The value is a date or an RFC 3339 timestamp. */
        endDate?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.HostedLink>;
    };
  };
  /** Get a hosted link. */
  'GET /hostedLinks/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.HostedLink;
  };
  /** Revoke a hosted link. */
  'POST /hostedLinks/{id}/revoke': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.HostedLink;
  };
  /** List invites. */
  'GET /invites': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.Invite>;
    };
  };
  /** Invite somebody to link an account. */
  'POST /invites': {
    input: {
      body: resources.InviteCreateRequest;
    };
    data: resources.Invite;
  };
  /** Get an invite. */
  'GET /invites/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Invite;
  };
  /** Revoke an invite. */
  'POST /invites/{id}/revoke': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Invite;
  };
  /** List the steps of an invite. */
  'GET /invites/{inviteId}/logs': {
    input: {
      path: {
        /** The id of the resource. */
        inviteId: string;
      };
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.InviteLog>;
    };
  };
  /** List invite templates. */
  'GET /inviteTemplates': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<resources.InviteTemplate>;
    };
  };
  /** Create an invite template. */
  'POST /inviteTemplates': {
    input: {
      body: resources.InviteTemplateCreateRequest;
    };
    data: resources.InviteTemplate;
  };
  /** Get an invite template. */
  'GET /inviteTemplates/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.InviteTemplate;
  };
  /** Replace an invite template. */
  'PUT /inviteTemplates/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body: resources.InviteTemplateUpdateRequest;
    };
    data: resources.InviteTemplate;
  };
  /** Delete an invite template. */
  'DELETE /inviteTemplates/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: null;
  };
  /** List wink templates. */
  'GET /winkTemplates': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<{
        id: string;
        createdAt: string;
        updatedAt: string;
        /** Your name for the template. Users never see it. */
        name: string;
        company: {
          /** The name of the company that requests the data, as the widget shows it. */
          name: string;
          /** A picture at an https:// address. */
          logoUrl: string | null;
        };
        providers: {
          /** Only these providers. An empty list permits all. */
          ids: Array<string>;
          /** Only providers of these types. An empty list permits all. */
          types: Array<"GIG" | "GOVERNMENT" | "SYSTEM" | "EMPLOYER" | "CREDENTIAL">;
          /** These providers are shown first, in this order. */
          topIds: Array<string>;
        };
        options: {
          /** Whether users may upload documents instead of linking an account. */
          enableUpload: boolean;
          enableSearchBar: boolean;
          enableTypeBar: boolean;
          /** If false, a widget with only one provider has no consent page. The providers come from the option `providers` of the page, or else from `providers.ids`. */
          enableConsentPage: boolean;
        };
        consentTemplateId: string | null;
        theme: {
          /** `auto` follows the setting of the user’s browser. The page can override this scheme with the widget option `theme`. */
          scheme: "light" | "dark" | "auto";
          /** All other colours are derived from these three. Every text stays readable. */
          light: {
            /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
            accent: string;
            /** The background, in the form #RRGGBB. */
            surface: string;
            /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
            text: string;
          } | null;
          /** All other colours are derived from these three. Every text stays readable. */
          dark: {
            /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
            accent: string;
            /** The background, in the form #RRGGBB. */
            surface: string;
            /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
            text: string;
          } | null;
          /** The radius of the corners of buttons and fields, in pixels. */
          radius: number | null;
          /** A font of the user's device. Nothing is downloaded. */
          font: "system" | "humanist" | "rounded" | "serif";
        } | null;
      }>;
    };
  };
  /** Create a wink template. */
  'POST /winkTemplates': {
    input: {
      body: {
        /** Your name for the template. Users never see it. */
        name: string;
        company: {
          /** The name of the company that requests the data, as the widget shows it. */
          name: string;
          /** A picture at an https:// address. */
          logoUrl: string | null;
        };
        providers?: {
          /** Only these providers. An empty list permits all. */
          ids?: Array<string>;
          /** Only providers of these types. An empty list permits all. */
          types?: Array<"GIG" | "GOVERNMENT" | "SYSTEM" | "EMPLOYER" | "CREDENTIAL">;
          /** These providers are shown first, in this order. */
          topIds?: Array<string>;
        };
        options?: {
          /** Whether users may upload documents instead of linking an account. */
          enableUpload?: boolean;
          enableSearchBar?: boolean;
          enableTypeBar?: boolean;
          /** If false, a widget with only one provider has no consent page. The providers come from the option `providers` of the page, or else from `providers.ids`. */
          enableConsentPage?: boolean;
        };
        consentTemplateId?: string | null;
        theme?: {
          /** `auto` follows the setting of the user’s browser. The page can override this scheme with the widget option `theme`. */
          scheme: "light" | "dark" | "auto";
          /** All other colours are derived from these three. Every text stays readable. */
          light: {
            /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
            accent: string;
            /** The background, in the form #RRGGBB. */
            surface: string;
            /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
            text: string;
          } | null;
          /** All other colours are derived from these three. Every text stays readable. */
          dark: {
            /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
            accent: string;
            /** The background, in the form #RRGGBB. */
            surface: string;
            /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
            text: string;
          } | null;
          /** The radius of the corners of buttons and fields, in pixels. */
          radius: number | null;
          /** A font of the user's device. Nothing is downloaded. */
          font: "system" | "humanist" | "rounded" | "serif";
        } | null;
      };
    };
    /** Settings of the Wink Widget. A page selects them by `templateId`. The options of the page override them. */
    data: {
      id: string;
      createdAt: string;
      updatedAt: string;
      /** Your name for the template. Users never see it. */
      name: string;
      company: {
        /** The name of the company that requests the data, as the widget shows it. */
        name: string;
        /** A picture at an https:// address. */
        logoUrl: string | null;
      };
      providers: {
        /** Only these providers. An empty list permits all. */
        ids: Array<string>;
        /** Only providers of these types. An empty list permits all. */
        types: Array<"GIG" | "GOVERNMENT" | "SYSTEM" | "EMPLOYER" | "CREDENTIAL">;
        /** These providers are shown first, in this order. */
        topIds: Array<string>;
      };
      options: {
        /** Whether users may upload documents instead of linking an account. */
        enableUpload: boolean;
        enableSearchBar: boolean;
        enableTypeBar: boolean;
        /** If false, a widget with only one provider has no consent page. The providers come from the option `providers` of the page, or else from `providers.ids`. */
        enableConsentPage: boolean;
      };
      consentTemplateId: string | null;
      theme: {
        /** `auto` follows the setting of the user’s browser. The page can override this scheme with the widget option `theme`. */
        scheme: "light" | "dark" | "auto";
        /** All other colours are derived from these three. Every text stays readable. */
        light: {
          /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
          accent: string;
          /** The background, in the form #RRGGBB. */
          surface: string;
          /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
          text: string;
        } | null;
        /** All other colours are derived from these three. Every text stays readable. */
        dark: {
          /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
          accent: string;
          /** The background, in the form #RRGGBB. */
          surface: string;
          /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
          text: string;
        } | null;
        /** The radius of the corners of buttons and fields, in pixels. */
        radius: number | null;
        /** A font of the user's device. Nothing is downloaded. */
        font: "system" | "humanist" | "rounded" | "serif";
      } | null;
    };
  };
  /** Get a wink template. */
  'GET /winkTemplates/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    /** Settings of the Wink Widget. A page selects them by `templateId`. The options of the page override them. */
    data: {
      id: string;
      createdAt: string;
      updatedAt: string;
      /** Your name for the template. Users never see it. */
      name: string;
      company: {
        /** The name of the company that requests the data, as the widget shows it. */
        name: string;
        /** A picture at an https:// address. */
        logoUrl: string | null;
      };
      providers: {
        /** Only these providers. An empty list permits all. */
        ids: Array<string>;
        /** Only providers of these types. An empty list permits all. */
        types: Array<"GIG" | "GOVERNMENT" | "SYSTEM" | "EMPLOYER" | "CREDENTIAL">;
        /** These providers are shown first, in this order. */
        topIds: Array<string>;
      };
      options: {
        /** Whether users may upload documents instead of linking an account. */
        enableUpload: boolean;
        enableSearchBar: boolean;
        enableTypeBar: boolean;
        /** If false, a widget with only one provider has no consent page. The providers come from the option `providers` of the page, or else from `providers.ids`. */
        enableConsentPage: boolean;
      };
      consentTemplateId: string | null;
      theme: {
        /** `auto` follows the setting of the user’s browser. The page can override this scheme with the widget option `theme`. */
        scheme: "light" | "dark" | "auto";
        /** All other colours are derived from these three. Every text stays readable. */
        light: {
          /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
          accent: string;
          /** The background, in the form #RRGGBB. */
          surface: string;
          /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
          text: string;
        } | null;
        /** All other colours are derived from these three. Every text stays readable. */
        dark: {
          /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
          accent: string;
          /** The background, in the form #RRGGBB. */
          surface: string;
          /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
          text: string;
        } | null;
        /** The radius of the corners of buttons and fields, in pixels. */
        radius: number | null;
        /** A font of the user's device. Nothing is downloaded. */
        font: "system" | "humanist" | "rounded" | "serif";
      } | null;
    };
  };
  /** Replace a wink template. */
  'PUT /winkTemplates/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body: {
        /** Your name for the template. Users never see it. */
        name: string;
        company: {
          /** The name of the company that requests the data, as the widget shows it. */
          name: string;
          /** A picture at an https:// address. */
          logoUrl: string | null;
        };
        providers?: {
          /** Only these providers. An empty list permits all. */
          ids?: Array<string>;
          /** Only providers of these types. An empty list permits all. */
          types?: Array<"GIG" | "GOVERNMENT" | "SYSTEM" | "EMPLOYER" | "CREDENTIAL">;
          /** These providers are shown first, in this order. */
          topIds?: Array<string>;
        };
        options?: {
          /** Whether users may upload documents instead of linking an account. */
          enableUpload?: boolean;
          enableSearchBar?: boolean;
          enableTypeBar?: boolean;
          /** If false, a widget with only one provider has no consent page. The providers come from the option `providers` of the page, or else from `providers.ids`. */
          enableConsentPage?: boolean;
        };
        consentTemplateId?: string | null;
        theme?: {
          /** `auto` follows the setting of the user’s browser. The page can override this scheme with the widget option `theme`. */
          scheme: "light" | "dark" | "auto";
          /** All other colours are derived from these three. Every text stays readable. */
          light: {
            /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
            accent: string;
            /** The background, in the form #RRGGBB. */
            surface: string;
            /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
            text: string;
          } | null;
          /** All other colours are derived from these three. Every text stays readable. */
          dark: {
            /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
            accent: string;
            /** The background, in the form #RRGGBB. */
            surface: string;
            /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
            text: string;
          } | null;
          /** The radius of the corners of buttons and fields, in pixels. */
          radius: number | null;
          /** A font of the user's device. Nothing is downloaded. */
          font: "system" | "humanist" | "rounded" | "serif";
        } | null;
      };
    };
    /** Settings of the Wink Widget. A page selects them by `templateId`. The options of the page override them. */
    data: {
      id: string;
      createdAt: string;
      updatedAt: string;
      /** Your name for the template. Users never see it. */
      name: string;
      company: {
        /** The name of the company that requests the data, as the widget shows it. */
        name: string;
        /** A picture at an https:// address. */
        logoUrl: string | null;
      };
      providers: {
        /** Only these providers. An empty list permits all. */
        ids: Array<string>;
        /** Only providers of these types. An empty list permits all. */
        types: Array<"GIG" | "GOVERNMENT" | "SYSTEM" | "EMPLOYER" | "CREDENTIAL">;
        /** These providers are shown first, in this order. */
        topIds: Array<string>;
      };
      options: {
        /** Whether users may upload documents instead of linking an account. */
        enableUpload: boolean;
        enableSearchBar: boolean;
        enableTypeBar: boolean;
        /** If false, a widget with only one provider has no consent page. The providers come from the option `providers` of the page, or else from `providers.ids`. */
        enableConsentPage: boolean;
      };
      consentTemplateId: string | null;
      theme: {
        /** `auto` follows the setting of the user’s browser. The page can override this scheme with the widget option `theme`. */
        scheme: "light" | "dark" | "auto";
        /** All other colours are derived from these three. Every text stays readable. */
        light: {
          /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
          accent: string;
          /** The background, in the form #RRGGBB. */
          surface: string;
          /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
          text: string;
        } | null;
        /** All other colours are derived from these three. Every text stays readable. */
        dark: {
          /** The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3. */
          accent: string;
          /** The background, in the form #RRGGBB. */
          surface: string;
          /** The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5. */
          text: string;
        } | null;
        /** The radius of the corners of buttons and fields, in pixels. */
        radius: number | null;
        /** A font of the user's device. Nothing is downloaded. */
        font: "system" | "humanist" | "rounded" | "serif";
      } | null;
    };
  };
  /** Delete a wink template. */
  'DELETE /winkTemplates/{id}': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: null;
  };
  /** List the origins that may embed the widget. */
  'GET /origins': {
    input: {
    };
    data: {
      /** The scheme and the host, such as https://shop.example. With https://*.shop.example, all subdomains are permitted. An app has an origin such as capacitor://localhost. A page that is opened from a file has file:// or null, and a sandboxed frame has null. Every origin is stored in the form in which browsers send it. */
      origins: Array<string>;
    };
  };
  /** Replace the origins that may embed the widget. */
  'PUT /origins': {
    input: {
      body: {
        /** The scheme and the host, such as https://shop.example. With https://*.shop.example, all subdomains are permitted. An app has an origin such as capacitor://localhost. A page that is opened from a file has file:// or null, and a sandboxed frame has null. Every origin is stored in the form in which browsers send it. */
        origins: Array<string>;
      };
    };
    data: {
      /** The scheme and the host, such as https://shop.example. With https://*.shop.example, all subdomains are permitted. An app has an origin such as capacitor://localhost. A page that is opened from a file has file:// or null, and a sandboxed frame has null. Every origin is stored in the form in which browsers send it. */
      origins: Array<string>;
    };
  };
  /** List the API keys of the mode that you use. */
  'GET /keys': {
    input: {
    };
    data: resources.ApiKeys;
  };
  /** Create an API key. */
  'POST /keys': {
    input: {
      body?: {
        /** A name by which people recognise the key, such as the name of your back end. */
        name?: string;
      };
    };
    data: resources.NewApiKey;
  };
  /** Let an API key expire. */
  'POST /keys/{key}/expire': {
    input: {
      path: {
        /** The key, without its secret. */
        key: string;
      };
      body: {
        /** For how many seconds the key still works. With 0, it expires at once. */
        inSeconds: number;
      };
    };
    data: resources.ApiKey;
  };
  /** Create a link to the portal. */
  'POST /sign-in-links': {
    input: {
      body?: resources.SignInLinkRequest;
    };
    data: resources.SignInLink;
  };
  /** List the consents that users have given. */
  'GET /consents': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<{
        id: string;
        /** The id of the user: the id of your tenant, a hyphen and 32 hex digits. */
        userId: string;
        /** The kind of consent, as the template names it. `DATA_SHARING` for the built-in text. */
        type: string;
        /** The version of the text. */
        version: string;
        consentedAt: string;
        /** The company that the consent page named. */
        consentedWith: string;
        consentTemplateId: string | null;
        /** The SHA-256 digest of the consent text. It covers all languages of a template, or only English for the built-in text. Null if an older version of the server recorded the consent. */
        wordingDigest: string | null;
        /** The language in which the user read the text. Null if it is not known. */
        language: string | null;
        /** The kinds of data that the consent page named. */
        dataTypes: Array<"IDENTITY" | "EMPLOYMENT" | "INCOME" | "PAYMENTS" | "DOCUMENTS" | "CONTRIBUTIONS" | "RATINGS">;
        /** The number of days for which the data is kept, as shown on the consent page. */
        dataKeptDays: number | null;
      }>;
    };
  };
  /** List the employers that users named. */
  'GET /employerSurveys': {
    input: {
      query?: {
        /** The maximum number of items. */
        size?: number;
        /** The `nextCursor` of the previous page. The filters of that page are used again. */
        cursor?: string;
        /** Only items of this user. */
        userId?: string;
      };
    };
    data: {
      /** The value of `cursor` for the request of the next page. */
      nextCursor: string | null;
      items: Array<{
        id: string;
        createdAt: string;
        /** The id of the user: the id of your tenant, a hyphen and 32 hex digits. */
        userId: string;
        employerName: string;
        city: string;
        payPeriod: string;
      }>;
    };
  };
  /** Link an account without the widget. */
  'POST /sandbox/accounts': {
    input: {
      body: {
        /** The id of the user: the id of your tenant, a hyphen and 32 hex digits. */
        userId: string;
        /** The id of the provider. */
        providerId: string;
        identity?: "George" | "Ryan" | "Christina" | "Anisha";
        errorCode?: "ACCOUNT_DISABLED" | "ACCOUNT_INACCESSIBLE" | "ACCOUNT_INCOMPLETE" | "ACCOUNT_LOCKED" | "AUTH_REQUIRED" | "EXPIRED_CREDENTIALS" | "INVALID_ACCOUNT_TYPE" | "INVALID_AUTH" | "INVALID_CREDENTIALS" | "INVALID_MFA" | "MFA_TIMEOUT" | "SERVICE_UNAVAILABLE" | "SYSTEM_ERROR" | "TOS_REQUIRED" | "UNSUPPORTED_AUTH_TYPE" | "UNSUPPORTED_MFA_METHOD";
      };
    };
    data: resources.Account;
  };
  /** Refresh an account, as continuous sync does. */
  'POST /sandbox/accounts/{id}/sync': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: resources.Account;
  };
  /** Break the connection of an account. */
  'POST /sandbox/accounts/{id}/errors': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
      body: {
        errorCode: "ACCOUNT_DISABLED" | "ACCOUNT_INACCESSIBLE" | "ACCOUNT_INCOMPLETE" | "ACCOUNT_LOCKED" | "AUTH_REQUIRED" | "EXPIRED_CREDENTIALS" | "INVALID_ACCOUNT_TYPE" | "INVALID_AUTH" | "INVALID_CREDENTIALS" | "INVALID_MFA" | "MFA_TIMEOUT" | "SERVICE_UNAVAILABLE" | "SYSTEM_ERROR" | "TOS_REQUIRED" | "UNSUPPORTED_AUTH_TYPE" | "UNSUPPORTED_MFA_METHOD";
      };
    };
    data: resources.Account;
  };
  /** Expire the link tokens and the open widget sessions of a user. */
  'POST /sandbox/users/{id}/expireTokens': {
    input: {
      path: {
        /** The id of the resource. */
        id: string;
      };
    };
    data: null;
  };
  /** Get the timeline of a user. */
  'GET /users/{id}/timeline': {
    input: {
      path: {
        /** The id of the user: the id of your tenant, a hyphen and 32 hex digits. */
        id: string;
      };
      query?: {
        size?: number;
        /** The `nextCursor` of the previous page. */
        cursor?: string;
      };
    };
    data: {
      items: Array<{
        kind: "SCREEN";
        at: string;
        eventId: string;
        sessionId: string | null;
        name: string;
        arguments: unknown;
      } | {
        kind: "CALLBACK";
        at: string;
        eventId: string;
        sessionId: string | null;
        name: string;
        arguments: unknown;
        acknowledgedAt: string | null;
        repeatedUntil: string | null;
      } | {
        kind: "EVENT";
        at: string;
        eventId: string;
        sessionId: string | null;
        type: string;
        sourceId: string;
        body: string | null;
        /** Why `body` is null. Null if there is a body. */
        bodyMissing: "EXPIRED" | "ERASED" | "DAMAGED" | "LARGE" | null;
        deliveries: Array<{
          webhookId: string;
          webhookName: string;
          webhookDeleted: boolean;
          sequence: number;
          state: "WAITING" | "RETRYING" | "DELIVERED" | "FAILED";
          nextAttemptAt: string | null;
        }>;
      } | {
        kind: "ATTEMPT";
        at: string;
        eventId: string;
        sessionId: string | null;
        eventType: string;
        webhookId: string;
        webhookName: string;
        number: number;
        durationMs: number;
        succeeded: boolean;
        status: number | null;
        error: string | null;
        cause: string | null;
      }>;
      sessions: Array<{
        id: string;
        status: "IN_PROGRESS" | "COMPLETED" | "REVOKED";
        startedAt: string;
        endedAt: string | null;
        hostOrigin: string;
      }>;
      nextCursor: string | null;
    };
  };
}
