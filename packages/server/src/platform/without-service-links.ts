const host = '_SERVICE_HOST';

/**
 * Kubernetes adds variables for each service of a namespace. For a service named `winkwire`, they are
 * `WINKWIRE_SERVICE_HOST`, `WINKWIRE_PORT` and others.
 */
export function withoutServiceLinks(names: readonly string[]): string[] {
  const services = names.filter((name) => name.endsWith(host)).map((name) => name.slice(0, -host.length));
  return names.filter((name) => !services.some((service) => isLink(name, service)));
}

const isLink = (name: string, service: string): boolean =>
  name.startsWith(`${service}_`) &&
  /^_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_\w+)?)$/.test(name.slice(service.length));
