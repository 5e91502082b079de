import { expect, test } from 'vitest';
import { withoutServiceLinks } from './without-service-links.ts';

const linksOf = (service: string) =>
  [
    'SERVICE_HOST',
    'SERVICE_PORT',
    'SERVICE_PORT_HTTP',
    'PORT',
    'PORT_80_TCP',
    'PORT_80_TCP_PROTO',
    'PORT_80_TCP_PORT',
    'PORT_80_TCP_ADDR',
  ].map((name) => `${service}_${name}`);

test('what Kubernetes adds for services is left out, and everything else stays', () => {
  const others = ['PORT', 'WINKWIRE_RATE_LIMIT', 'WINKWIRE_API_KEY', 'WINKWIREPORT'];
  const links = ['WINKWIRE', 'WINKWIRE_API', 'WINKWIRE2'].flatMap(linksOf);
  expect(withoutServiceLinks([...others, ...links])).toEqual(others);
});

test('a variable stays if no service has its name', () => {
  const names = ['WINKWIRE_PORT', 'WINKWIRE_SERVICE_PORT', 'API_SERVICE_HOST'];
  expect(withoutServiceLinks(names)).toEqual(['WINKWIRE_PORT', 'WINKWIRE_SERVICE_PORT']);
});
