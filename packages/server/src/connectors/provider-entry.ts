import type { DatapointKind } from '@winkwire/contract/datapoints';
import { datapointKinds } from '@winkwire/contract/datapoints';
import {
  type ProviderSubType,
  type ProviderType,
  providerSubTypes,
  providerTypes,
} from '@winkwire/contract/provider-types';
import type { Provider } from '@winkwire/contract/resources/provider';
import type { LoginOption, WidgetProvider } from '@winkwire/contract/widget-api';
import type { Connector } from './connector.ts';

export interface ProviderEntry {
  id: string;
  name: string;
  longName: string;
  type: ProviderType;
  subType: ProviderSubType;
  active: boolean;
  mfa: boolean;
  monitorSupported: boolean;
  yields: readonly DatapointKind[];
  /** Empty if no account can be linked at the provider. */
  loginOptions: LoginOption[];
  /** The background of the logo, and the lighter colour of its shape. */
  colours: readonly [string, string];
  /** Absent if we draw the logo. */
  logoUrl?: string;
  connector: Connector;
}

export const hasConnection = (entry: ProviderEntry): boolean => entry.loginOptions.length > 0;
const logoUrl = (publicUrl: string, entry: ProviderEntry): string =>
  entry.logoUrl ?? `${publicUrl}/assets/providers/${entry.id}.svg`;

export function providerResource(entry: ProviderEntry, publicUrl: string): Provider {
  return {
    id: entry.id,
    name: entry.name,
    longName: entry.longName,
    logoUrl: logoUrl(publicUrl, entry),
    type: entry.type,
    typeLabel: providerTypes[entry.type],
    subType: entry.subType,
    subTypeLabel: providerSubTypes[entry.subType],
    active: entry.active,
    enabled: true,
    mfa: entry.mfa,
    accountConnection: hasConnection(entry),
    supported: entry.yields.map((kind) => datapointKinds[kind].name),
    monitorSupported: entry.monitorSupported,
  };
}

export function widgetProvider(entry: ProviderEntry, publicUrl: string): WidgetProvider {
  return {
    id: entry.id,
    name: entry.name,
    longName: entry.longName,
    logoUrl: logoUrl(publicUrl, entry),
    colour: entry.colours[0],
    type: entry.type,
    subType: entry.subType,
    accountConnection: hasConnection(entry),
    loginOptions: entry.loginOptions,
  };
}
