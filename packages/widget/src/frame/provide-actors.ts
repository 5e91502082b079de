import { newEventId } from '@winkwire/contract/ids';
import type {
  AccountProgress,
  ArchiveProgress,
  Session,
  Sources,
  WidgetFileType,
  WidgetProvider,
} from '@winkwire/contract/widget-api';
import { fromCallback, fromPromise, type InputFrom } from 'xstate';
import type { chartActors } from './chart-actors.ts';
import type { Catalogue, ChartEvent, FailureCode } from './chart-vocabulary.ts';
import { longPoll } from './long-poll.ts';
import type { FileFault } from './picked-file.ts';
import { RenewalTurns } from './renewal-turns.ts';
import { serverClock } from './server-clock.ts';
import { signInPopup } from './sign-in-popup.ts';
import { signInTab } from './sign-in-tab.ts';
import type { WidgetClient } from './widget-client.ts';

type Input<Name extends keyof typeof chartActors> = InputFrom<(typeof chartActors)[Name]>;

export function provideActors(client: WidgetClient) {
  const post = <Data>(path: string, body: unknown, signal: AbortSignal) =>
    client.request<Data>(path, { method: 'POST', body, signal });
  const get = <Data>(path: string, signal: AbortSignal) => client.request<Data>(path, { signal });

  const loadCatalogue = async (): Promise<Catalogue> => {
    const [{ items }, sources] = await Promise.all([
      client.request<{ items: WidgetProvider[] }>('providers'),
      client.request<Sources>('sources'),
    ]);
    return { providers: items, sources };
  };
  const turns = new RenewalTurns();
  /** Stays until there is a response, so that a user who presses again does not link the account twice. */
  let attempt = newEventId();
  /**
   * The catalogue starts to load while the user may be reading the consent screen. This copy is used only once: a retry
   * loads the catalogue again.
   */
  let preloaded: Promise<Catalogue> | null = null;

  return {
    openSession: fromPromise<Session, Input<'openSession'>>(async ({ input }) => {
      const session = await client.open(input.options, input.returnCode);
      for (const warning of session.warnings) console.warn(`SmileLinkModal: ${warning}`);
      preloaded = loadCatalogue();
      preloaded.catch(() => {});
      return session;
    }),
    awaitRenewalTurn: fromPromise<void, void>(() => turns.next()),
    renewSession: fromPromise<Session, string>(async ({ input }) => {
      const session = await client.renew(input);
      turns.renewed(Date.parse(session.expiresAt) - serverClock.now());
      return session;
    }),
    recordConsent: fromPromise<null, Input<'recordConsent'>>(({ input, signal }) =>
      post('consents', input, signal),
    ),
    // Chooses the same language again, because the response contains the current text of the consent.
    readConsent: fromPromise<Session['consent'], Input<'readConsent'>>(
      async ({ input }) => (await client.chooseLanguage(input)).consent,
    ),
    loadCatalogue: fromPromise<Catalogue, void>(() => {
      const loading = preloaded ?? loadCatalogue();
      preloaded = null;
      return loading;
    }),
    startAccount: fromPromise<AccountProgress, Input<'startAccount'>>(async ({ input, signal }) => {
      const progress = await post<AccountProgress>('accounts', { ...input, attempt }, signal);
      attempt = newEventId();
      return progress;
    }),
    answerChallenge: fromPromise<AccountProgress, Input<'answerChallenge'>>(({ input, signal }) =>
      post(
        `accounts/${input.accountId}/answer`,
        { challengeId: input.challengeId, answer: input.answer },
        signal,
      ),
    ),
    renewChallenge: fromPromise<AccountProgress, Input<'renewChallenge'>>(({ input, signal }) =>
      post(`accounts/${input.accountId}/challenge`, { challengeId: input.challengeId }, signal),
    ),
    // This request has no `signal`, because linking has to stop even if the user moves on.
    stopLinking: fromPromise<AccountProgress, Input<'stopLinking'>>(({ input }) =>
      client.request(`accounts/${input.accountId}/stop`, {
        method: 'POST',
        body: { after: input.version },
      }),
    ),
    revokeAccount: fromPromise<AccountProgress, string>(({ input, signal }) =>
      post(`accounts/${input}/revoke`, {}, signal),
    ),
    sendSurvey: fromPromise<null, Input<'sendSurvey'>>(({ input, signal }) =>
      post('employers', input, signal),
    ),
    loadFileTypes: fromPromise<WidgetFileType[], void>(
      async ({ signal }) => (await get<{ items: WidgetFileType[] }>('fileTypes', signal)).items,
    ),
    revokeArchive: fromPromise<ArchiveProgress, string>(({ input, signal }) =>
      post(`archives/${input}/revoke`, {}, signal),
    ),
    pollAccount: fromCallback<ChartEvent, Input<'pollAccount'>>(({ input, sendBack }) =>
      longPoll<AccountProgress>({
        request: (version, signal) => get(`accounts/${input.accountId}?after=${version}`, signal),
        version: input.version,
        isFinal: ({ status }) => status === 'CONNECTED' || status === 'ERROR' || status === 'DISCONNECTED',
        onProgress: (progress) => sendBack({ type: 'account.progressed', progress }),
        onFailure: (failure) => sendBack({ type: 'account.pollFailed', failure }),
      }),
    ),
    pollArchive: fromCallback<ChartEvent, Input<'pollArchive'>>(({ input, sendBack }) => {
      if (input.archive.state.status !== 'STARTED') return () => {};
      return longPoll<ArchiveProgress>({
        request: (version, signal) => get(`archives/${input.archive.id}?after=${version}`, signal),
        version: input.version,
        isFinal: ({ archive }) => archive.state.status !== 'STARTED',
        onProgress: (progress) => sendBack({ type: 'archive.progressed', progress }),
        onFailure: () => {},
      });
    }),
    uploadFiles: fromCallback<ChartEvent, Input<'uploadFiles'>>(({ input, sendBack }) => {
      let isCancelled = false;
      let cancel = () => {};
      const upload = {
        client,
        ...input,
        onProgress: (share: number) => sendBack({ type: 'upload.progressed', share }),
        onFinished: (progress: ArchiveProgress) => sendBack({ type: 'upload.finished', progress }),
        onFailed: (failure: FailureCode) => sendBack({ type: 'upload.failed', failure }),
        onRefused: (position: number, fault: FileFault) =>
          sendBack({ type: 'file.refused', position, fault }),
      };
      // A static import would delay the first screen.
      import('./upload-files.ts').then(
        ({ uploadFiles }) => {
          if (!isCancelled) cancel = uploadFiles(upload);
        },
        () => upload.onFailed('NETWORK'),
      );
      return () => {
        isCancelled = true;
        cancel();
      };
    }),
    signInWindow: fromCallback<ChartEvent, Input<'signInWindow'>>(({ input, sendBack }) => {
      if (input.place !== 'popup') {
        const isLeft = input.place === 'tab' && signInTab.leave(input.url);
        sendBack({ type: isLeft ? 'tab.left' : 'tab.returned' });
        return () => {};
      }
      if (!signInPopup.navigate(input.url)) {
        sendBack({ type: 'popup.blocked' });
        return () => {};
      }
      sendBack({ type: 'popup.shown' });
      // With `Cross-Origin-Opener-Policy`, an open popup looks closed. So `popup.closed` does not prove that the user
      // has closed it.
      const watch = setInterval(() => {
        if (!signInPopup.isClosed) return;
        clearInterval(watch);
        sendBack({ type: 'popup.closed' });
      }, 500);
      const stopListening = signInPopup.onSandboxed(() => sendBack({ type: 'popup.sandboxed' }));
      return () => {
        clearInterval(watch);
        stopListening();
        signInPopup.close();
      };
    }),
  };
}
