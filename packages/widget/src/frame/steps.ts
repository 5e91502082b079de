import type { View } from './chart-vocabulary.ts';

/** How far the progress bar is filled, from 0 to 1. */
export const progressOf: Record<View, number> = {
  loading: 0,
  failed: 0,
  consent: 0.15,
  providerList: 0.35,
  employerSurvey: 0.45,
  fileTypeList: 0.5,
  login: 0.55,
  loginOptions: 0.56,
  redirecting: 0.7,
  connecting: 0.75,
  mfa: 0.8,
  linkError: 0.81,
  upload: 0.75,
  connectSuccess: 1,
  archiveSuccess: 1,
  accountRevoke: 0,
  revokeArchive: 0,
  closed: 0,
};

const ofProvider: ReadonlySet<View> = new Set<View>([
  'login',
  'loginOptions',
  'redirecting',
  'connecting',
  'mfa',
  'linkError',
  'connectSuccess',
  'accountRevoke',
]);

export const isOfProvider = (view: View): boolean => ofProvider.has(view);

export function motionBetween(before: View, now: View): 'forward' | 'back' | 'fade' {
  const way = progressOf[now] - progressOf[before];
  if (progressOf[before] === 0 || progressOf[now] === 0 || way === 0) return 'fade';
  return way > 0 ? 'forward' : 'back';
}
