/** How a setting's text is read. `secret` is text that no log ever shows. */
export type SettingKind = 'text' | 'secret' | 'integer' | 'number' | 'flag' | 'url' | 'list';

export interface Setting {
  variable: string;
  /** On the command line, without dashes. */
  flag: string;
  kind: SettingKind;
  /** In the variable's own form; null when nothing stands for it. */
  default: string | null;
  /** The default of `winkwire dev`, where it differs. */
  dev?: string | null;
  description: string;
  minimum?: number;
  maximum?: number;
  /** For `list` and `text`: the words that may be used. */
  choices?: readonly string[];
}

/** Every setting there is: the manual of the configuration, and what the command line offers. */
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
    description: 'Port to listen on; 0 takes any free one.',
  },
  acceptLostKey: {
    variable: 'WINKWIRE_ACCEPT_LOST_KEY',
    flag: 'accept-lost-key',
    kind: 'flag',
    default: 'no',
    description:
      'Start although the secrets in the database cannot be decrypted. Webhooks are held until they get new secrets.',
  },
  publicUrl: {
    variable: 'WINKWIRE_PUBLIC_URL',
    flag: 'public-url',
    kind: 'url',
    default: null,
    description: 'Address that users and receivers see; made from host and port when unset.',
  },
  dataDir: {
    variable: 'WINKWIRE_DATA_DIR',
    flag: 'data-dir',
    kind: 'text',
    default: './data',
    description: 'Folder of the SQLite file, uploads and generated keys.',
  },
  databaseUrl: {
    variable: 'WINKWIRE_DATABASE_URL',
    flag: 'database-url',
    kind: 'secret',
    default: null,
    description: 'postgres:// address of a PostgreSQL to use instead of SQLite.',
  },
  sandboxKey: {
    variable: 'WINKWIRE_SANDBOX_KEY',
    flag: 'sandbox-key',
    kind: 'text',
    default: null,
    description:
      'API key of the sandbox; generated once when unset: `dev` prints it, `serve` writes it to `api-credentials.json` in the data folder.',
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
      'API key of production; generated once when unset: `dev` prints it, `serve` writes it to `api-credentials.json` in the data folder.',
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
    description: 'Who asks for the data, as the widget names it when a page gives no name.',
  },
  roles: {
    variable: 'WINKWIRE_ROLES',
    flag: 'roles',
    kind: 'list',
    default: 'api,deliver',
    choices: ['api', 'deliver'],
    description: 'What this process does: answer requests, deliver webhooks, or both.',
  },
  encryptionKey: {
    variable: 'WINKWIRE_ENCRYPTION_KEY',
    flag: 'encryption-key',
    kind: 'secret',
    default: null,
    description:
      '64 hex digits: the key that encrypts secrets at rest and signs link tokens. To replace it, list the new one first and the old one after a comma. Made and kept in the data folder when unset; several machines need the same one.',
  },
  providers: {
    variable: 'WINKWIRE_PROVIDERS',
    flag: 'providers',
    kind: 'text',
    default: null,
    description: 'JSON file of the OpenID providers that users of production can link.',
  },
  tokenSeconds: {
    variable: 'WINKWIRE_TOKEN_SECONDS',
    flag: 'token-seconds',
    kind: 'integer',
    default: '18000',
    minimum: 1,
    maximum: 86_400,
    description: 'Seconds until a link token ends, and with it the session that it opened.',
  },
  rateLimit: {
    variable: 'WINKWIRE_RATE_LIMIT',
    flag: 'rate-limit',
    kind: 'integer',
    default: '20',
    dev: '0',
    minimum: 0,
    description:
      'Requests a second for each client address; files and requests of our own pages count for less. 0 means no limit.',
  },
  connectionLimit: {
    variable: 'WINKWIRE_CONNECTION_LIMIT',
    flag: 'connection-limit',
    kind: 'integer',
    default: '512',
    dev: '0',
    minimum: 0,
    description:
      'Open connections for each client address, and at most half of the files that the process may open; those of trusted proxies are not counted. 0 means no limit.',
  },
  corsOrigins: {
    variable: 'WINKWIRE_CORS_ORIGINS',
    flag: 'cors-origins',
    kind: 'list',
    default: '',
    dev: '*',
    description:
      'Origins of pages that may call the API with their own API key, such as https://app.example.com; `*` is any.',
  },
  metricsToken: {
    variable: 'WINKWIRE_METRICS_TOKEN',
    flag: 'metrics-token',
    kind: 'secret',
    default: null,
    description: 'Bearer token, of at least 16 characters, that opens /metrics beside API credentials.',
  },
  demoOpen: {
    variable: 'WINKWIRE_DEMO_OPEN',
    flag: 'demo-open',
    kind: 'flag',
    default: 'no',
    description:
      'Whether other machines may use the demo of `winkwire dev`. It gives anybody users and link tokens.',
  },
  webhooksLimit: {
    variable: 'WINKWIRE_WEBHOOKS_LIMIT',
    flag: 'webhooks-limit',
    kind: 'integer',
    default: '100',
    minimum: 1,
    maximum: 100_000,
    description:
      'How many webhooks each tenant may have in each mode. Every event is matched with all of them.',
  },
  trustProxy: {
    variable: 'WINKWIRE_TRUST_PROXY',
    flag: 'trust-proxy',
    kind: 'list',
    default: '',
    description: 'Addresses or CIDR ranges of reverse proxies whose X-Forwarded-For is believed.',
  },
  bodyLimit: {
    variable: 'WINKWIRE_BODY_LIMIT',
    flag: 'body-limit',
    kind: 'integer',
    default: '1048576',
    minimum: 1024,
    description:
      'Largest body of `POST /v1/events`, in bytes. Other operations have smaller limits of their own, uploads a larger one.',
  },
  requestTimeout: {
    variable: 'WINKWIRE_REQUEST_TIMEOUT',
    flag: 'request-timeout',
    kind: 'integer',
    default: '30000',
    minimum: 100,
    description: 'Milliseconds after which an API request is answered with TIME_LIMIT_EXCEEDED.',
  },
  shutdownTimeout: {
    variable: 'WINKWIRE_SHUTDOWN_TIMEOUT',
    flag: 'shutdown-timeout',
    kind: 'integer',
    default: '10000',
    minimum: 0,
    description: 'Milliseconds that work in hand may take to finish when the server is asked to stop.',
  },
  shutdownDelay: {
    variable: 'WINKWIRE_SHUTDOWN_DELAY',
    flag: 'shutdown-delay',
    kind: 'integer',
    default: '0',
    minimum: 0,
    description:
      'Milliseconds between being asked to stop, from when /readyz answers 503, and taking no more requests: as long as a load balancer needs to notice.',
  },
  webhookAllow: {
    variable: 'WINKWIRE_WEBHOOK_ALLOW',
    flag: 'webhook-allow',
    kind: 'list',
    default: '',
    dev: '127.0.0.0/8,::1/128',
    description: 'CIDR ranges that webhooks may reach beyond public addresses.',
  },
  webhookHttp: {
    variable: 'WINKWIRE_WEBHOOK_HTTP',
    flag: 'webhook-http',
    kind: 'text',
    default: 'no',
    dev: 'loopback',
    choices: ['no', 'loopback', 'yes'],
    description: 'Whether webhook addresses may be http://: never, to loopback, or anywhere allowed.',
  },
  webhookPorts: {
    variable: 'WINKWIRE_WEBHOOK_PORTS',
    flag: 'webhook-ports',
    kind: 'list',
    default: '80,443,1024-65535',
    description:
      'Ports that webhooks may reach, and ranges of them. Of a range, well-known ports of other protocols, such as 3306 or 6379, are left out; listed by themselves they are permitted.',
  },
  dnsServers: {
    variable: 'WINKWIRE_DNS_SERVERS',
    flag: 'dns-servers',
    kind: 'list',
    default: '',
    description:
      "DNS servers, as address or address:port, that receivers' names are looked up at; the system's when unset.",
  },
  egressAddress: {
    variable: 'WINKWIRE_EGRESS_ADDRESS',
    flag: 'egress-address',
    kind: 'text',
    default: null,
    description: 'Local address that webhooks leave from; published to receivers.',
  },
  egressProxy: {
    variable: 'WINKWIRE_EGRESS_PROXY',
    flag: 'egress-proxy',
    kind: 'secret',
    default: null,
    description: 'http:// or socks5:// proxy that webhooks leave through.',
  },
  egressPublished: {
    variable: 'WINKWIRE_EGRESS_PUBLISHED',
    flag: 'egress-published',
    kind: 'list',
    default: '',
    description:
      'Addresses or CIDR ranges that receivers see webhooks come from, where that is not the egress address: behind a NAT or a proxy.',
  },
  egressCheckUrl: {
    variable: 'WINKWIRE_EGRESS_CHECK_URL',
    flag: 'egress-check-url',
    kind: 'url',
    default: null,
    description:
      "Address that answers with its caller's address, asked by the way of webhooks to verify the published ones.",
  },
  retentionDays: {
    variable: 'WINKWIRE_RETENTION_DAYS',
    flag: 'retention-days',
    kind: 'integer',
    default: '60',
    minimum: 1,
    description: 'Days after which linked data, events and deliveries are removed.',
  },
  smtpUrl: {
    variable: 'WINKWIRE_SMTP_URL',
    flag: 'smtp-url',
    kind: 'secret',
    default: null,
    description:
      'smtp:// or smtps:// address, with user and password, of the server that sends invitations and mails to owners of webhooks.',
  },
  mailFrom: {
    variable: 'WINKWIRE_MAIL_FROM',
    flag: 'mail-from',
    kind: 'text',
    default: null,
    dev: 'invitations@winkwire.localhost',
    description: 'Sender address of invitations, and of mails to owners of webhooks.',
  },
  otlpEndpoint: {
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    flag: 'otlp-endpoint',
    kind: 'url',
    default: null,
    description:
      'Address of an OpenTelemetry collector that takes OTLP over HTTP, such as http://127.0.0.1:4318; traces are off when unset.',
  },
  logLevel: {
    variable: 'WINKWIRE_LOG_LEVEL',
    flag: 'log-level',
    kind: 'text',
    default: 'info',
    dev: 'warn',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    description: 'What is logged.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
