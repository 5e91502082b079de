import type { Config } from '../../../config.ts';
import type { GuardPolicy } from './address-guard.ts';
import type { Egress } from './egress.ts';

export const guardPolicy = (
  config: Pick<Config, 'webhookAllow' | 'webhookHttp' | 'webhookPorts' | 'dnsServers'>,
): GuardPolicy => ({
  allow: config.webhookAllow,
  http: config.webhookHttp,
  ports: config.webhookPorts,
  dnsServers: config.dnsServers,
});

export const egressOf = (config: Pick<Config, 'egressAddress' | 'egressProxy'>): Egress => ({
  address: config.egressAddress ?? undefined,
  proxy: config.egressProxy ?? undefined,
});
