/** `secret` is text that is never logged. */
export type SettingKind = 'text' | 'secret' | 'integer' | 'number' | 'flag' | 'url' | 'list';

export interface Setting {
  variable: string;
  /** The name on the command line, without dashes. */
  flag: string;
  kind: SettingKind;
  /** As the text of the variable. Null when there is no default. */
  default: string | null;
  /** The default of `winkwire dev`, if it differs. */
  dev?: string | null;
  description: string;
  minimum?: number;
  maximum?: number;
  /** For `list` and `text`: the accepted values. */
  choices?: readonly string[];
}

/** The environment and the command line are read according to this table. */
export const settings = {
  host: {
    variable: 'HOST',
    flag: 'host',
    kind: 'text',
    default: '127.0.0.1',
    description: 'Address to listen on.',
  },
  port: {
    variable: 'PORT',
    flag: 'port',
    kind: 'integer',
    default: '8080',
    minimum: 0,
    maximum: 65_535,
    description: 'Port to listen on; 0 selects any free port.',
  },
  acceptLostKey: {
    variable: 'WINKWIRE_ACCEPT_LOST_KEY',
    flag: 'accept-lost-key',
    kind: 'flag',
    default: 'no',
    description:
      'Start even if the secrets in the database cannot be decrypted. Affected webhooks are held until they get new secrets.',
  },
  publicUrl: {
    variable: 'WINKWIRE_PUBLIC_URL',
    flag: 'public-url',
    kind: 'url',
    default: null,
    description:
      'Public URL of the server, as users and receivers see it. Derived from host and port when unset.',
  },
  dataDir: {
    variable: 'WINKWIRE_DATA_DIR',
    flag: 'data-dir',
    kind: 'text',
    default: './data',
    description: 'Folder for the SQLite file and for generated keys.',
  },
  databaseUrl: {
    variable: 'WINKWIRE_DATABASE_URL',
    flag: 'database-url',
    kind: 'secret',
    default: null,
    description:
      'postgres:// URL of a PostgreSQL database to use instead of SQLite. List the nodes of a cluster with commas, as postgres://user@one,two,three/name.',
  },
  sandboxKey: {
    variable: 'WINKWIRE_SANDBOX_KEY',
    flag: 'sandbox-key',
    kind: 'text',
    default: null,
    description:
      'API key of the sandbox. `winkwire init` makes it. Generated once when unset: `dev` prints it, and `serve` writes it to `api-credentials.json` in the data folder.',
  },
  sandboxSecret: {
    variable: 'WINKWIRE_SANDBOX_SECRET',
    flag: 'sandbox-secret',
    kind: 'secret',
    default: null,
    description: 'API secret of the sandbox.',
  },
  productionKey: {
    variable: 'WINKWIRE_PRODUCTION_KEY',
    flag: 'production-key',
    kind: 'text',
    default: null,
    description:
      'API key of production. `winkwire init` makes it. Generated once when unset, and written to `api-credentials.json` in the data folder.',
  },
  productionSecret: {
    variable: 'WINKWIRE_PRODUCTION_SECRET',
    flag: 'production-secret',
    kind: 'secret',
    default: null,
    description: 'API secret of production.',
  },
  companyName: {
    variable: 'WINKWIRE_COMPANY_NAME',
    flag: 'company-name',
    kind: 'text',
    default: 'This application',
    description:
      "Company name that the widget shows if neither the page nor the wink template names one. If it is not set, the widget shows the host of the page. A page in an app, in a file or on localhost has no such host, so this server's host is shown.",
  },
  privacyUrl: {
    variable: 'WINKWIRE_PRIVACY_URL',
    flag: 'privacy-url',
    kind: 'url',
    default: null,
    description:
      'URL of your privacy notice. The consent page links to it unless a consent template names another one.',
  },
  roles: {
    variable: 'WINKWIRE_ROLES',
    flag: 'roles',
    kind: 'list',
    default: 'api,deliver',
    choices: ['api', 'deliver'],
    description: 'What this process does: serve the API, deliver webhooks, or both.',
  },
  encryptionKey: {
    variable: 'WINKWIRE_ENCRYPTION_KEY',
    flag: 'encryption-key',
    kind: 'secret',
    default: null,
    description:
      'Key of 64 hex digits that encrypts secrets at rest and signs link tokens. To replace it, list the new key first and the old one after a comma. Generated and stored in the data folder when unset, but `serve` with PostgreSQL requires it. All machines that share a database need the same key.',
  },
  providers: {
    variable: 'WINKWIRE_PROVIDERS',
    flag: 'providers',
    kind: 'text',
    default: null,
    description: 'JSON file with the OpenID providers that production users can link.',
  },
  tokenSeconds: {
    variable: 'WINKWIRE_TOKEN_SECONDS',
    flag: 'token-seconds',
    kind: 'integer',
    default: '18000',
    minimum: 1,
    maximum: 86_400,
    description:
      'Seconds until a link token expires. The session that it opened expires at the same time, unless the session is renewed.',
  },
  fileLinkSeconds: {
    variable: 'WINKWIRE_FILE_LINK_SECONDS',
    flag: 'file-link-seconds',
    kind: 'integer',
    default: '900',
    minimum: 60,
    maximum: 604_800,
    description:
      'Seconds for which a link to an uploaded file is valid. Reading the archive returns a new link.',
  },
  rateLimit: {
    variable: 'WINKWIRE_RATE_LIMIT',
    flag: 'rate-limit',
    kind: 'integer',
    default: '20',
    dev: '0',
    minimum: 0,
    maximum: 1_000_000,
    description:
      'Maximum number of requests per second for each client address. Requests for static files count as less than one each, and so do requests from the widget and the portal outside of /v1 and /files. 0 means no limit.',
  },
  connectionLimit: {
    variable: 'WINKWIRE_CONNECTION_LIMIT',
    flag: 'connection-limit',
    kind: 'integer',
    default: '512',
    dev: '0',
    minimum: 0,
    maximum: 1_000_000,
    description:
      'Maximum number of open connections for each client address. It is never more than half of the files that the process may open. Connections of trusted proxies are not counted. 0 means no limit.',
  },
  corsOrigins: {
    variable: 'WINKWIRE_CORS_ORIGINS',
    flag: 'cors-origins',
    kind: 'list',
    default: '',
    dev: '*',
    description:
      'Origins whose pages may call the API with an API key, such as https://app.example.com; `*` allows all.',
  },
  metricsToken: {
    variable: 'WINKWIRE_METRICS_TOKEN',
    flag: 'metrics-token',
    kind: 'secret',
    default: null,
    description:
      'Bearer token of at least 16 characters that gives access to /metrics, as API credentials do.',
  },
  demoOpen: {
    variable: 'WINKWIRE_DEMO_OPEN',
    flag: 'demo-open',
    kind: 'flag',
    default: 'no',
    description:
      'Whether other machines may use the demo of `winkwire dev`. It creates users and link tokens for everyone who can reach it.',
  },
  webhooksLimit: {
    variable: 'WINKWIRE_WEBHOOKS_LIMIT',
    flag: 'webhooks-limit',
    kind: 'integer',
    default: '100',
    minimum: 1,
    maximum: 100_000,
    description:
      'Maximum number of webhooks of each tenant in each mode. Every event is matched against all of them.',
  },
  trustProxy: {
    variable: 'WINKWIRE_TRUST_PROXY',
    flag: 'trust-proxy',
    kind: 'list',
    default: '',
    description: 'Addresses or CIDR ranges of reverse proxies whose X-Forwarded-For is trusted.',
  },
  bodyLimit: {
    variable: 'WINKWIRE_BODY_LIMIT',
    flag: 'body-limit',
    kind: 'integer',
    default: '1048576',
    minimum: 1024,
    maximum: 100 * 1024 * 1024,
    description:
      'Maximum body of `POST /v1/events` and `/v1/events/batch`, in bytes. Most other operations have a smaller limit; uploads have a larger one.',
  },
  requestTimeout: {
    variable: 'WINKWIRE_REQUEST_TIMEOUT',
    flag: 'request-timeout',
    kind: 'integer',
    default: '30000',
    minimum: 100,
    maximum: 3_600_000,
    description: 'Milliseconds after which an API request fails with TIME_LIMIT_EXCEEDED.',
  },
  shutdownTimeout: {
    variable: 'WINKWIRE_SHUTDOWN_TIMEOUT',
    flag: 'shutdown-timeout',
    kind: 'integer',
    default: '10000',
    minimum: 0,
    maximum: 3_600_000,
    description: 'Milliseconds that the server waits for unfinished work when it is stopped.',
  },
  shutdownDelay: {
    variable: 'WINKWIRE_SHUTDOWN_DELAY',
    flag: 'shutdown-delay',
    kind: 'integer',
    default: '0',
    minimum: 0,
    maximum: 3_600_000,
    description:
      'Milliseconds for which the server still accepts requests after the signal to stop. /readyz returns 503 during this time. Set it to the time that a load balancer needs to notice the 503.',
  },
  webhookAllow: {
    variable: 'WINKWIRE_WEBHOOK_ALLOW',
    flag: 'webhook-allow',
    kind: 'list',
    default: '',
    dev: '127.0.0.0/8,::1/128',
    description: 'CIDR ranges that webhooks may reach in addition to public addresses.',
  },
  webhookHttp: {
    variable: 'WINKWIRE_WEBHOOK_HTTP',
    flag: 'webhook-http',
    kind: 'text',
    default: 'no',
    dev: 'loopback',
    choices: ['no', 'loopback', 'yes'],
    description:
      'Whether webhook URLs may be http://: never, only for loopback addresses, or for every permitted address.',
  },
  webhookPorts: {
    variable: 'WINKWIRE_WEBHOOK_PORTS',
    flag: 'webhook-ports',
    kind: 'list',
    default: '80,443,1024-65535',
    description:
      'Ports and port ranges that webhooks may reach. Ranges exclude the well-known ports of other protocols, such as 3306 or 6379; list such a port by itself to permit it.',
  },
  dnsServers: {
    variable: 'WINKWIRE_DNS_SERVERS',
    flag: 'dns-servers',
    kind: 'list',
    default: '',
    description:
      "Address or address:port of each DNS server that resolves the receivers' host names. The system's servers when unset.",
  },
  egressAddress: {
    variable: 'WINKWIRE_EGRESS_ADDRESS',
    flag: 'egress-address',
    kind: 'text',
    default: null,
    description:
      'Local address that webhooks are sent from. GET /v1/egress publishes it, unless a proxy or WINKWIRE_EGRESS_PUBLISHED is set.',
  },
  egressProxy: {
    variable: 'WINKWIRE_EGRESS_PROXY',
    flag: 'egress-proxy',
    kind: 'secret',
    default: null,
    description: 'http://, https:// or socks5:// URL of a proxy that webhooks are sent through.',
  },
  egressPublished: {
    variable: 'WINKWIRE_EGRESS_PUBLISHED',
    flag: 'egress-published',
    kind: 'list',
    default: '',
    description:
      'Addresses or CIDR ranges that receivers see as the source of webhooks. Set them if they differ from the egress address, for example behind a NAT or a proxy.',
  },
  egressCheckUrl: {
    variable: 'WINKWIRE_EGRESS_CHECK_URL',
    flag: 'egress-check-url',
    kind: 'url',
    default: null,
    description:
      "URL that returns its caller's address. It is queried over the same network path as webhooks, to verify the published addresses.",
  },
  retentionDays: {
    variable: 'WINKWIRE_RETENTION_DAYS',
    flag: 'retention-days',
    kind: 'integer',
    default: '60',
    minimum: 1,
    maximum: 36_500,
    description: 'Days after which linked data, events and deliveries are deleted.',
  },
  callbackHours: {
    variable: 'WINKWIRE_CALLBACK_HOURS',
    flag: 'callback-hours',
    kind: 'integer',
    default: '24',
    minimum: 1,
    maximum: 720,
    description:
      'Hours for which an unacknowledged callback is repeated when its user opens the widget again on the same origin, for the same company.',
  },
  smtpUrl: {
    variable: 'WINKWIRE_SMTP_URL',
    flag: 'smtp-url',
    kind: 'secret',
    default: null,
    description:
      'smtp:// or smtps:// URL, with user and password, of the server that sends invitations and e-mails to webhook owners.',
  },
  mailFrom: {
    variable: 'WINKWIRE_MAIL_FROM',
    flag: 'mail-from',
    kind: 'text',
    default: null,
    dev: 'invitations@winkwire.localhost',
    description: 'Sender address of invitations and of e-mails to webhook owners.',
  },
  otlpEndpoint: {
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    flag: 'otlp-endpoint',
    kind: 'url',
    default: null,
    description:
      'URL of an OpenTelemetry collector that accepts OTLP over HTTP, such as http://127.0.0.1:4318. No traces are sent when unset.',
  },
  logLevel: {
    variable: 'WINKWIRE_LOG_LEVEL',
    flag: 'log-level',
    kind: 'text',
    default: 'info',
    dev: 'warn',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    description: 'Minimum level of the entries that are logged.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
