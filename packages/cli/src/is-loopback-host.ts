/** Whether a host reaches this machine only. Takes names, addresses, and IPv6 addresses in brackets. */
export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
